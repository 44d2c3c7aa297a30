"""How Chrome and its relatives are started so that they record and nothing else. Firefox's way is in `firefox`, the
process itself in `browser_process`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

import msgspec

from loadstudio.recorder.browser_wish import BrowserWish

_FEATURES_OFF = (
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "DialMediaRouteProvider",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "InterestFeedContentSuggestions",
    "MediaRouter",
    "OptimizationHints",
    "Prerender2",  # a page that is loaded ahead would come as a step that the person never took
    "PrivacySandboxSettings4",
    "Translate",
)
_SILENT = (
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-search-engine-choice-screen",
    "--disable-session-crashed-bubble",
    "--disable-sync",
    "--hide-crash-restore-bubble",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--test-type",  # no yellow bar about the flags below
)
PREFERENCES = {
    "credentials_enable_service": False,
    "profile": {"password_manager_enabled": False, "password_manager_leak_detection": False},
    "safebrowsing": {"enabled": False},
    "search": {"suggest_enabled": False},
    "net": {"network_prediction_options": 2},
    "translate": {"enabled": False},
    "signin": {"allowed": False},
}
"""The profile's settings: no password bubble over the page; what is typed as an address goes to no search engine."""
_SMALL_SHARED_MEMORY_BYTES = 512 * 1024 * 1024


def dressed(profile: Path, wish: BrowserWish) -> list[str]:
    """Write the profile's settings and return the command line after the browser's name."""
    settings = profile / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_bytes(msgspec.json.encode(PREFERENCES))
    return arguments(profile, wish)


def arguments(profile: Path, wish: BrowserWish) -> list[str]:
    """Return the command line after the browser's name.

    `<-loopback>` has localhost recorded too, which browsers else keep from proxies. Web security stays on: without it
    CORS preflights would be missing from the recording.
    """
    line = [
        f"--user-data-dir={profile}",
        f"--proxy-server={wish.proxy}",
        "--proxy-bypass-list=<-loopback>",
        f"--ignore-certificate-errors-spki-list={wish.spki}",
        "--disable-quic",
        *_SILENT,
        f"--disable-features={','.join(_FEATURES_OFF)}",
    ]
    if wish.headless:
        line += ["--headless=new", "--hide-scrollbars", "--mute-audio", "--window-size=1280,900"]
    if wish.driven:
        line.append("--remote-debugging-port=0")
    if needs_no_sandbox():
        line.append("--no-sandbox")
    if _shared_memory_is_small():
        line.append("--disable-dev-shm-usage")
    return [*line, wish.url or "about:blank"]


def devtools_address(profile: Path) -> str:
    """Return the address that the browser wrote into its profile, '' as long as it has not."""
    with contextlib.suppress(OSError, ValueError):
        port, path = (profile / "DevToolsActivePort").read_text("ascii").splitlines()[:2]
        return f"ws://127.0.0.1:{int(port)}{path}"
    return ""


def needs_no_sandbox() -> bool:
    """Tell whether the browser would refuse its sandbox: it does so for root, in containers and CI."""
    return sys.platform != "win32" and os.geteuid() == 0


def _shared_memory_is_small() -> bool:
    try:
        return shutil.disk_usage("/dev/shm").total < _SMALL_SHARED_MEMORY_BYTES
    except OSError:
        return False
