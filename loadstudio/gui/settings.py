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
from loadstudio.gui.theme import ThemeName

_THEMES = ("light", "dark", "system")
_RECENT_KEPT = 30
_SITES_KEPT = 20


class Recent(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario that was opened: its file, its name and site as they were then, and when (ISO 8601, UTC)."""

    path: str
    name: str
    site: str
    opened_utc: str


class Settings(QObject):
    """Typed access to the settings file. `recents_changed` tells when another scenario was opened or forgotten,
    `browser_changed(key)` when recordings open elsewhere.
    """

    recents_changed = Signal()
    browser_changed = Signal(str)

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

    def sites(self) -> tuple[str, ...]:
        """Return the addresses that were recorded, the last one first."""
        try:
            return msgspec.json.decode(self._text("sites", "[]"), type=tuple[str, ...])
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
            known = msgspec.json.decode(self._text("recents", "[]"), type=tuple[Recent, ...])
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
