"""The Results screen: the kept runs at the left, the chosen one or two at the right; their PDF, deletion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import override

import msgspec
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.icons import icon
from loadstudio.gui.language import told
from loadstudio.gui.results.comparison_view import ComparisonView
from loadstudio.gui.results.detail import ComparedRuns, RunDetail, can_compare, run_before
from loadstudio.gui.results.export_bar import ComparingBar, ExportBar
from loadstudio.gui.results.exporting import Exporting
from loadstudio.gui.results.head import ResultsHead, open_under
from loadstudio.gui.results.moments_of_runs import started_text
from loadstudio.gui.results.reading import Reading
from loadstudio.gui.results.run_edits import RunEdits
from loadstudio.gui.results.run_view import RunView
from loadstudio.gui.results.runs_card import RunsCard
from loadstudio.gui.results.runs_going_on import RunsGoingOn
from loadstudio.gui.screen import Screen
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.page_stack import PageStack
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace
from loadstudio.results.caption import Caption
from loadstudio.results.history import RunEntry, list_runs

_COMPARED_WITH = 12


class ResultsScreen(Screen):
    """The newest run is chosen; `compare_with` another, or choose two rows with Ctrl. Either `detail` or `compared` is
    what is seen.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.detail: RunDetail | None = None
        self.compared: ComparedRuns | None = None
        self._wanted: Path | None = None
        self._looks = 0
        self._take_back: Callable[[], None] | None = None

    @override
    def make(self) -> Iterator[None]:
        workspace = self.workspace
        self.edits = RunEdits(workspace, self)
        self.edits.captioned.connect(self._show_caption)
        self.edits.deleted.connect(self._show_deleted)
        self.edits.restored.connect(lambda paths: self.show_run(paths[-1]) if paths else None)
        self.reading = Reading(workspace, self)
        self.reading.read_one.connect(self._show_detail)
        self.reading.changes_read.connect(self._show_changes)
        self.reading.two_read.connect(self._show_compared)
        self.reading.failed.connect(self._show_failure)
        self._going_on = RunsGoingOn(workspace, self)
        self._going_on.ended.connect(self.reload)
        self.exporting = Exporting(workspace, self)
        self.exporting.began.connect(lambda _name: self._show_able())
        self.exporting.ended.connect(self._show_able)
        self.empty = EmptyState(
            self.tr("There are no results yet. Run a load test and its result stands here."), self.tr("Plan the load")
        )
        self.empty.acted.connect(lambda: workspace.go_to("load"))
        self.empty.hide()
        self._content = QWidget()
        self._head()
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._content, 1)
        yield
        yield from self._lay_out()
        workspace.run_changed.connect(self._follow_run)
        workspace.result_wanted.connect(self.show_run)
        self._follow_run(workspace.run)
        self.reload()

    def _head(self) -> None:
        head = self.header = ResultsHead()
        head.more.clicked.connect(lambda: open_under(self.more_menu(), head.more))
        head.back_wanted.connect(lambda: self.compare_with(None))
        head.compare.clicked.connect(lambda: open_under(self.compare_menu(), head.compare))
        head.export.clicked.connect(lambda: open_under(self.export_menu(), head.export))
        self.body.addWidget(head)
        self.body.addWidget(ExportBar(self.exporting))
        self.comparing_bar = ComparingBar(self.reading)
        self.comparing_bar.cancelled.connect(self._stop_comparing)
        self.body.addWidget(self.comparing_bar)

    def _lay_out(self) -> Iterator[None]:
        self.view = RunView()
        self.comparison = ComparisonView()
        self._pages = PageStack()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.comparison)
        self.card = RunsCard()
        self.runs, self.runs_table = self.card.model, self.card.table
        self.card.chosen.connect(self._show_chosen)
        self.card.delete_wanted.connect(self.delete_chosen)
        self.card.rename_wanted.connect(self._name_chosen)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.card)
        row.addWidget(self._pages, 1)
        yield
        yield from self.view.make()
        yield
        yield from self.comparison.make()
        yield
        caption = self.view.verdict.caption
        caption.changed.connect(self.edits.set_caption)
        self.view.verdict.folder_button.clicked.connect(self.card.open_folder)
        self.view.verdict.delete_button.clicked.connect(self.delete_chosen)
        caption.left.connect(lambda: self.runs_table.setFocus(Qt.FocusReason.OtherFocusReason))

    @override
    def arrive(self) -> None:
        self.workspace.history = self.edits.stack
        self.reload()
        if self.runs.entries:
            self.runs_table.setFocus()
        else:
            self.empty.button.setFocus()

    @override
    def leave(self) -> None:
        self.workspace.history = None

    def _name_chosen(self) -> None:
        title = self.view.verdict.caption.title
        title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        title.selectAll()

    # Which runs there are

    def reload(self) -> None:
        """Read the list of runs anew, in a job; the chosen run stays, at first it is the newest."""
        self._looks += 1
        look = self._looks

        def take(entries: tuple[RunEntry, ...]) -> None:
            if look == self._looks:  # else what it saw may be older
                self._take_entries(entries)

        self.workspace.jobs.start("reading the runs", lambda _task: list_runs(), done=take, owner=self)

    def show_run(self, path: Path) -> None:
        """Choose a run by its folder, even if it is not in the list yet."""
        self._wanted = path
        self.reload()

    def _follow_run(self, control: RunControl | None) -> None:
        if control is None:
            return
        folder = Path(control.session.spec.results_dir)
        control.over.connect(lambda: self.show_run(folder))

    def _take_entries(self, entries: tuple[RunEntry, ...]) -> None:
        kept = self._wanted or self.reading.path
        if entries != self.runs.entries:
            self.reading.forget()
            self.card.set_entries(entries)
        self._going_on.watch(entries)
        self.empty.setVisible(not entries)
        self._content.setVisible(bool(entries))
        self.header.show_there(bool(entries))
        if not entries:
            self.detail = self.compared = None
            return
        if self.card.choose(kept):
            self._wanted = None
        self._show_chosen()

    # The chosen run

    def _show_chosen(self) -> None:
        """Show the chosen run, or two chosen ones beside each other."""
        rows = self.card.chosen_rows()
        entries = self.runs.entries
        if len(rows) == 2 and all(can_compare(entries[row]) for row in rows):
            self.reading.read_two(entries[rows[0]], entries[rows[1]])
        elif rows:
            self.reading.read(entries[rows[0]], run_before(entries, rows[0]))

    def compare_with(self, other: RunEntry | None) -> None:
        """Show the chosen run beside another one, or by itself again."""
        rows = self.card.chosen_rows()
        if rows and other is not None:
            self.reading.read_two(self.runs.entries[rows[0]], other)
        elif rows:
            self.runs_table.selectionModel().select(
                self.runs.index(rows[0], 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.reading.read(self.runs.entries[rows[0]], run_before(self.runs.entries, rows[0]))

    def _stop_comparing(self) -> None:
        """Show the chosen run by itself: the other one is not waited for."""
        self.reading.forget()
        self.compare_with(None)

    def _show_failure(self, entry: RunEntry, error: Exception) -> None:
        self._show_page(comparing=False)
        self.detail = self.compared = None
        self.header.set_facts((entry.called or entry.run_id,))
        self.view.show_problem(told(str(error)))
        self._show_able()

    def _show_detail(self, detail: RunDetail) -> None:
        self._show_page(comparing=False)
        self.detail, self.compared = detail, None
        self.header.show_run(detail)
        self.view.show_detail(detail)
        self._show_able()

    def _show_changes(self, detail: RunDetail) -> None:
        """Show how a run that is seen already differs from the one before."""
        if self.detail is not None:
            self.detail = msgspec.structs.replace(detail, caption=self.detail.caption)
            self.view.tables.show_detail(self.detail)

    def _show_compared(self, compared: ComparedRuns) -> None:
        self._show_page(comparing=True)
        self.detail, self.compared = None, compared
        self.header.show_two(compared)
        self.comparison.show_compared(compared)
        self._show_able()

    def _show_page(self, *, comparing: bool) -> None:
        self._pages.setCurrentWidget(self.comparison if comparing else self.view)
        self.header.back.setVisible(comparing)

    def _show_caption(self, path: Path, caption: Caption) -> None:
        """Show what a run is called now, in the list and, if it is the chosen one, at the right."""
        row = self.runs.row_of(path)
        if row >= 0:
            entry = self.runs.entries[row]
            self.runs.replace_entry(row, msgspec.structs.replace(entry, title=caption.title, note=caption.note))
        if self.detail is not None and self.detail.path == path:
            self.detail = msgspec.structs.replace(self.detail, caption=caption)
            self.view.verdict.caption.show_caption(path, caption)
            self.header.show_run(self.detail)

    # What one can do with it

    def _show_able(self) -> None:
        """Let the buttons be pressed that have something to do."""
        seen = self.seen is not None
        self.header.show_able(compare=seen and len(self.runs.entries) > 1, export=seen and not self.exporting.busy)

    @property
    def seen(self) -> RunDetail | ComparedRuns | None:
        """What is seen."""
        return self.compared or self.detail

    def export_menu(self) -> Menu:
        """Return the menu of forms in which what is seen can be written."""
        menu = Menu(self)
        shown = self.seen
        if shown is not None:
            for form in self.exporting.forms(shown):
                menu.addAction(icon("download"), form.word, partial(self.exporting.ask, shown, form))
        return menu

    def compare_menu(self) -> Menu:
        """Return the menu of runs to compare the chosen one with; the one beside it now is checked."""
        menu = Menu(self)
        rows = self.card.chosen_rows()
        shown = {compared.path for compared in (self.compared.before, self.compared.after)} if self.compared else set()
        for row, entry in enumerate(self.runs.entries):
            if len(menu.actions()) == _COMPARED_WITH:
                break
            if row in rows[:1] or not can_compare(entry):
                continue
            words = "  ·  ".join(word for word in (started_text(entry.started_utc), entry.called, entry.short) if word)
            action = menu.addAction(words, partial(self.compare_with, entry))
            action.setCheckable(True)
            action.setChecked(Path(entry.folder) in shown)
        return menu

    def more_menu(self) -> Menu:
        """Return the menu of what else can be done with the chosen run."""
        menu = Menu(self)
        menu.addAction(icon("edit"), self.tr("Rename this run"), self._name_chosen)
        several = len(self.card.chosen_rows()) > 1
        word = self.tr("Delete the chosen runs") if several else self.tr("Delete this run")
        menu.addAction(icon("trash"), word, self.delete_chosen)
        return menu

    def delete_chosen(self) -> None:
        """Move the chosen runs to the trash; undo or the notice takes them back."""
        rows = self.card.chosen_rows()
        gone = [row for row in rows if self.runs.entries[row].outcome != "running"]
        if len(gone) < len(rows):
            self.workspace.notices.warn(self.tr("A run that is going on cannot be deleted. Stop it first."))
        if gone:
            self.reading.forget()
            self._wanted = self.runs.neighbour(gone)
            self._take_back = self.edits.delete([Path(self.runs.entries[row].folder) for row in gone])

    def _show_deleted(self, paths: list[Path]) -> None:
        self.reading.forget()
        self.reload()
        words = self.tr("The run is deleted.") if len(paths) == 1 else self.tr("%n runs are deleted.", "", len(paths))
        if paths:
            self.workspace.notices.tell(words, action=self.tr("Undo"), act=self._take_back)
