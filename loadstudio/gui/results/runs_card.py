"""The kept runs as a list at the left of the screen: how many, how large, which are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from loadstudio.gui.outside import open_outside
from loadstudio.gui.results.runs_model import RunsModel
from loadstudio.gui.units import bytes_text, count_text
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.results.history import RunEntry

_WIDTH = 264


class RunsCard(Card):
    """`chosen` when other rows are chosen, `rename_wanted` and `delete_wanted` for the keys F2 and Delete."""

    chosen = Signal()
    rename_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Runs"), padding=8, parent=parent)
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.count = Label("", "text", "sub", tabular=True)
        self.add_to_title(self.count)
        self.model = RunsModel(self)
        self.table = DataTable(name=self.tr("Runs"), row_height=60, head=False)
        self.table.setModel(self.model)
        self.table.set_columns((Column(),))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._add_key(QKeySequence(QKeySequence.StandardKey.Delete), self.tr("Delete the runs"), self.delete_wanted)
        self._add_key(QKeySequence(Qt.Key.Key_F2), self.tr("Give the run a title"), self.rename_wanted)
        self.body.addWidget(self.table)

    def _add_key(self, key: QKeySequence, words: str, signal: object) -> None:
        shortcut = QShortcut(key, self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(signal)

    def set_entries(self, entries: Sequence[RunEntry]) -> None:
        """Show other runs; none is chosen then."""
        self.model.set_entries(entries)
        self.count.setText(f"{count_text(len(entries))}  ·  {bytes_text(sum(one.size_bytes for one in entries))}")

    def chosen_rows(self) -> list[int]:
        """Return the chosen rows, the newest run first."""
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def choose(self, path: Path | None) -> bool:
        """Choose a run by its folder, else the first if none is current; tell whether the run was there."""
        row = self.model.row_of(path)
        if row >= 0 or self.table.currentIndex().row() < 0:
            self.table.choose_row(max(0, row))
        return row >= 0

    def open_folder(self) -> None:
        """Show the files of the chosen run: one that cannot be read may be mended there."""
        rows = self.chosen_rows()
        if rows:
            open_outside(Path(self.model.entries[rows[0]].folder))
