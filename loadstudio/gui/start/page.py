"""The start page: which site, the demo shop, what was opened last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.browsers import installed_browsers
from loadstudio.base.errors import FileError
from loadstudio.gui.dialogs.open_file import ask_for_file
from loadstudio.gui.language import told
from loadstudio.gui.open_file import open_file
from loadstudio.gui.record.connection_dialog import ConnectionDialog
from loadstudio.gui.record.connection_file import load_connection, save_connection
from loadstudio.gui.start.demo import is_demo, start_demo
from loadstudio.gui.start.demo_card import DemoCard
from loadstudio.gui.start.left_banner import LeftBanner, what_is_left
from loadstudio.gui.start.recent_model import RecentModel
from loadstudio.gui.start.results import last_results
from loadstudio.gui.theme import dress
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.fields import Select, TextField
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.workspace import Workspace
from loadstudio.http_types import url
from loadstudio.wire.recorder_messages import Connection

_WIDTH = 840
_FEW = 5
_TYPING_MS = 700


class StartPage(QWidget):
    """`record_wanted(address, browser)` when the person asked to record; the address is complete, and '' where another
    device or program is recorded and none was typed. `recording_left(path)` when they want to open a recording that
    never became a scenario.
    """

    record_wanted = Signal(str, str)
    recording_left = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._all_shown = False
        column = QVBoxLayout()
        column.setSpacing(0)
        self.left = LeftBanner()
        self.left.recording_opened.connect(self.recording_left)
        self.left.scenario_opened.connect(self._open_path)
        column.addWidget(self.left)
        column.addSpacing(64)
        column.addWidget(Label(self.tr("Which site do you want to test?"), "question"))
        column.addSpacing(12)
        column.addWidget(Label(self._promise(), "lead", "sub", wrap=True))
        column.addSpacing(24)
        column.addLayout(self._question())
        column.addLayout(self._options())
        column.addSpacing(36)
        self.demo = DemoCard()
        self.demo.started.connect(self._start_demo)
        column.addWidget(self.demo)
        column.addSpacing(36)
        column.addLayout(self._recent())
        column.addStretch(1)
        footer = QHBoxLayout()
        footer.addStretch(1)
        words = self.tr("Everything stays on this computer. No account, nothing is sent anywhere.")
        footer.addWidget(FooterLine(words, "shield"))
        footer.addStretch(1)
        column.addLayout(footer)
        frame = QHBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        column.setContentsMargins(0, 24, 0, 24)
        frame.addWidget(middle, 1000)
        frame.addStretch(1)
        workspace.settings.recents_changed.connect(self._show_recents)
        workspace.settings.browser_changed.connect(self._take_browser)
        self._show_recents()

    def _promise(self) -> str:
        return self.tr(
            "Click through it once in a browser window. LoadStudio writes down what happens and plays it back with many"
            " people."
        )

    def _question(self) -> QHBoxLayout:
        self.address = TextField(
            name=self.tr("Address of the site"), placeholder=self.tr("shop.example"), icon="globe", height=48
        )
        self.address.returnPressed.connect(self._record)
        self.address.textEdited.connect(self._edited)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._look_at_address)
        self._sites = QCompleter(self)
        self._sites.setModel(QStringListModel(self))
        self._sites.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._sites.setFilterMode(Qt.MatchFlag.MatchContains)
        self.address.setCompleter(self._sites)
        if (popup := self._sites.popup()) is not None:
            dress(popup)
        self.record = Button(self.tr("Record"), "primary", icon="record", height=48)
        self.record.setMinimumWidth(136)
        self.record.clicked.connect(self._record)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.address, 1)
        row.addWidget(self.record)
        return row

    def _options(self) -> QVBoxLayout:
        self.browser = Select(self._browsers(), name=self.tr("Browser that opens"), quiet=True, height=32)
        self.browser.set_current(self._known_browser())
        self.browser.chosen.connect(self._choose_browser)
        self.connection = Button(self.tr("Connection…"), "link")
        self.connection.setToolTip(self.tr("A proxy of your company, certificates"))
        self.connection.clicked.connect(self._ask_connection)
        self.open = Button(self.tr("Open a recording or other file…"), "link")
        self.open.setToolTip(
            self.tr(
                "A recording (HAR), curl commands, a Postman collection, an OpenAPI description, a test plan of JMeter"
            )
        )
        self.open.clicked.connect(lambda: ask_for_file(self._workspace, self.window()))
        self.complaint = Label("", "text", "bad")
        self.complaint.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(8)
        self._opens = Label("", "text", "sub")
        row.addWidget(self._opens)
        row.addWidget(self.browser)
        self._profile = Label(self.tr("with a clean profile, no cookies"), "text", "sub")
        row.addWidget(self._profile)
        row.addStretch(1)
        row.addWidget(self.connection)
        row.addSpacing(16)
        row.addWidget(self.open)
        self._show_browser()
        column = QVBoxLayout()
        column.setSpacing(0)
        self.complaint.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.complaint)
        column.addLayout(row)
        return column

    def _browsers(self) -> tuple[tuple[str, str], ...]:
        """Return the browsers of this computer; where there is none, the recorder says what to install."""
        found = tuple((browser.key, browser.name) for browser in installed_browsers())
        here = found or (("auto", self.tr("a browser")),)
        return (*here, ("none", self.tr("another device or program")))

    def _choose_browser(self, key: str) -> None:
        self._workspace.settings.set_browser(key)
        self._show_browser()

    def _take_browser(self, _key: str) -> None:
        self.browser.set_current(self._known_browser())
        self._show_browser()

    def _show_browser(self) -> None:
        others = self.browser.current() == "none"
        self._opens.setText(self.tr("Records") if others else self.tr("Opens in"))
        self._profile.setText(
            self.tr("through a proxy, an address is not needed")
            if others
            else self.tr("with a clean profile, no cookies")
        )

    def _known_browser(self) -> str:
        remembered = self._workspace.settings.browser
        known = [key for key, _name in self._browsers()]
        return remembered if remembered in known else known[0]

    def _recent(self) -> QVBoxLayout:
        self.model = RecentModel(self)
        self.table = DataTable(name=self.tr("Recent"), row_height=44)
        self.table.setModel(self.model)
        self.table.set_columns((Column(), Column(216), Column(166), Column(118)))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.opened.connect(self._open_row)
        self.table.clicked.connect(lambda index: self._open_row(index.row()))
        forget = QAction(self.tr("Take off the list"), self.table)
        forget.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self._forget_row)
        self.table.addAction(forget)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.show_all = Button(self.tr("Show all"), "link")
        self.show_all.clicked.connect(self._toggle_all)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Recent"), "card"))
        head.addStretch(1)
        head.addWidget(self.show_all)
        self._recent_card = Card(padding=8)
        self._recent_card.body.addWidget(self.table)
        self._no_recents = Label(self.tr("What you record or open will be listed here."), "text", "sub")
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._recent_card)
        column.addWidget(self._no_recents)
        return column

    def arrive(self) -> None:
        """Put the keyboard into the address and read the last results."""
        self.address.setFocus()
        self._show_recents()
        self._show_connection()
        self._workspace.jobs.start("looking for what is left", lambda _task: what_is_left(), done=self.left.show_left)
        self._workspace.jobs.start("reading results", lambda _task: last_results(), done=self.model.set_results)

    def _show_recents(self) -> None:
        model = self._sites.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(self._workspace.settings.sites())
        recents = self._workspace.settings.recents()
        self.model.set_recents(recents if self._all_shown else recents[:_FEW])
        self.table.fit_height()
        self.show_all.setVisible(len(recents) > _FEW)
        self._recent_card.setVisible(bool(recents))
        self._no_recents.setVisible(not recents)

    def _toggle_all(self) -> None:
        self._all_shown = not self._all_shown
        self.show_all.set_text(self.tr("Show fewer") if self._all_shown else self.tr("Show all"))
        self._show_recents()

    def _open_row(self, row: int) -> None:
        self._open_path(Path(self.model.recent(row).path))

    def _open_path(self, path: Path) -> None:
        if is_demo(path):
            self._start_demo()
        else:
            open_file(self._workspace, path)

    def _forget_row(self) -> None:
        if self.table.currentIndex().isValid():
            self._workspace.settings.forget_recent(self.model.recent(self.table.currentIndex().row()).path)

    def _edited(self) -> None:
        self._complain("")
        self._typing.start()

    def _look_at_address(self) -> None:
        """Say what is wrong as soon as the person pauses."""
        try:
            if self.address.text().strip():
                url.completed(self.address.text())
        except ValueError as error:
            self._complain(told(str(error)))

    def _ask_connection(self) -> None:
        dialog = ConnectionDialog(load_connection(), self.window())
        dialog.kept.connect(self._keep_connection)
        dialog.open()

    def _keep_connection(self, connection: Connection) -> None:
        try:
            save_connection(connection)
        except FileError as error:
            self._workspace.notices.error(error)
        self._show_connection()

    def _show_connection(self) -> None:
        """Say in the link that the way to the site is not the usual one."""
        usual = load_connection() == Connection()
        self.connection.set_text(self.tr("Connection…") if usual else self.tr("Connection: set…"))

    def _record(self) -> None:
        self._typing.stop()
        if self.browser.current() == "none" and not self.address.text().strip():
            self.record_wanted.emit("", "none")
            return
        try:
            address = url.completed(self.address.text())
        except ValueError as error:
            self._complain(told(str(error)))
            self.address.setFocus()
            return
        self._workspace.settings.add_site(address)
        self.record_wanted.emit(address, self.browser.current())

    def _complain(self, sentence: str) -> None:
        self.address.set_wrong(bool(sentence), sentence)
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def _start_demo(self) -> None:
        self.demo.set_starting(True)
        job = start_demo(self._workspace)
        job.ended.connect(lambda: self.demo.set_starting(False))
