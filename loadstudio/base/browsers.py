"""Which browsers are on this computer, and where. How one is started so that it records is the recorder's business."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Literal

import msgspec

from loadstudio.base.errors import RecorderFailed

type BrowserFamily = Literal["chromium", "firefox"]

_WRAPPER_BYTES = 4096


class BrowserKind(msgspec.Struct, frozen=True, kw_only=True):
    """A browser and where it is found. `key` is its word in commands and settings."""

    key: str
    name: str
    family: BrowserFamily = "chromium"
    commands: tuple[str, ...]
    mac_app: str
    windows_path: str


class InstalledBrowser(msgspec.Struct, frozen=True, kw_only=True):
    """A browser on this computer. `snap` is the name of its package where it comes as one: such a browser sees no
    files but its own.
    """

    key: str
    name: str
    family: BrowserFamily
    path: Path
    snap: str = ""


KINDS = (
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
    BrowserKind(
        key="firefox",
        name="Firefox",
        family="firefox",
        commands=("firefox", "firefox-esr"),
        mac_app="Firefox.app/Contents/MacOS/firefox",
        windows_path="Mozilla Firefox/firefox.exe",
    ),
)
"""In the order in which the first one there is, is taken."""


def installed_browsers() -> tuple[InstalledBrowser, ...]:
    """Return the browsers of this computer, the first one is the one to take where the person has no wish."""
    found = ((kind, _path(kind)) for kind in KINDS)
    return tuple(_installed(kind, path) for kind, path in found if path is not None)


def find_browser(key: str) -> InstalledBrowser:
    """Return the browser that `key` names (auto: the first there is). Raises RecorderFailed with what to do."""
    here = installed_browsers()
    for browser in here:
        if key in ("auto", browser.key):
            return browser
    wanted = ", ".join(kind.name for kind in KINDS if key in ("auto", kind.key)) or key
    others = ", ".join(browser.name for browser in here)
    advice = (
        f"This computer has {others}: choose that" if others else "Install Chromium, Chrome, Edge, Brave or Firefox"
    )
    raise RecorderFailed(
        f"No browser found ({wanted}). {advice}, or record without one (--browser none) and send your own program"
        " through the proxy."
    )


def _installed(kind: BrowserKind, path: Path) -> InstalledBrowser:
    return InstalledBrowser(key=kind.key, name=kind.name, family=kind.family, path=path, snap=_snap(path))


def _path(kind: BrowserKind) -> Path | None:
    if sys.platform == "darwin":
        places = [Path("/Applications") / kind.mac_app, Path.home() / "Applications" / kind.mac_app]
    elif sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        places = [Path(root) / kind.windows_path for root in roots if root]
    else:
        places = [Path(found) for command in kind.commands if (found := shutil.which(command))]
    return next((place for place in places if place.exists()), None)


def _snap(path: Path) -> str:
    """Return the name of the snap behind a command (Ubuntu's Firefox and Chromium are such), or ''."""
    if not sys.platform.startswith("linux"):
        return ""
    if path.parent == Path("/snap/bin") or path.resolve().name == "snap":
        return path.name
    try:
        with path.open("rb") as command:
            head = command.read(_WRAPPER_BYTES)
    except OSError:
        return ""
    if not head.startswith(b"#!"):
        return ""
    _, mark, rest = head.partition(b"/snap/bin/")
    name = rest.split(None, 1)[0].strip(b"\"'") if mark and rest.split() else b""
    return name.decode("ascii", "replace")
