"""The window: the rail at the left, the notice bar and the chosen screen at the right. It decides nothing of either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast, override

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from loadstudio.gui.actions import Actions
from loadstudio.gui.day_words import day_words
from loadstudio.gui.dialogs.fault_dialog import FaultDialog
from loadstudio.gui.dialogs.settings_dialog import SettingsDialog
from loadstudio.gui.dialogs.shortcuts import Listed, ShortcutsDialog
from loadstudio.gui.dialogs.versions_dialog import VersionsDialog
from loadstudio.gui.document import Document
from loadstudio.gui.faults import DoneBefore
from loadstudio.gui.icons import app_icon
from loadstudio.gui.keys import keys_of
from loadstudio.gui.missing_letters import MissingLetters, names_of, rare_letters
from loadstudio.gui.notices import NoticeBar
from loadstudio.gui.open_file import open_file
from loadstudio.gui.opening import can_open
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.plan.edit_plan import go_back
from loadstudio.gui.screen import Screen
from loadstudio.gui.screens import SCREENS
from loadstudio.gui.theme import colour, dress
from loadstudio.gui.widgets.page_stack import PageStack
from loadstudio.gui.widgets.rail import Rail
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.versions import Version

_LEAST_SIZE = (1080, 680)
_FIRST_SIZE = (1440, 900)
_PAUSE_MS = 20


class MainWindow(QMainWindow):
    """Makes a screen when it is first asked for, unless `make_ahead` has done it in idle moments. `first_painted` is
    emitted once, when the person sees the window.
    """

    first_painted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self)
        self.workspace = workspace
        self.actions_ = Actions(workspace, self)
        self.actions_.add(self.tr("Settings"), "Ctrl+,", self._show_settings)
        help_page = self.actions_.add(self.tr("Help and keys"), "F1", self._show_help)
        help_page.setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+?")])
        self.actions_.add(self.tr("Earlier versions"), "Ctrl+Alt+Z", self._show_versions)
        self._done_before = DoneBefore(workspace, self)
        for action in self.actions_.all:
            self._done_before.watch(action)
        self._screens: dict[str, Screen] = {}
        self._ahead: Pieces | None = None
        self._painted = False
        self._may_close = False
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*_LEAST_SIZE)
        self.setAcceptDrops(True)
        self._lay_out()
        self._restore_place()
        workspace.screen_wanted.connect(self.show_screen)
        workspace.notices.report_wanted.connect(self.show_fault)
        self._letters = MissingLetters(workspace.notices, self)
        workspace.document_changed.connect(self._take_document)
        workspace.versions_wanted.connect(self._show_versions)
        workspace.versions.left.connect(self._offer_work)
        # queued: quiet may come from within closeEvent, where closing again would be ignored
        workspace.quiet.connect(self._close_for_good, Qt.ConnectionType.QueuedConnection)
        self._name_window()
        self.show_screen("record")

    def _lay_out(self) -> None:
        self.rail = Rail()
        for entry in SCREENS:
            self.rail.add_item(entry.key, QCoreApplication.translate("Rail", entry.word), entry.icon)
        self.rail.add_button("help", self.tr("Help and keys"), "help")
        self.rail.add_button("settings", self.tr("Settings"), "settings")
        self.rail.chosen.connect(self.show_screen)
        self.rail.pressed.connect(self._pressed)
        self._stack = PageStack()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(NoticeBar(self.workspace.notices))
        column.addWidget(self._stack, 1)
        content = _Surface()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(content)

    def screen_of(self, key: str) -> Screen:
        """Return a screen; what is not made of it yet is made. Raises KeyError for an unknown key."""
        screen = self._begun(key)
        screen.pieces.finish()
        return screen

    def _begun(self, key: str) -> Screen:
        """Return a screen that may be empty as yet."""
        if key not in self._screens:
            make = {entry.key: entry.make for entry in SCREENS}[key]  # type: ignore[index]  # an unknown key is the KeyError promised
            self._screens[key] = make(self.workspace)
            self._stack.addWidget(self._screens[key])
        return self._screens[key]

    def _all_screens(self) -> Iterator[None]:
        """Make all screens, in pieces."""
        for entry in SCREENS:
            pieces = self._begun(entry.key).pieces
            yield
            while not pieces.is_done:
                pieces.do_next()
                yield

    def make_ahead(self) -> Pieces:
        """Make the other screens in idle moments, so that nobody waits for them at the first click."""
        if self._ahead is None:
            self._ahead = Pieces(self._all_screens(), self)
            self._ahead.done.connect(self._complete_help)
            self._ahead.start(pause_ms=_PAUSE_MS)
        return self._ahead

    @property
    def current_screen(self) -> Screen:
        """The screen that is seen."""
        return cast("Screen", self._stack.currentWidget())

    def show_screen(self, key: str) -> None:
        """Show a screen."""
        wanted = self.screen_of(key)
        self.rail.set_current(key)
        if wanted is not self._stack.currentWidget() or not self.isVisible():
            if isinstance(self._stack.currentWidget(), Screen):
                self.current_screen.leave()
            self._stack.setCurrentWidget(wanted)
            wanted.arrive()

    def show_fault(self, error: Exception) -> None:
        """Save, and tell of a fault of the program with a report to copy."""
        dialog = self.findChild(FaultDialog)
        if dialog is None or not dialog.isVisible():
            dialog = FaultDialog(self._done_before.lines, self)
            dialog.quit_wanted.connect(self.close)
            dialog.open()
            self.workspace.save()
        dialog.add(error)

    def _pressed(self, key: str) -> None:
        if key == "settings":
            self._show_settings()
        else:
            self._show_help()

    def _show_settings(self) -> None:
        dialog = self.findChild(SettingsDialog) or SettingsDialog(self.workspace, self)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _show_help(self) -> None:
        (self.findChild(ShortcutsDialog) or ShortcutsDialog(self.listed_keys(), self)).open()
        self.make_ahead()

    def _take_document(self, document: Document | None) -> None:
        self._name_window()
        if document is not None:
            scenario = document.scenario
            self.workspace.jobs.start(
                "looking for letters",
                lambda _task: rare_letters(names_of(scenario)),
                done=self._letters.look_at,
                patient=True,
            )

    def _complete_help(self) -> None:
        """All screens are made: the page of keys, if it is open, gets theirs too."""
        dialog = self.findChild(ShortcutsDialog)
        if dialog is not None:
            dialog.show_groups(self.listed_keys())

    def listed_keys(self) -> tuple[Listed, ...]:
        """Return all keys with the title under which they stand; of the screens, those of the ones that are made."""
        words = {entry.key: QCoreApplication.translate("Rail", entry.word) for entry in SCREENS}
        made = [key for key in words if key in self._screens and self._screens[key].pieces.is_done]
        title_of: dict[Screen | None, str] = {self._screens[key]: words[key] for key in made}
        title_of[None] = self.tr("Everywhere")
        groups = keys_of(self, [self._screens[key] for key in made])
        return tuple(Listed(title_of[group.screen], group.keys) for group in groups)

    def _show_versions(self) -> None:
        if self.workspace.document is not None and self.findChild(VersionsDialog) is None:
            VersionsDialog(self.workspace, self).open()

    def _offer_work(self, version: Version) -> None:
        when = day_words(version.saved_utc, with_time=True)
        self.workspace.notices.warn(
            self.tr("What you did last ({0}) is not in the file: LoadStudio ended before it was saved.").format(when),
            action=self.tr("Bring it back"),
            act=lambda: go_back(self.workspace, version, self.tr("Bring back unsaved work")),
        )

    def _name_window(self) -> None:
        document = self.workspace.document
        self.setWindowTitle(f"{document.scenario.name} – LoadStudio" if document is not None else "LoadStudio")

    def _restore_place(self) -> None:
        if not self.restoreGeometry(self.workspace.settings.geometry("window")):
            self.resize(QSize(*_FIRST_SIZE).boundedTo(self.screen().availableSize()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            open_file(self.workspace, path)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.workspace.settings.set_geometry("window", self.saveGeometry())
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.workspace.notices.tell(self.tr("Closing: what runs is ended in order and everything is saved."))
        self.workspace.close()

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()


def _dropped_file(data: QMimeData) -> Path | None:
    """Return the first file among what is dragged that the window opens."""
    paths = (Path(address.toLocalFile()) for address in data.urls() if address.isLocalFile())
    return next((path for path in paths if can_open(path)), None)


class _Surface(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("bg"))
