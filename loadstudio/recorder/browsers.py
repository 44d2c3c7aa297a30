"""Chrome and its relatives: which are installed, and how one is started so that it records and nothing else.

The process itself is in `browser_process`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import msgspec

from loadstudio.base.errors import RecorderFailed

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
_NOT_YET = (
    "Recording in Firefox is not there yet. Choose Chrome, Chromium, Edge or Brave; "
    "or choose no browser and set the proxy and the CA file in Firefox by hand."
)


class BrowserKind(msgspec.Struct, frozen=True, kw_only=True):
    """A browser of Chromium's family and where it is found."""

    key: str
    name: str
    commands: tuple[str, ...]
    mac_app: str
    windows_path: str


_KINDS = (
    BrowserKind(
        key="chrome",
        name="Chrome",
        commands=("google-chrome", "google-chrome-stable"),
        mac_app="Google Chrome.app/Contents/MacOS/Google Chrome",
        windows_path="Google/Chrome/Application/chrome.exe",
    ),
    BrowserKind(
        key="chromium",
        name="Chromium",
        commands=("chromium", "chromium-browser"),
        mac_app="Chromium.app/Contents/MacOS/Chromium",
        windows_path="Chromium/Application/chrome.exe",
    ),
    BrowserKind(
        key="edge",
        name="Edge",
        commands=("microsoft-edge", "microsoft-edge-stable"),
        mac_app="Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        windows_path="Microsoft/Edge/Application/msedge.exe",
    ),
    BrowserKind(
        key="brave",
        name="Brave",
        commands=("brave-browser", "brave"),
        mac_app="Brave Browser.app/Contents/MacOS/Brave Browser",
        windows_path="BraveSoftware/Brave-Browser/Application/brave.exe",
    ),
)


class InstalledBrowser(msgspec.Struct, frozen=True, kw_only=True):
    """A browser on this computer."""

    name: str
    path: Path


def find_browser(key: str) -> InstalledBrowser:
    """Return the browser that `key` names (auto: the first there is). Raises RecorderFailed with what to do."""
    if key == "firefox":
        raise RecorderFailed(_NOT_YET)
    wanted = [kind for kind in _KINDS if key in ("auto", kind.key)]
    for kind in wanted:
        if path := _path(kind):
            return InstalledBrowser(name=kind.name, path=path)
    names = ", ".join(kind.name for kind in wanted) or key
    raise RecorderFailed(
        f"No browser found ({names}). Install Chromium, Chrome, Edge or Brave, "
        "or record without one (--browser none) and send your own program through the proxy."
    )


def arguments(*, profile: Path, proxy: str, spki: str, url: str, headless: bool, remote_debugging: bool) -> list[str]:
    """Return the command line after the browser's name. `proxy` is host:port.

    `<-loopback>` has localhost recorded too, which browsers else keep from proxies. Web security stays on: without it
    CORS preflights would be missing from the recording.
    """
    line = [
        f"--user-data-dir={profile}",
        f"--proxy-server={proxy}",
        "--proxy-bypass-list=<-loopback>",
        f"--ignore-certificate-errors-spki-list={spki}",
        "--disable-quic",
        *_SILENT,
        f"--disable-features={','.join(_FEATURES_OFF)}",
    ]
    if headless:
        line += ["--headless=new", "--hide-scrollbars", "--mute-audio", "--window-size=1280,900"]
    if headless or remote_debugging:
        line.append("--remote-debugging-port=0")
    if needs_no_sandbox():
        line.append("--no-sandbox")
    if _shared_memory_is_small():
        line.append("--disable-dev-shm-usage")
    return [*line, url or "about:blank"]


def needs_no_sandbox() -> bool:
    """Tell whether the browser would refuse its sandbox: it does so for root, in containers and CI."""
    return sys.platform != "win32" and os.geteuid() == 0


def missing_display(headless: bool) -> str:
    """Return why no window can open, as a sentence, or ''."""
    if headless or not sys.platform.startswith("linux"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return "There is no display on which the browser could open its window. Record with --headless, or set DISPLAY."


def _path(kind: BrowserKind) -> Path | None:
    if sys.platform == "darwin":
        places = [Path("/Applications") / kind.mac_app, Path.home() / "Applications" / kind.mac_app]
    elif sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        places = [Path(root) / kind.windows_path for root in roots if root]
    else:
        places = [Path(found) for command in kind.commands if (found := shutil.which(command))]
    return next((place for place in places if place.exists()), None)


def _shared_memory_is_small() -> bool:
    try:
        return shutil.disk_usage("/dev/shm").total < _SMALL_SHARED_MEMORY_BYTES
    except OSError:
        return False
