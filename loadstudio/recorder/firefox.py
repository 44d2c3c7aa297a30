"""How Firefox is started so that it records and nothing else: a profile with its settings and the recorder's authority.

How the authority comes to be trusted is in `firefox_trust`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from loadstudio.recorder.browser_wish import BrowserWish
from loadstudio.recorder.firefox_trust import trust

_NOTHING_THERE = "data:,"  # an address to which nothing is sent

_QUIET: dict[str, bool | int | str] = {
    # what the browser would ask for on its own account
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "app.update.checkInstallTime": False,
    "app.update.disabledForTesting": True,
    "app.update.enabled": False,
    "browser.contentblocking.report.lockwise.enabled": False,
    "browser.discovery.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.newtabpage.activity-stream.feeds.asrouterfeed": False,
    "browser.ping-centre.telemetry": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.search.geoSpecificDefaults": False,
    "browser.search.suggest.enabled": False,
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "browser.urlbar.suggest.searches": False,
    "captivedetect.canonicalURL": "",
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.systemAddon.update.url": "",
    "extensions.update.enabled": False,
    "geo.provider.network.url": "",
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": _NOTHING_THERE,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.manage-offline-status": False,
    "network.prefetch-next": False,
    "network.trr.mode": 5,
    "places.history.enabled": False,
    "privacy.trackingprotection.enabled": False,  # a recording shows what the page asks for
    "services.settings.server": _NOTHING_THERE,
    "services.sync.enabled": False,
    "signon.autofillForms": False,
    "signon.management.page.breach-alerts.enabled": False,
    "signon.rememberSignons": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
    "toolkit.telemetry.unified": False,
    # no page, question or bar before the site
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.tabs.warnOnClose": False,
    "browser.translations.automaticallyPopup": False,
    "browser.uitour.enabled": False,
    "browser.warnOnQuit": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "startup.homepage_welcome_url": "",
    "startup.homepage_welcome_url.additional": "",
    "termsofuse.bypassNotification": True,
    "trailhead.firstrun.didSeeAboutWelcome": True,
    # plain http stays plain: the address is recorded as it was typed
    "dom.security.https_first": False,
    "dom.security.https_only_mode": False,
    "network.http.http3.enable": False,
}


def dressed(profile: Path, wish: BrowserWish) -> list[str]:
    """Write the profile's settings, have it trust the authority, and return the command line after the browser's name.

    Raises RecorderFailed where the authority cannot be made trusted. Slow the first time: run it in a thread.
    """
    trust(profile, wish)
    lines = (f"user_pref({_js(name)}, {_js(value)});\n" for name, value in settings(wish).items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    line = ["-profile", str(profile), "-no-remote", "-new-instance"]
    if wish.headless:
        line.append("-headless")
    if wish.driven:
        line += ["-remote-debugging-port", "0"]
    return [*line, wish.url or "about:blank"]


def settings(wish: BrowserWish) -> dict[str, bool | int | str]:
    """Return the profile's settings: everything goes through the proxy, localhost too."""
    host, _, port = wish.proxy.rpartition(":")
    return _QUIET | {
        "network.proxy.type": 1,
        "network.proxy.http": host,
        "network.proxy.http_port": int(port),
        "network.proxy.ssl": host,
        "network.proxy.ssl_port": int(port),
        "network.proxy.no_proxies_on": "",
        "network.proxy.allow_hijacking_localhost": True,
        "network.proxy.failover_direct": False,
    }


def devtools_address(profile: Path) -> str:
    """Return the address of WebDriver BiDi that the browser wrote into its profile, '' as long as it has not."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        told = msgspec.json.decode((profile / "WebDriverBiDiServer.json").read_bytes())
        return f"ws://127.0.0.1:{int(told['ws_port'])}/session"
    return ""


def _js(value: bool | int | str) -> str:
    return msgspec.json.encode(value).decode()
