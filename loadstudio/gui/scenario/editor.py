"""The scenario that is open, to be looked at and changed: tree, request, recorded answer."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.scenario.answer_panel import AnswerPanel
from loadstudio.gui.scenario.part_panel import PartPanel
from loadstudio.gui.scenario.request_panel import RequestPanel
from loadstudio.gui.scenario.tree_model import ScenarioModel
from loadstudio.gui.scenario.tree_panel import TreePanel
from loadstudio.gui.scenario.words import request_title
from loadstudio.gui.settings import Settings
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.rule import Rule
from loadstudio.scenario import edit
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.model import HttpRequest, Node, Scenario, Step, ThinkTime

_TREE_WIDTH, _REQUEST_WIDTH, _ANSWER_WIDTH = 352, 484, 440


class ScenarioEditor(QSplitter):
    """Made for one document; every change goes through its undo stack."""

    def __init__(self, document: Document, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document

        self.model = ScenarioModel(document.scenario, self)
        self.model.renamed.connect(self._rename)
        self.model.paused.connect(self._set_pause)
        self.model.dropped.connect(self._move)
        self.panel = TreePanel(self.model)
        self.panel.chosen.connect(lambda _id: self._show_part())
        self.panel.toggled.connect(lambda part_id: self._switch(part_id, not self._part(part_id).enabled))
        self.panel.deleted.connect(self._delete)
        self.panel.duplicated.connect(self._duplicate)
        self.setHandleWidth(16)
        self.setChildrenCollapsible(False)
        self.addWidget(self.panel)
        self.addWidget(self._detail())
        self.setSizes([_TREE_WIDTH, _REQUEST_WIDTH + _ANSWER_WIDTH])
        self.setStretchFactor(1, 1)
        self.restoreState(settings.geometry("scenario"))
        self.splitterMoved.connect(lambda _pos, _index: settings.set_geometry("scenario", self.saveState()))
        document.changed.connect(self._follow)
        document.recording_loaded.connect(self._show_part)
        self.panel.show_pass(document.scenario)
        self.panel.choose_first()
        self._show_part()

    def _detail(self) -> Card:
        self.request = RequestPanel()
        self.request.edited.connect(self._edit_request)
        self.request.switched.connect(lambda on: self._switch(self.panel.current(), on))
        self.request.menu_wanted.connect(self._open_menu)
        self.part = PartPanel()
        self.part.renamed.connect(lambda name: self._rename(self.panel.current(), name))
        self.part.paused.connect(lambda seconds: self._set_pause(self.panel.current(), seconds))
        self.part.switched.connect(lambda on: self._switch(self.panel.current(), on))
        self.answer = AnswerPanel()
        self.answer.check_wanted.connect(self._add_check)
        self._nothing = EmptyState(self.tr("Choose a step or a request to see what it sends."))
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)
        row.addWidget(Rule(vertical=True, token="line"))
        row.addWidget(self.answer, 1)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(1)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.request)
        self._halves.addWidget(right)
        self._halves.setSizes([_REQUEST_WIDTH, _ANSWER_WIDTH])
        self._pages = QStackedWidget()
        for page in (self._nothing, self._halves, self.part):
            self._pages.addWidget(page)
        card = Card(padding=0)
        card.body.addWidget(self._pages)
        return card

    # Showing

    def _follow(self, _before: Scenario, after: Scenario) -> None:
        self.model.follow(after)
        self.panel.show_pass(after)
        self._show_part()

    def _show_part(self) -> None:
        scenario = self.document.scenario
        part = self._part_or_none(self.panel.current())
        match part:
            case HttpRequest():
                self.request.show_request(scenario, part)
                self._show_answer(part)
                self._pages.setCurrentWidget(self._halves)
            case Step():
                self.part.show_step(part)
                self._pages.setCurrentWidget(self.part)
            case ThinkTime():
                self.part.show_pause(part)
                self._pages.setCurrentWidget(self.part)
            case None:
                self._pages.setCurrentWidget(self._nothing)

    def _show_answer(self, request: HttpRequest) -> None:
        entry = self.document.entries.get(request.recorded.entry_id) if request.recorded is not None else None
        path = self.document.recording_path
        reading = self.document.recording is None and path is not None and path.is_file()
        self.answer.show_entry(entry, waiting=reading)

    def _part(self, part_id: str) -> Node:
        return edit.find(self.document.scenario, part_id)

    def _part_or_none(self, part_id: str) -> Node | None:
        try:
            return self._part(part_id)
        except KeyError:
            return None

    def _open_menu(self) -> None:
        button = self.request.more
        self.panel.open_menu_at(button.mapToGlobal(button.rect().bottomLeft()))

    # Changing

    def add(self, words: str, after: Scenario, new_id: str) -> None:
        """Put a scenario with a new part in place, and choose the part."""
        self.document.edit(words, after)
        self.panel.choose(new_id)

    def _edit_request(self, words: str, request: HttpRequest, burst: str) -> None:
        self.document.edit(words, edit.replace_request(self.document.scenario, request), burst=burst)

    def _rename(self, part_id: str, name: str) -> None:
        part, scenario = self._part_or_none(part_id), self.document.scenario
        if isinstance(part, Step) and part.name != name:
            self.document.edit(self.tr("Rename step"), edit.rename_step(scenario, part_id, name))
        elif isinstance(part, HttpRequest):
            self.document.edit(self.tr("Rename request"), edit.rename_request(scenario, part_id, name))

    def _set_pause(self, part_id: str, seconds: float) -> None:
        self.document.edit(self.tr("Change think time"), edit.set_think_time(self.document.scenario, part_id, seconds))

    def _switch(self, part_id: str, on: bool) -> None:
        words = self.tr("Switch on {0}") if on else self.tr("Switch off {0}")
        after = edit.set_enabled(self.document.scenario, part_id, on)
        self.document.edit(words.format(self._name_of(part_id)), after)

    def _delete(self, part_id: str) -> None:
        words = self.tr("Delete {0}").format(self._name_of(part_id))
        self.document.edit(words, edit.delete(self.document.scenario, part_id))

    def _duplicate(self, part_id: str) -> None:
        words = self.tr("Duplicate {0}").format(self._name_of(part_id))
        before = self.document.scenario
        known = {step.id for step in before.steps} | {node.id for step in before.steps for node in step.children}
        after = edit.duplicate(before, part_id)
        self.document.edit(words, after)
        new_steps = [step.id for step in after.steps if step.id not in known]
        new_nodes = [node.id for step in after.steps for node in step.children if node.id not in known]
        self.panel.choose((new_steps or new_nodes)[0])

    def _move(self, part_id: str, parent_id: str, index: int) -> None:
        words = self.tr("Move {0}").format(self._name_of(part_id))
        self.document.edit(words, edit.move(self.document.scenario, part_id, parent_id=parent_id, index=index))
        self.panel.choose(part_id)

    def _add_check(self, text: str) -> None:
        part = self._part_or_none(self.panel.current())
        if isinstance(part, HttpRequest):
            changed = replace(part, checks=(*part.checks, TextCheck(text=text)))
            after = edit.replace_request(self.document.scenario, changed)
            self.document.edit(self.tr("Check that “{0}” is there").format(text[:30]), after)

    def _name_of(self, part_id: str) -> str:
        match self._part(part_id):
            case Step() as step:
                return step.name
            case HttpRequest() as request:
                return request_title(request)
            case _:
                return self.tr("think time")
