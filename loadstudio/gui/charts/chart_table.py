"""The points of a chart as a table: what the lines show, in numbers. A model that grows; it keeps no points itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, override

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.chart_series import Wording
from loadstudio.gui.charts.plot_surface import EMPTY, Array
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.table_model import TableModel


class ChartColumn:
    """A series as a column: its title, the unit of its plain numbers, its words, its values (one for each moment)."""

    def __init__(self, title: str, unit: str, wording: Wording, values: Array) -> None:
        self.title, self.unit, self.wording, self.values = title, unit.strip(), wording, values


class ChartTableModel(TableModel):
    """A row for each moment. `show` keeps the rows that are there already, so that selection and place stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moments: Array = EMPTY
        self._columns: tuple[ChartColumn, ...] = ()

    def show(self, moments: Array, columns: Iterable[ChartColumn]) -> None:
        """Show these moments (seconds, ascending) with the columns' values at them."""
        shown = tuple(columns)
        kept = self._kept(moments, shown)
        if kept < 0:
            self.beginResetModel()
            self._moments, self._columns = moments, shown
            self.endResetModel()
            return
        if gone := len(self._moments) - kept:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            self._moments = self._moments[gone:]
            for column in self._columns:
                column.values = column.values[gone:]
            self.endRemoveRows()
        if len(moments) > kept:
            self.beginInsertRows(QModelIndex(), kept, len(moments) - 1)
            self._moments, self._columns = moments, shown
            self.endInsertRows()
        else:
            self._moments, self._columns = moments, shown

    def _kept(self, moments: Array, columns: Sequence[ChartColumn]) -> int:
        """Return how many of the last rows are the first ones of what is to be shown; -1 when it is another table."""
        before = self._moments
        if not before.size or not moments.size or [c.title for c in columns] != [c.title for c in self._columns]:
            return -1
        first = int(np.searchsorted(before, moments[0]))
        kept = len(before) - first
        if 0 < kept <= len(moments) and np.array_equal(before[first:], moments[:kept]):
            return kept
        return -1

    @override
    def row_total(self) -> int:
        return len(self._moments)

    @override
    def column_total(self) -> int:
        return 1 + len(self._columns)

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Time"), *(column.title for column in self._columns))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CellRole.TONE:
            return "sub" if index.column() == 0 else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return clock_text(self._moments[index.row()])
        column = self._columns[index.column() - 1]
        value = float(column.values[index.row()])
        return "–" if math.isnan(value) else column.wording(value)

    def text(self, rows: Iterable[int]) -> str:
        """Return rows for a spreadsheet: tabs between columns, plain numbers whose unit stands in the title."""
        titles = [f"{column.title}, {column.unit}" if column.unit else column.title for column in self._columns]
        lines = ["\t".join((self.tr("Time"), *titles))]
        for row in rows:
            numbers = (_plain(float(column.values[row])) for column in self._columns)
            lines.append("\t".join((clock_text(self._moments[row]), *numbers)))
        return "\n".join(lines) + "\n"


def _plain(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}".rstrip("0").rstrip(".")
