"""The Results screen: the kept runs at the left, the chosen one at the right; its PDF, comparison, deletion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import override

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QWidget

from loadstudio.base.units import bytes_text, count_text, duration_text
from loadstudio.gui.icons import icon
from loadstudio.gui.results.detail import RunDetail, read_detail, run_before
from loadstudio.gui.results.exporting import Exporting
from loadstudio.gui.results.moments_of_runs import started_text, within_sentence
from loadstudio.gui.results.run_edits import RunEdits
from loadstudio.gui.results.run_view import RunView
from loadstudio.gui.results.runs_model import RunsModel
from loadstudio.gui.screen import Screen
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace
from loadstudio.report.wording import shortened
from loadstudio.results.caption import Caption
from loadstudio.results.history import RunEntry, list_runs

_RUNS_WIDTH = 248
_COMPARED_WITH = 12
_LONGEST_NAME = 60


class ResultsScreen(Screen):
    """The newest run is chosen; `compare_with` another, or choose two rows with Ctrl."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.detail: RunDetail | None = None
        self._wanted: Path | None = None
        self._shown: tuple[Path, Path | None] | None = None
        self._reading = 0
        self._take_back: Callable[[], None] | None = None
        self.edits = RunEdits(workspace, self)
        self.edits.captioned.connect(self._show_caption)
        self.edits.deleted.connect(self._show_deleted)
        self.edits.restored.connect(lambda paths: self.show_run(paths[-1]) if paths else None)
        self.exporting = Exporting(workspace, self)
        self.exporting.busy.connect(self._show_busy)
        self.empty = EmptyState(
            self.tr("There are no results yet. Run a load test and its result stands here."), self.tr("Plan the load")
        )
        self.empty.acted.connect(lambda: workspace.go_to("load"))
        self.empty.hide()
        self._content = QWidget()
        self._lay_out()
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._content, 1)
        workspace.run_changed.connect(self._follow_run)
        workspace.result_wanted.connect(self.show_run)
        self._follow_run(workspace.run)
        self.reload()

    def _lay_out(self) -> None:
        self.header = PageHeader(self.tr("Results"))
        self.more_button = IconButton("more", self.tr("More about this run"), size=36)
        self.more_button.clicked.connect(self._open_more)
        self.compare_button = Button(self.tr("Compare"), icon="compare")
        self.compare_button.clicked.connect(self._open_compare)
        self.export_button = Button(self.tr("Export PDF"), "primary", icon="download")
        self.export_button.clicked.connect(lambda: self._export("pdf"))
        for widget in (self.more_button, self.compare_button, self.export_button):
            self.header.add_action(widget)
        self.view = RunView()
        caption = self.view.verdict.caption
        caption.changed.connect(self.edits.set_caption)
        caption.left.connect(lambda: self.runs_table.setFocus(Qt.FocusReason.OtherFocusReason))
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._runs_card())
        row.addWidget(self.view, 1)
        self.body.addWidget(self.header)

    def _runs_card(self) -> Card:
        card = Card(self.tr("Runs"), padding=8)
        card.setFixedWidth(_RUNS_WIDTH)
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._count = Label("", "text", "sub", tabular=True)
        card.add_to_title(self._count)
        self.runs = RunsModel(self)
        self.runs_table = DataTable(name=self.tr("Runs"), row_height=60, head=False)
        self.runs_table.setModel(self.runs)
        self.runs_table.set_columns((Column(),))
        self.runs_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.runs_table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.runs_table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_chosen)
        rename = QShortcut(QKeySequence(Qt.Key.Key_F2), self.runs_table)
        rename.setContext(Qt.ShortcutContext.WidgetShortcut)
        rename.activated.connect(self._name_chosen)
        card.body.addWidget(self.runs_table)
        return card

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
        self.workspace.jobs.start("reading the runs", lambda _task: list_runs(), done=self._take_entries)

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
        kept = self._wanted or (self._shown[0] if self._shown else None)
        if entries != self.runs.entries:
            self._shown = None
            self.runs.set_entries(entries)
        self._count.setText(f"{count_text(len(entries))}  ·  {bytes_text(sum(entry.size_bytes for entry in entries))}")
        self.empty.setVisible(not entries)
        self._content.setVisible(bool(entries))
        for widget in (self.more_button, self.compare_button, self.export_button):
            widget.setVisible(bool(entries))
        if not entries:
            self.detail = None
            self.header.set_facts(())
            return
        row = self.runs.row_of(kept)
        if row >= 0:
            self._wanted = None
        if row >= 0 or self.runs_table.currentIndex().row() < 0:
            self.runs_table.choose_row(max(0, row))
        self._show_chosen()

    # The chosen run

    def _chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.runs_table.selectionModel().selectedRows()})

    def _show_chosen(self) -> None:
        rows = self._chosen_rows()
        if not rows:
            return
        row = rows[0]
        baseline = self.runs.entries[rows[-1]] if len(rows) > 1 else run_before(self.runs.entries, row)
        self._read(self.runs.entries[row], baseline)

    def compare_with(self, baseline: RunEntry | None) -> None:
        """Show the chosen run against another one, or by itself."""
        rows = self._chosen_rows()
        if rows:
            self._read(self.runs.entries[rows[0]], baseline)

    def _read(self, entry: RunEntry, baseline: RunEntry | None) -> None:
        before = Path(baseline.folder) if baseline is not None else None
        path = Path(entry.folder)
        if self._shown == (path, before) and entry.outcome != "running":
            return
        self._shown = (path, before)
        self._reading += 1
        number = self._reading

        def show(detail: RunDetail) -> None:
            if number == self._reading:
                self._show_detail(detail)

        def fail(error: Exception) -> None:
            if number == self._reading:
                self.detail = None
                self.header.set_facts((entry.called or entry.run_id,))
                self.view.show_problem(str(error))
                self._show_busy(busy=False)

        self.workspace.jobs.start("reading the result", lambda _task: read_detail(path, before), done=show, failed=fail)

    def _show_detail(self, detail: RunDetail) -> None:
        self.detail = detail
        self._show_facts(detail)
        self.view.show_detail(detail)
        self._show_busy(busy=False)

    def _show_facts(self, detail: RunDetail) -> None:
        summary = detail.summary
        self.header.set_facts(
            (
                shortened(detail.caption.title or detail.info.name, _LONGEST_NAME),
                within_sentence(started_text(detail.info.started_utc)),
                duration_text(summary.duration_s),
                self.tr("{0} requests").format(count_text(summary.requests.count)),
            )
        )

    def _show_caption(self, path: Path, caption: Caption) -> None:
        """Show what a run is called now, in the list and, if it is the chosen one, at the right."""
        row = self.runs.row_of(path)
        if row >= 0:
            entry = self.runs.entries[row]
            self.runs.replace_entry(row, msgspec.structs.replace(entry, title=caption.title, note=caption.note))
        if self.detail is not None and self.detail.path == path:
            self.detail = msgspec.structs.replace(self.detail, caption=caption)
            self.view.verdict.caption.show_caption(path, caption)
            self._show_facts(self.detail)

    # What one can do with it

    def _show_busy(self, busy: bool) -> None:
        self.export_button.setEnabled(self.detail is not None and not busy)
        self.compare_button.setEnabled(self.detail is not None and len(self.runs.entries) > 1)
        word = self.tr("Making the file…") if busy else self.tr("Export PDF")
        if self.export_button.text() != word:
            self.export_button.set_text(word)

    def _export(self, kind: str) -> None:
        if self.detail is not None:
            self.exporting.ask(self.detail, kind)  # type: ignore[arg-type]  # the menu knows the kinds

    def compare_menu(self) -> Menu:
        """Return the menu of runs to compare the chosen one with; the present one is checked."""
        menu = Menu(self)
        shown = self._shown or (Path(), None)
        for entry in self.runs.entries[:_COMPARED_WITH]:
            if Path(entry.folder) == shown[0] or entry.problem or not entry.requests:
                continue
            words = "  ·  ".join(word for word in (started_text(entry.started_utc), entry.called, entry.short) if word)
            action = menu.addAction(words, partial(self.compare_with, entry))
            action.setCheckable(True)
            action.setChecked(Path(entry.folder) == shown[1])
        menu.addSeparator()
        alone = menu.addAction(self.tr("With none"), lambda: self.compare_with(None))
        alone.setCheckable(True)
        alone.setChecked(shown[1] is None)
        return menu

    def _open_compare(self) -> None:
        _open_under(self.compare_menu(), self.compare_button)

    def more_menu(self) -> Menu:
        """Return the menu of what else can be done with the chosen run."""
        menu = Menu(self)
        menu.addAction(icon("download"), self.tr("Export numbers as CSV…"), lambda: self._export("csv"))
        menu.addAction(icon("download"), self.tr("Export numbers as JSON…"), lambda: self._export("json"))
        menu.addSeparator()
        several = len(self._chosen_rows()) > 1
        word = self.tr("Delete the chosen runs") if several else self.tr("Delete this run")
        menu.addAction(icon("trash"), word, self.delete_chosen)
        return menu

    def _open_more(self) -> None:
        _open_under(self.more_menu(), self.more_button)

    def delete_chosen(self) -> None:
        """Move the chosen runs to the trash; undo or the notice takes them back."""
        rows = self._chosen_rows()
        gone = [row for row in rows if self.runs.entries[row].outcome != "running"]
        if len(gone) < len(rows):
            self.workspace.notices.warn(self.tr("A run that is going on cannot be deleted. Stop it first."))
        if gone:
            self._wanted = self.runs.neighbour(gone)
            self._take_back = self.edits.delete([Path(self.runs.entries[row].folder) for row in gone])

    def _show_deleted(self, paths: list[Path]) -> None:
        self._shown = None
        self.reload()
        words = self.tr("The run is deleted.") if len(paths) == 1 else self.tr("%n runs are deleted.", "", len(paths))
        if paths:
            self.workspace.notices.tell(words, action=self.tr("Undo"), act=self._take_back)


def _open_under(menu: Menu, button: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))
