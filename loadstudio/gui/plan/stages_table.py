"""The stages in numbers, the twin of the drawn profile: chosen, typed and removed by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.plan.stage_model import LASTS, PEOPLE, RATE, WHEN, StageModel
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import HEIGHT, Column
from loadstudio.gui.widgets.spare_columns import SpareColumns
from loadstudio.plan.model import Load

_FEWEST_ROWS, _MOST_ROWS = 2, 5
_ROW = 36


class StagesTable(QWidget):
    """`stage_edited(row, Stage)`, `stage_removed(row)`, `stage_chosen(row)`; `refused(sentence)` for what makes no
    sense.
    """

    stage_edited = Signal(int, object)
    stage_removed = Signal(int)
    stage_chosen = Signal(int)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.model = StageModel(self)
        self.model.stage_edited.connect(self.stage_edited)
        self.model.refused.connect(self.refused)
        self.table = DataTable(name=self.tr("Stages"), row_height=_ROW)
        self.table.setModel(self.model)
        self.table.set_columns(
            (Column(), Column(190), Column(100, right=True), Column(150, right=True), Column(130, right=True))
        )
        SpareColumns(self.table, (WHEN, RATE), least_px=150)
        self.table.setMinimumHeight(HEIGHT + _ROW * _FEWEST_ROWS)
        self.table.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.table.opened.connect(self._edit)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda index, _before: self.stage_chosen.emit(index.row()))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Take the stage out"))
        delete.activated.connect(lambda: self.stage_removed.emit(self.table.currentIndex().row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_load(self, load: Load, requests: float) -> None:
        """Show the stages of a load; `requests` are those a second for one person, or of one visitor."""
        self.model.show(load, requests)
        self.table.setMaximumHeight(HEIGHT + _ROW * max(_FEWEST_ROWS, min(_MOST_ROWS, len(load.stages))))
        self.table.updateGeometry()

    def choose(self, row: int) -> None:
        """Select a row without telling; -1 for none."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.table.choose_row(row)
        selection.blockSignals(False)
        self.table.viewport().update()

    def _edit(self, row: int) -> None:
        """Enter edits the people, or the time where the time is the present cell."""
        if self.table.state() != QAbstractItemView.State.EditingState:
            column = LASTS if self.table.currentIndex().column() == LASTS else PEOPLE
            self.table.edit(self.model.index(row, column))
