"""The requests of a recording as they come, step by step: the newest in sight, the chosen ones taken out or back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from loadstudio.gui.icons import icon
from loadstudio.gui.record.capture_model import CaptureModel
from loadstudio.gui.record.host_ledger import host_of
from loadstudio.gui.sought import Sought
from loadstudio.gui.sought_bar import SoughtBar
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.recording.entry import Note

_OPEN_STEPS = 2
_SLACK_PX = 8
_SOUGHT_WIDTH = 300


class RequestsCard(Card):
    """`request_chosen(EntryCaptured)` when one alone is chosen; `taken_out(entry ids)`, `brought_back(entry ids)`,
    `note_dropped(Note)`, `note_opened(Note)` and `undo_wanted` ask for what the person wants. `removed` returns which
    requests are taken out now.
    """

    request_chosen = Signal(object)
    taken_out = Signal(object)
    brought_back = Signal(object)
    note_dropped = Signal(object)
    note_opened = Signal(object)
    undo_wanted = Signal()

    def __init__(
        self, model: CaptureModel, removed: Callable[[], Collection[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Requests"), padding=8, parent=parent)
        self._model = model
        self._removed = removed
        self._takes_back = False
        self.tree = TreeView(name=self.tr("Requests"), head=True, inset=12)
        self.tree.setModel(model)
        self.tree.set_columns((Column(), Column(90), Column(100, True), Column(96, True), Column(88, True)))
        self.tree.setSelectionMode(TreeView.SelectionMode.ExtendedSelection)
        self.tree.opened.connect(self._opened)
        self.tree.installEventFilter(self)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(
            lambda point: self._open_menu(self.tree.viewport().mapToGlobal(point))
        )
        self.tree.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self._empty = EmptyState(self.tr("Opening the browser …"))
        self._none_found = EmptyState(self.tr("No request is like this."), self.tr("Show all"))
        self._list = QStackedWidget()
        for page in (self._empty, self.tree, self._none_found):
            self._list.addWidget(page)
        for tool in self._tools():
            self.add_to_title(tool)
        self.body.addLayout(self._seeking())
        self.body.addWidget(self._list, 1)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        model.rowsInserted.connect(lambda parent, first, _last: self._step_came(first, nested=parent.isValid()))
        self.show_able()

    def _tools(self) -> tuple[QWidget, ...]:
        """Return what stands over the list of requests."""
        self.take_out = Button(self.tr("Take out"), icon="trash", height=28)
        self.take_out.setToolTip(self.tr("Take the chosen requests out of the recording (Delete)"))
        self.take_out.clicked.connect(self._take_out_or_back)
        self.undo = IconButton("undo", self.tr("Undo"), size=28)
        self.undo.clicked.connect(self.undo_wanted)
        self.follow = Switch(self.tr("Follow newest"), on=True)
        self.follow.toggled.connect(lambda on: self._show_newest() if on else None)
        return self.take_out, self.undo, self.follow

    def _seeking(self) -> QHBoxLayout:
        self.sought = SoughtBar(self.tr("Find a host, address or state"), height=32)
        self.sought.text.setFixedWidth(_SOUGHT_WIDTH)
        self.sought.changed.connect(self._seek)
        self._none_found.acted.connect(self.sought.clear)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.setWhatsThis(self.tr("Find among the requests"))
        find.activated.connect(self.sought.begin)
        self._count = Label("", "text", "sub", tabular=True)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.sought)
        row.addWidget(self._count)
        row.addStretch(1)
        return row

    def _seek(self, sought: Sought) -> None:
        self._model.seek(sought)
        self._show_list()
        self._show_chosen()
        self.show_able()

    def _show_list(self) -> None:
        """Show the list, or say why there is none, and how much of it is left out."""
        shown, kept = self._model.counts()
        seeks = not self.sought.sought.is_all
        self._count.setText(self.tr("{0} of {1}").format(shown, kept) if seeks else "")
        if not self._model.rowCount():
            page: QWidget = self._empty
        else:
            page = self._none_found if seeks and not shown else self.tree
        self._list.setCurrentWidget(page)

    def _show_chosen(self) -> None:
        """Keep in sight what one looks at, else the newest if that is wanted."""
        rows = self.tree.selectionModel().selectedRows()
        if rows:
            self.tree.scrollTo(rows[0])
        elif self.follow.isChecked():
            self._show_newest()

    def refresh(self, waiting_for: str) -> None:
        """Show what came, the newest if that is wanted; while nothing came, the words say what is `waiting_for`."""
        if waiting_for:
            self._empty.set_message(waiting_for)
        self._show_list()
        if self.follow.isChecked():
            self._show_newest()

    def _show_newest(self) -> None:
        self.tree.scrollTo(self._model.newest_index())

    def _scrolled(self) -> None:
        bar = self.tree.verticalScrollBar()
        if bar.sliderPosition() < bar.maximum() - _SLACK_PX:
            self.follow.setChecked(False)

    def _step_came(self, row: int, *, nested: bool) -> None:
        if nested:
            return
        self.tree.expand(self._model.index(row, 0))
        if self.follow.isChecked() and row >= _OPEN_STEPS:
            self.tree.collapse(self._model.index(row - _OPEN_STEPS, 0))

    # What is chosen

    def _chosen_requests(self) -> tuple[str, ...]:
        rows = self.tree.selectionModel().selectedRows()
        return tuple(dict.fromkeys(entry_id for index in rows for entry_id in self._model.requests_at(index)))

    def _chosen_note(self) -> Note | None:
        rows = self.tree.selectionModel().selectedRows()
        return self._model.note_at(rows[0]) if len(rows) == 1 else None

    def show_able(self) -> None:
        """Say what can be done with what is chosen."""
        chosen, removed = self._chosen_requests(), self._removed()
        self._takes_back = bool(chosen) and all(entry_id in removed for entry_id in chosen)
        self.take_out.setEnabled(bool(chosen) or self._chosen_note() is not None)
        words = (self.tr("Bring back"), "undo") if self._takes_back else (self.tr("Take out"), "trash")
        self.take_out.set_text(words[0], icon=words[1])

    def _choose(self) -> None:
        self.show_able()
        rows = self.tree.selectionModel().selectedRows()
        request = self._model.request_at(rows[0]) if len(rows) == 1 else None
        if request is not None:
            self.follow.setChecked(False)  # what one looks at must not run away
            self.request_chosen.emit(request)

    def _take_out_or_back(self) -> None:
        note = self._chosen_note()
        if note is not None:
            self.note_dropped.emit(note)
        elif self._takes_back:
            self.brought_back.emit(self._chosen_requests())
        else:
            self.taken_out.emit(self._chosen_requests())

    def _open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the request that has the keyboard, at a place of the screen."""
        request = self._model.request_at(self.tree.currentIndex())
        if request is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        address, host = request.url, host_of(request)
        copy = menu.addAction(icon("copy"), self.tr("Copy the address"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
        if host:
            only = menu.addAction(icon("filter"), self.tr("Show only {0}").format(host))
            only.triggered.connect(lambda: self.sought.text.setText(host))
        out = menu.addAction(icon("undo" if self._takes_back else "trash"), self.take_out.text())
        out.triggered.connect(self._take_out_or_back)
        menu.popup(place)

    def _opened(self, index: QModelIndex) -> None:
        note = self._model.note_at(index)
        if note is not None:
            self.note_opened.emit(note)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes out, the keys of undo take that back; they are the window's undo everywhere else."""
        if watched is self.tree and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            if event.type() == QEvent.Type.ShortcutOverride and undoes:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (undoes or event.key() == Qt.Key.Key_Delete):
                if undoes:
                    self.undo_wanted.emit()
                elif self.take_out.isEnabled():
                    self._take_out_or_back()
                return True
        return super().eventFilter(watched, event)
