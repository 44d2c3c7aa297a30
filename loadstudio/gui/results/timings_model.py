"""Where the time of a run went, as a table model: connecting, securing, the first byte, whole answers, whole passes."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QObject, Qt

from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.metrics.summary import Summary
from loadstudio.report.tables import TimingRow, timing_rows, timings_note

COLUMNS = 6


class TimingsModel(TableModel):
    """Rows as in the report; none for runs of old versions, which measured no parts. `note` says what they mean."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[TimingRow, ...] = ()
        self.note = ""

    def show(self, summary: Summary) -> None:
        """Show another run."""
        self.beginResetModel()
        self.rows = tuple(timing_rows(summary))
        self.note = timings_note(summary)
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self.rows)

    @override
    def column_total(self) -> int:
        return COLUMNS

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Part"), self.tr("Times"), "p50", "p95", "p99", self.tr("Longest"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.note
        if role == CellRole.STYLE:
            return "name" if index.column() == 0 else "text"
        if role == CellRole.TONE:
            return "sub" if index.column() == 1 else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        what = row.what.replace("\u200b", "")  # places to break a line are for the page
        return (what, row.times, row.p50, row.p95, row.p99, row.longest)[index.column()]
