"""The scenario that is open, to be looked at and changed: tree, request, recorded answer."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from loadstudio.authoring.mending.pointing import Pointed
from loadstudio.authoring.mending.reset import changed_parts
from loadstudio.gui.document import Document
from loadstudio.gui.notices import Notices
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.scenario.answer.answer_panel import AnswerPanel
from loadstudio.gui.scenario.part.part_panel import PartPanel
from loadstudio.gui.scenario.part_edits import PartEdits
from loadstudio.gui.scenario.request.request_panel import RequestPanel, expressions_of
from loadstudio.gui.scenario.request.sent_file_dialog import ask_for_sent_file
from loadstudio.gui.scenario.tree.tree_model import ScenarioModel
from loadstudio.gui.scenario.tree.tree_panel import TreePanel
from loadstudio.gui.scenario.values.value_edits import ValueEdits
from loadstudio.gui.scenario.values.values_page import ValuesPage
from loadstudio.gui.settings import Settings
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.rule import Rule
from loadstudio.scenario import edit, selection
from loadstudio.scenario.model import HttpRequest, Scenario
from loadstudio.scenario.search import Hit

_TABS = {"address": "address", "header": "headers", "body": "body", "check": "checks"}
_PAUSE_MS = 10
_TREE_WIDTH, _REQUEST_WIDTH, _ANSWER_WIDTH = 352, 484, 440


class ScenarioEditor(QSplitter):
    """Made for one document; every change goes through its undo stack. Empty until its `pieces` are done."""

    def __init__(self, document: Document, settings: Settings, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self._notices = notices
        self._settings = settings
        self.pieces = Pieces(self.make(), self)
        self.pieces.done.connect(self._ready_search)
        self.setHandleWidth(16)
        self.setChildrenCollapsible(False)

    def make(self) -> Iterator[None]:
        """Fill the editor in pieces."""
        document, notices, settings = self.document, self._notices, self._settings
        self.edits = PartEdits(document, notices, self)
        self.edits.made.connect(self._choose_made)
        self.values = ValueEdits(document, notices, self)
        self.model = ScenarioModel(document.scenario, self, at_once=False)
        yield from self.model.make()
        self.model.renamed.connect(self.edits.rename)
        self.model.paused.connect(self.edits.pause)
        self.model.dropped.connect(self.edits.move)
        yield
        self.panel = TreePanel(self.model)
        self.panel.asked.connect(self.do)
        self.panel.hide()
        self.addWidget(self.panel)
        yield
        self.panel.tree.lay_out_now()  # all steps
        yield
        self.panel.show()
        yield
        yield from self._detail()
        yield
        self.setSizes([_TREE_WIDTH, _REQUEST_WIDTH + _ANSWER_WIDTH])
        self.setStretchFactor(1, 1)
        self.restoreState(settings.geometry("scenario"))
        self.splitterMoved.connect(lambda _pos, _index: settings.set_geometry("scenario", self.saveState()))
        yield
        self.panel.choose_first()
        yield
        if document.scenario is not self.model.scenario:  # edited meanwhile
            self.model.follow(document.scenario)
        self.panel.show_pass(document.scenario)
        self.panel.chosen.connect(self._show_part)
        document.changed.connect(self._follow)
        document.recording_loaded.connect(self._show_part)
        yield
        self._show_part()
        yield

    def _detail(self) -> Iterator[None]:
        self._frame()
        self.request = RequestPanel()
        self._halves.addWidget(self.request)
        yield
        yield from self.request.make()
        self.request.edited.connect(self._edit_request)
        self.request.switched.connect(lambda on: self.edits.switch(self.panel.selected(), on))
        self.request.menu_wanted.connect(lambda: self._open_menu(self.request.more))
        self.request.reset_wanted.connect(self._reset)
        self.request.origins.value_wanted.connect(self.show_values)
        self.request.file_wanted.connect(
            lambda take: ask_for_sent_file(self.document, self._notices, self.window(), take)
        )
        yield
        self._add_answer()
        yield
        self.part = PartPanel()
        self._pages.addWidget(self.part)
        yield from self.part.make()
        self.part.renamed.connect(lambda name: self.edits.rename(self.panel.current(), name))
        self.part.paused.connect(lambda seconds: self.edits.pause(self.panel.current(), seconds))
        self.part.switched.connect(lambda on: self.edits.switch(self.panel.selected(), on))
        self.part.edited.connect(self.edits.replace)
        self.part.menu_wanted.connect(lambda: self._open_menu(self.part.more))
        self.part.several.asked.connect(self.do)
        yield
        self.values_page = ValuesPage()
        self._pages.addWidget(self.values_page)
        yield from self.values_page.make()
        self.values_page.renamed.connect(self._rename_value)
        self.values_page.switched.connect(self.values.switch)
        self.values_page.go_wanted.connect(self._go_to)
        self.values_page.closed.connect(self._show_part)

    def _frame(self) -> None:
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(1)
        self._halves.setChildrenCollapsible(False)
        self._nothing = EmptyState(self.tr("Choose a step or a request to see what it sends."))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._halves)
        card = Card(padding=0)
        card.body.addWidget(self._pages)
        self.addWidget(card)

    def _add_answer(self) -> None:
        self.answer = AnswerPanel(self.document.jobs)
        self.answer.pointed.connect(self._pointed)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)
        row.addWidget(Rule(vertical=True, token="line"))
        row.addWidget(self.answer, 1)
        self._halves.addWidget(right)
        self._halves.setSizes([_REQUEST_WIDTH, _ANSWER_WIDTH])

    def _ready_search(self) -> None:
        Pieces(self.model.ready_search(), self).start(pause_ms=_PAUSE_MS)

    # Showing

    def _follow(self, _before: Scenario, after: Scenario) -> None:
        self.model.follow(after)
        self.panel.show_pass(after)
        if self._pages.currentWidget() is self.values_page:
            self.values_page.show_scenario(after)
        else:
            self._show_part()

    def show_values(self, name: str = "") -> None:
        """Show all changing values in the place of a request, and choose one."""
        self.values_page.show_scenario(self.document.scenario)
        self.values_page.choose(name)
        self._pages.setCurrentWidget(self.values_page)
        self.values_page.table.setFocus()

    def _go_to(self, part_id: str) -> None:
        self.panel.choose(part_id)
        self._show_part()

    def _rename_value(self, name: str, new_name: str) -> None:
        self.values_page.say_wrong(self.values.rename(name, new_name))

    def _show_part(self) -> None:
        scenario = self.document.scenario
        parts = selection.outermost(scenario, self.panel.selected())
        part = parts[0] if len(parts) == 1 else None
        if isinstance(part, HttpRequest):
            self.request.show_request(scenario, part)
            self._show_answer(part)
            self._pages.setCurrentWidget(self._halves)
        elif part is not None:
            self.part.show_part(part, expressions_of(scenario))
            self._pages.setCurrentWidget(self.part)
        elif parts:
            self.part.show_several(parts)
            self._pages.setCurrentWidget(self.part)
        else:
            self._pages.setCurrentWidget(self._nothing)

    def _show_answer(self, request: HttpRequest) -> None:
        entry = self.document.entries.get(request.recorded.entry_id) if request.recorded is not None else None
        path = self.document.recording_path
        reading = self.document.recording is None and path is not None and path.is_file()
        self.answer.show_entry(entry, waiting=reading)
        self.request.show_difference(changed_parts(request, entry) if entry is not None else ())

    def _open_menu(self, button: QWidget) -> None:
        self.panel.open_menu_at(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose_made(self, ids: tuple[str, ...]) -> None:
        self.panel.choose(*ids)

    def show_hit(self, hit: Hit) -> None:
        """Show where a search found something."""
        self.panel.choose(hit.spot.part_id)
        if (tab := _TABS.get(hit.spot.kind)) is not None and self._pages.currentWidget() is self._halves:
            self.request.show_tab(tab)

    # Changing

    def do(self, key: str) -> None:
        """Do what the tree was asked for (see `TreePanel.asked`) with the chosen parts."""
        ids = self.panel.selected()
        match key:
            case "toggle":
                self.edits.switch(ids)
            case "duplicate":
                self.edits.duplicate(ids)
            case "delete":
                self.edits.delete(ids)
            case "cut":
                self.edits.cut(ids)
            case "copy":
                self.edits.copy(ids)
            case "paste":
                self.edits.paste(self.panel.current())
            case "up" | "down":
                self.edits.move_by(ids, -1 if key == "up" else 1)
            case "take_out":
                self.edits.take_out(ids)
            case _:
                self.edits.wrap(ids, key)

    def add(self, words: str, after: Scenario, new_id: str) -> None:
        """Put a scenario with a new part in place, and choose the part."""
        self.document.edit(words, after)
        self.panel.choose(new_id)

    def _edit_request(self, words: str, request: HttpRequest, burst: str) -> None:
        self.document.edit(words, edit.replace_request(self.document.scenario, request), burst=burst)

    def _reset(self) -> None:
        part = self.edits.part(self.panel.current())
        if isinstance(part, HttpRequest):
            self.edits.reset(part)

    def _pointed(self, key: str, pointed: Pointed) -> None:
        part = self.edits.part(self.panel.current())
        if isinstance(part, HttpRequest) and part.recorded is not None:
            self.values.do(key, part, self.document.entries[part.recorded.entry_id], pointed)
