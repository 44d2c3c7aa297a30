"""The charts of a run as a table: what they show, in numbers, for those who do not see charts or want to copy them."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QObject, Qt

from loadstudio.base.units import clock_text, count_text, milliseconds_text, per_second_text
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.results.series import Series

COLUMNS = 7


class OverTimeModel(TableModel):
    """A row for each bin of a series."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series = Series()

    def show(self, series: Series) -> None:
        """Show another series."""
        self.beginResetModel()
        self._series = series
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self._series.second)

    @override
    def column_total(self) -> int:
        return COLUMNS

    @override
    def titles(self) -> tuple[str, ...]:
        numbers = (self.tr("From"), self.tr("People"), self.tr("Requests / s"), self.tr("Errors / s"))
        return (*numbers, "p50", "p95", "p99")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CellRole.TONE:
            failed = index.column() == 3 and self._series.failed_per_s[index.row()] > 0
            return "bad" if failed else "sub" if index.column() == 0 else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._texts(index.row())[index.column()]

    def _texts(self, row: int) -> tuple[str, ...]:
        series = self._series
        latencies = (series.p50_ms[row], series.p95_ms[row], series.p99_ms[row])
        return (
            clock_text(series.second[row]),
            count_text(series.users[row]),
            per_second_text(series.requests_per_s[row]),
            per_second_text(series.failed_per_s[row]) if series.failed_per_s[row] else "0",
            *("–" if value is None else milliseconds_text(value) for value in latencies),
        )
