"""What the window remembers from one start to the next: its place, the theme, the browser, what was opened last.

An INI file among the person's own data; nothing of a scenario or its secrets stands in it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from loadstudio.base import paths
from loadstudio.base.typed import decode
from loadstudio.gui.theme import ThemeName
from loadstudio.plan.model import RecordedThinkTimes, ThinkTimes, UniformThinkTimes

_THEMES = ("light", "dark", "system")
_RECENT_KEPT = 30
_SITES_KEPT = 20
_CODE_KEPT = 100

PAUSES: dict[str, ThinkTimes] = {
    "recorded": RecordedThinkTimes(),
    "half": RecordedThinkTimes(factor=0.5),
    "none": RecordedThinkTimes(factor=0.0),
    "random": UniformThinkTimes(least_s=1.0, most_s=5.0),
}
"""What new plans may begin with as pauses between two steps."""


class Recent(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario that was opened: its file, its name and site as they were then, and when (ISO 8601, UTC)."""

    path: str
    name: str
    site: str
    opened_utc: str


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker of this computer can send, and when that was measured (ISO 8601, UTC)."""

    requests_per_worker_s: float
    measured_utc: str


class Settings(QObject):
    """Typed access to the settings file. `recents_changed` tells when another scenario was opened or forgotten,
    `browser_changed(key)` when recordings open elsewhere, `capacity_changed` when this computer was measured.
    """

    recents_changed = Signal()
    browser_changed = Signal(str)
    capacity_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(paths.data_dir() / "window.ini"), QSettings.Format.IniFormat, self)

    @property
    def theme(self) -> ThemeName:
        """The theme that the person chose; `system` at first."""
        name = self._text("theme", "system")
        return cast("ThemeName", name) if name in _THEMES else "system"

    def set_theme(self, name: ThemeName) -> None:
        """Remember the theme."""
        self._file.setValue("theme", name)

    @property
    def language(self) -> str:
        """The language that the person chose, as `language.LANGUAGES` names it; `system` at first."""
        return self._text("language", "system")

    def set_language(self, language: str) -> None:
        """Remember the language; it is worn from the next start on."""
        self._file.setValue("language", language)

    @property
    def browser(self) -> str:
        """In which browser recordings open, as `StartCapture.browser` names it."""
        return self._text("browser", "auto")

    def set_browser(self, browser: str) -> None:
        """Remember the browser."""
        if browser != self.browser:
            self._file.setValue("browser", browser)
            self.browser_changed.emit(browser)

    @property
    def pauses(self) -> str:
        """How long people pause in new plans, a key of `PAUSES`."""
        name = self._text("pauses", "recorded")
        return name if name in PAUSES else "recorded"

    def set_pauses(self, key: str) -> None:
        """Remember how long people pause in new plans."""
        self._file.setValue("pauses", key)

    @property
    def workers(self) -> int:
        """How many workers new plans have; 0 is one for each core."""
        return self._number("workers")

    def set_workers(self, workers: int) -> None:
        """Remember how many workers new plans have."""
        self._file.setValue("workers", str(workers))

    @property
    def capacity(self) -> Capacity | None:
        """What this computer can send, None until it was measured."""
        try:
            return decode(self._text("capacity", ""), Capacity)
        except msgspec.DecodeError:
            return None

    def set_capacity(self, capacity: Capacity) -> None:
        """Remember what this computer can send."""
        self._file.setValue("capacity", msgspec.json.encode(capacity).decode())
        self.capacity_changed.emit()

    @property
    def machines(self) -> int:
        """How many other computers shall make the load; 0: this one does."""
        return self._number("machines")

    def set_machines(self, machines: int) -> None:
        """Remember how many other computers shall make the load."""
        self._file.setValue("machines", str(machines))

    def trusts_code(self, digest: str) -> bool:
        """Whether the person has said that code with this digest may be run."""
        return digest in self._text("trusted-code", "").split()

    def trust_code(self, digest: str) -> None:
        """Remember that this code may be run."""
        known = [one for one in self._text("trusted-code", "").split() if one != digest]
        self._file.setValue("trusted-code", " ".join((digest, *known[: _CODE_KEPT - 1])))

    def sites(self) -> tuple[str, ...]:
        """Return the addresses that were recorded, the last one first."""
        try:
            return decode(self._text("sites", "[]"), tuple[str, ...])
        except msgspec.DecodeError:
            return ()

    def add_site(self, address: str) -> None:
        """Put an address at the head of the list."""
        self._store_sites((address, *self.sites()))

    @property
    def folder(self) -> str:
        """The folder in which files were last opened, or ''."""
        return self._text("folder", "")

    def set_folder(self, folder: Path) -> None:
        """Remember the folder."""
        self._file.setValue("folder", str(folder))

    @property
    def export_folder(self) -> str:
        """The folder into which a result was last written, or ''."""
        return self._text("export_folder", "")

    def set_export_folder(self, folder: Path) -> None:
        """Remember that folder."""
        self._file.setValue("export_folder", str(folder))

    def geometry(self, name: str) -> QByteArray:
        """Return a remembered window geometry or splitter state, empty at first."""
        value = self._file.value(f"geometry/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_geometry(self, name: str, state: QByteArray) -> None:
        """Remember a window geometry or splitter state."""
        self._file.setValue(f"geometry/{name}", state)

    def recents(self) -> tuple[Recent, ...]:
        """Return the scenarios that were opened, the last one first; files that are gone are left out."""
        try:
            known = decode(self._text("recents", "[]"), tuple[Recent, ...])
        except msgspec.DecodeError:
            return ()
        return tuple(recent for recent in known if Path(recent.path).is_file())

    def add_recent(self, recent: Recent) -> None:
        """Put a scenario at the head of the list."""
        others = tuple(known for known in self.recents() if known.path != recent.path)
        self._store_recents((recent, *others))

    def forget_recent(self, path: str) -> None:
        """Take a scenario off the list; its file stays."""
        self._store_recents(tuple(known for known in self.recents() if known.path != path))

    def forget_remembered(self) -> Callable[[], None]:
        """Forget which scenarios were opened and which addresses recorded; return what brings them back."""
        recents, sites = self.recents(), self.sites()

        def bring_back() -> None:
            since = self.recents()
            opened_again = {recent.path for recent in since}
            self._store_sites((*self.sites(), *sites))
            self._store_recents((*since, *(recent for recent in recents if recent.path not in opened_again)))

        self._store_sites(())
        self._store_recents(())
        return bring_back

    def flush(self) -> None:
        """Write the file now."""
        self._file.sync()

    def _store_sites(self, sites: tuple[str, ...]) -> None:
        """Keep addresses, each where it stands first."""
        different = list(dict.fromkeys(sites))[:_SITES_KEPT]
        self._file.setValue("sites", msgspec.json.encode(different).decode())

    def _store_recents(self, recents: tuple[Recent, ...]) -> None:
        self._file.setValue("recents", msgspec.json.encode(recents[:_RECENT_KEPT]).decode())
        self.recents_changed.emit()

    def _text(self, key: str, fallback: str) -> str:
        value = self._file.value(key, fallback)
        return value if isinstance(value, str) else fallback

    def _number(self, key: str) -> int:
        text = self._text(key, "0")
        return int(text) if text.isdecimal() else 0
