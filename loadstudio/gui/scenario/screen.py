"""The Scenario screen: what one person does, step by step, with undo for everything."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.data.page import DataPage
from loadstudio.gui.dialogs.open_file import ask_for_file
from loadstudio.gui.document import Document
from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.additions import with_code, with_part, with_pause, with_request, with_step
from loadstudio.gui.scenario.check.check_page import CheckPage
from loadstudio.gui.scenario.check.check_start import clear_away, prepare_check
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.exporting import ScenarioExport
from loadstudio.gui.scenario.find_panel import FindPanel
from loadstudio.gui.scenario.undo_buttons import UndoButtons
from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.page_stack import PageStack
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.model import Scenario, requests_of

if TYPE_CHECKING:
    from loadstudio.supervise.check_session import CheckSession

_FACTS_EVERY_MS = 5_000


class ScenarioScreen(Screen):
    """Leads to recording or opening while nothing is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._editor: ScenarioEditor | None = None
        self._counted: tuple[Scenario | None, int] = (None, 0)
        self.empty = EmptyState(
            self.tr("No scenario is open. Record a site, or open a recording that you have."),
            self.tr("Record a site"),
            action_icon="record",
        )
        self.empty.acted.connect(lambda: workspace.go_to("record"))
        self._pages = PageStack()
        self._pages.addWidget(self.empty)
        self._opening = Label(self.tr("Opening the scenario …"), "text", "sub")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._opening)
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self._head(workspace))
        column.addWidget(self._finding(workspace))
        column.addWidget(self._pages, 1)
        self._check_page: CheckPage | None = None
        self._data_page: DataPage | None = None
        self._sides = PageStack()
        self._sides.addWidget(self._main)
        self.body.addWidget(self._sides, 1)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_facts)
        self._clock.start(_FACTS_EVERY_MS)
        workspace.document_changed.connect(self._show_document)
        workspace.data_wanted.connect(self.show_data)
        self._show_document(workspace.document)

    @property
    def editor(self) -> ScenarioEditor | None:
        """The open scenario; what is not made of it yet is made when somebody asks."""
        if self._editor is not None:
            self._editor.pieces.finish()
        return self._editor

    def _head(self, workspace: Workspace) -> QWidget:
        self.header = PageHeader(self.tr("Scenario"))
        self.history = UndoButtons()
        self.undo, self.redo = self.history.undo, self.history.redo
        self.versions = IconButton("history", self.tr("Earlier versions"))
        self.versions.clicked.connect(workspace.versions_wanted)
        self.export = ScenarioExport(workspace, self)
        self.export_button = IconButton("download", self.tr("Write it for another tool: Locust, k6, JMeter"))
        self.export_button.clicked.connect(lambda: self._open_menu(self.export.menu(), self.export_button))
        self.export.busy_changed.connect(lambda: self.export_button.setEnabled(not self.export.busy))
        self.add = Button(self.tr("Add"), icon="plus", trailing="chevron-down")
        self.add.clicked.connect(lambda: self._open_menu(self.add_menu(), self.add))
        self.data = Button(self.tr("Data"), icon="table")
        self.data.clicked.connect(self._show_any_data)
        self.values = Button(self.tr("Values"), icon="link")
        self.values.clicked.connect(lambda: self.editor.show_values() if self.editor else None)
        self.open = Button(self.tr("Open…"))
        self.open.clicked.connect(lambda: ask_for_file(self.workspace, self.window()))
        self.check = Button(self.tr("Check it once"), "primary", icon="play")
        self.check.clicked.connect(self.start_check)
        self.header.add_action(self.history)
        self.header.add_action(self.versions)
        self.header.add_action(self.export_button)
        self._divider = Rule(vertical=True, token="line")
        self._divider.setFixedHeight(20)
        self.header.add_action(self._divider)
        for widget in (self.open, self.add, self.data, self.values, self.check):
            self.header.add_action(widget)
        return self.header

    def _finding(self, workspace: Workspace) -> FindPanel:
        self.finder = FindPanel(workspace.jobs)
        self.finder.hits_changed.connect(self._show_hits)
        self.finder.hit_chosen.connect(lambda hit: self.editor.show_hit(hit) if self.editor else None)
        for words, keys, replacing in (
            (self.tr("Find in the scenario"), "Ctrl+F", False),
            (self.tr("Find and replace in the scenario"), "Ctrl+H", True),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))  # Qt's standard key for replacing is another on each desktop
            action.triggered.connect(lambda _on=False, replacing=replacing: self._find(replacing=replacing))
            self.addAction(action)
        return self.finder

    def _show_hits(self, ids: Collection[str] | None) -> None:
        if self._editor is not None and self._editor.pieces.is_done:  # at first there is nothing to narrow
            self._editor.panel.show_only(ids)

    def _find(self, *, replacing: bool) -> None:
        if self.editor is not None and self._sides.currentWidget() is self._main:
            self.finder.open(replacing=replacing, text=self.editor.panel.search.text())
            self.editor.panel.search.clear()

    @override
    def arrive(self) -> None:
        self._focus_tree()
        self._show_facts()

    def _focus_tree(self) -> None:
        if self._editor is not None and self._sides.currentWidget() is self._main:
            target = self._editor.panel.tree if self._editor.pieces.is_done else self._opening
            target.setFocus()

    # The check

    def start_check(self) -> None:
        """Play the scenario back once, and show it."""
        self._start_round(0)

    def _start_round(self, round_: int) -> None:
        self.check.setEnabled(False)
        job = prepare_check(self.workspace, lambda session: self._show_check(session, round_))
        job.ended.connect(lambda: self.check.setEnabled(True))

    def _show_check(self, session: CheckSession, round_: int) -> None:
        before = self._check_page.exchanges if self._check_page is not None else ()
        self._drop_check()
        control = self.workspace.start_check(session)
        jobs = self.workspace.jobs
        control.over.connect(lambda: jobs.start("clearing away", lambda _task: clear_away(session)))
        page = self._check_page = CheckPage(self.workspace, session, control, before=before, round_=round_)
        page.edit_wanted.connect(self._edit)
        page.again.connect(self.start_check)
        page.next_round.connect(self._start_round)
        self._sides.addWidget(page)
        page.pieces.done.connect(lambda: self._sides.setCurrentWidget(page))
        page.pieces.start()

    @property
    def check_page(self) -> CheckPage | None:
        """The check that is shown; what is not made of it yet is made when somebody asks."""
        if self._check_page is not None:
            self._check_page.pieces.finish()
        return self._check_page

    def _edit(self, request_id: str) -> None:
        self._leave_check()
        if self.editor is not None and request_id:
            self.editor.panel.choose(request_id)

    def _leave_check(self) -> None:
        self._sides.setCurrentWidget(self._main)
        self._drop_check()

    def _drop_check(self) -> None:
        if self._check_page is not None:
            self._check_page.pieces.stop()
            self._check_page.leave()
            self._sides.removeWidget(self._check_page)
            self._check_page.deleteLater()
            self._check_page = None

    # The test data

    def show_data(self, source: str = "") -> None:
        """Show the page of the test data, on a data source."""
        document = self.workspace.document
        if document is None:
            return
        self._leave_check()
        if self._data_page is None:
            self._data_page = DataPage(self.workspace, document)
            self._data_page.part_wanted.connect(self._leave_data)
            self._sides.addWidget(self._data_page)
            self._data_page.pieces.start()
        self._sides.setCurrentWidget(self._data_page)
        if source:
            self._data_page.choose(source)
        self._data_page.arrive()

    @property
    def data_page(self) -> DataPage | None:
        """The page of the test data, made whole."""
        if self._data_page is not None:
            self._data_page.pieces.finish()
        return self._data_page

    def _show_any_data(self) -> None:
        self.show_data()

    def _leave_data(self, part_id: str) -> None:
        self._sides.setCurrentWidget(self._main)
        if self.editor is not None and part_id:
            self.editor.panel.choose(part_id)
        self.arrive()

    def _forget_data(self) -> None:
        if self._data_page is not None:
            self._data_page.pieces.stop()
            self._sides.removeWidget(self._data_page)
            self._data_page.deleteLater()
            self._data_page = None

    # The document

    def _show_document(self, document: Document | None) -> None:
        self._leave_check()
        self._forget_data()
        if self._editor is not None:
            self._editor.pieces.stop()
            self._pages.removeWidget(self._editor)
            self._editor.deleteLater()
            self._editor = None
        head = (self.history, self.versions, self.export_button, self._divider)
        for widget in (*head, self.add, self.data, self.values, self.check):
            widget.setVisible(document is not None)
        self.open.setVisible(document is None)
        if document is not None:
            self._editor = ScenarioEditor(document, self.workspace.settings, self.workspace.notices)
            self._pages.addWidget(self._editor)
            self._pages.setCurrentWidget(self._opening)
            self._editor.pieces.done.connect(self._show_editor)
            self._editor.pieces.start()
            self.finder.set_document(document)
            document.changed.connect(self._show_facts)
            document.saved.connect(self._show_facts)
            document.save_failed.connect(lambda _error: self._show_facts())
        else:
            self._pages.setCurrentWidget(self.empty)
        self.history.follow(document)
        self._show_facts()

    def _show_editor(self) -> None:
        if self._editor is not None:
            waited = self._opening.hasFocus()  # else the person has begun with something else
            self._pages.setCurrentWidget(self._editor)
            if waited:
                self._focus_tree()

    def _show_facts(self) -> None:
        document = self.workspace.document
        if document is None:
            self.header.set_title(self.tr("Scenario"))
            self.header.set_facts(())
            return
        scenario = document.scenario
        self.header.set_title(scenario.name)
        if self._counted[0] is not scenario:
            self._counted = scenario, len(requests_of(scenario))
        requests = self._counted[1]
        facts = [
            self.tr("1 step") if len(scenario.steps) == 1 else self.tr("{0} steps").format(len(scenario.steps)),
            self.tr("1 request") if requests == 1 else self.tr("{0} requests").format(requests),
            self._saved_words(document),
        ]
        self.header.set_facts(facts)

    def _saved_words(self, document: Document) -> str:
        if document.dirty:
            return self.tr("not saved") if document.failing else self.tr("saving …")
        minutes = int((time.monotonic() - document.saved_at_s) / 60)
        return self.tr("saved a moment ago") if minutes < 1 else self.tr("saved {0} min ago").format(minutes)

    def add_menu(self) -> Menu:
        """Return the menu of what can be added behind the chosen part."""
        menu = Menu(self)
        menu.addAction(icon("plus"), self.tr("Step")).triggered.connect(self._add_step)
        menu.addAction(icon("link"), self.tr("Request")).triggered.connect(self._add_request)
        menu.addAction(icon("clock"), self.tr("Think time")).triggered.connect(self._add_pause)
        menu.addSeparator()
        for kind, words, name in (
            ("loop", self.tr("Repetition"), "repeat"),
            ("if", self.tr("Condition"), "branch"),
            ("choice", self.tr("Random choice"), "shuffle"),
            ("group", self.tr("Group"), "folder"),
        ):
            menu.addAction(icon(name), words).triggered.connect(lambda _on=False, kind=kind: self._add_block(kind))
        menu.addSeparator()
        menu.addAction(icon("terminal"), self.tr("Python step")).triggered.connect(self._add_code)
        return menu

    def _open_menu(self, menu: Menu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _add_step(self) -> None:
        if self.editor is not None:
            scenario, chosen = self.editor.document.scenario, self.editor.panel.current()
            self.editor.add(self.tr("Add step"), *with_step(scenario, chosen, self.tr("New step")))

    def _add_request(self) -> None:
        if self.editor is not None:
            scenario, chosen = self.editor.document.scenario, self.editor.panel.current()
            self.editor.add(self.tr("Add request"), *with_request(scenario, chosen))

    def _add_pause(self) -> None:
        if self.editor is not None:
            scenario, chosen = self.editor.document.scenario, self.editor.panel.current()
            self.editor.add(self.tr("Add think time"), *with_pause(scenario, chosen))

    def _add_block(self, kind: str) -> None:
        if self.editor is not None:
            scenario, chosen = self.editor.document.scenario, self.editor.panel.current()
            block = self.editor.edits.new_block(kind)
            after = with_part(scenario, chosen, block, inside=True)
            self.editor.add(self.tr("Add block"), *after)

    def _add_code(self) -> None:
        if self.editor is not None:
            scenario, chosen = self.editor.document.scenario, self.editor.panel.current()
            self.editor.add(self.tr("Add Python step"), *with_code(scenario, chosen, self.tr("Python step")))
