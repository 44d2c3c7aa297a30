"""The Scenario screen: what one person does, step by step, with undo for everything."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.data.page import DataPage
from loadstudio.gui.dialogs.open_file import ask_for_file
from loadstudio.gui.document import Document
from loadstudio.gui.scenario.add_menu import AddMenu
from loadstudio.gui.scenario.check.check_page import CheckPage
from loadstudio.gui.scenario.check.check_start import clear_away, prepare_check
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.find_panel import FindPanel
from loadstudio.gui.scenario.head import ScenarioHead, open_below
from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_stack import PageStack
from loadstudio.gui.workspace import Workspace

if TYPE_CHECKING:
    from loadstudio.supervise.check_session import CheckSession


class ScenarioScreen(Screen):
    """Leads to recording or opening while nothing is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._editor: ScenarioEditor | None = None
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
        self.head = self._head(workspace)
        column.addWidget(self.head)
        column.addWidget(self._finding(workspace))
        column.addWidget(self._pages, 1)
        self._check_page: CheckPage | None = None
        self._data_page: DataPage | None = None
        self._sides = PageStack()
        self._sides.addWidget(self._main)
        self.body.addWidget(self._sides, 1)
        workspace.document_changed.connect(self._show_document)
        workspace.data_wanted.connect(self.show_data)
        self._show_document(workspace.document)

    @property
    def editor(self) -> ScenarioEditor | None:
        """The open scenario; what is not made of it yet is made when somebody asks."""
        if self._editor is not None:
            self._editor.pieces.finish()
        return self._editor

    def _head(self, workspace: Workspace) -> ScenarioHead:
        head = ScenarioHead(workspace)
        head.add.clicked.connect(self._open_add_menu)
        head.data.clicked.connect(self._show_any_data)
        head.values.clicked.connect(lambda: self.editor.show_values() if self.editor else None)
        head.open.clicked.connect(lambda: ask_for_file(workspace, self.window()))
        head.check.clicked.connect(self.start_check)
        return head

    def _open_add_menu(self) -> None:
        if self.editor is not None:
            open_below(AddMenu(self.editor, self), self.head.add)

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
        self.head.show_facts()

    def _focus_tree(self) -> None:
        if self._editor is not None and self._sides.currentWidget() is self._main:
            target = self._editor.panel.tree if self._editor.pieces.is_done else self._opening
            target.setFocus()

    # The check

    def start_check(self) -> None:
        """Play the scenario back once, and show it."""
        self._start_round(0)

    def _start_round(self, round_: int) -> None:
        self.head.check.setEnabled(False)
        job = prepare_check(self.workspace, lambda session: self._show_check(session, round_))
        job.ended.connect(lambda: self.head.check.setEnabled(True))

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
        if document is not None:
            self._editor = ScenarioEditor(document, self.workspace.settings, self.workspace.notices)
            self._pages.addWidget(self._editor)
            self._pages.setCurrentWidget(self._opening)
            self._editor.pieces.done.connect(self._show_editor)
            self.workspace.jobs.let_first(self._editor.pieces)
            self._editor.pieces.start()
            self.finder.set_document(document)
        else:
            self._pages.setCurrentWidget(self.empty)
        self.head.follow(document)

    def _show_editor(self) -> None:
        if self._editor is not None:
            waited = self._opening.hasFocus()  # else the person has begun with something else
            self._pages.setCurrentWidget(self._editor)
            if self._pages.painting is not None:
                self.workspace.jobs.let_first(self._pages.painting)
            if waited:
                self._focus_tree()
