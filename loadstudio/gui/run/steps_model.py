"""The steps of a run as a table model: one row a step, numbers made only for the rows that are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, override

from PySide6.QtCore import QModelIndex, QObject, Qt

from loadstudio.gui.units import count_text, milliseconds_text
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.sorting import SORT_ROLE
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.metrics.measure import kept, measure
from loadstudio.metrics.totals import LabelTotals
from loadstudio.plan.model import Limit
from loadstudio.supervise.live_run import LiveRun

NAME, TIMES, P50, P95, P99, ERRORS, SPARK = range(7)
_METRICS = {P50: "p50", P95: "p95", P99: "p99", ERRORS: "errors"}
_NEAR_LIMIT = 2 / 3


class _Row:
    def __init__(self, number: int, label: str) -> None:
        self.number = number
        self.label = label
        self.totals = LabelTotals(label)
        self.count = 0
        self.cells: dict[tuple[int, int], object] | None = None


class StepsModel(TableModel):
    """Rows are the steps: those that are expected from the start, then others as they appear."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._by_label: dict[str, _Row] = {}
        self._limits: tuple[Limit, ...] = ()
        self._live: LiveRun | None = None

    def begin(self, live: LiveRun, labels: Iterable[str], limits: Sequence[Limit]) -> None:
        """Show another run, whose labels are known already."""
        self.beginResetModel()
        self._live = live
        self._limits = tuple(limits)
        self._rows = [_Row(number, label) for number, label in enumerate(dict.fromkeys(labels))]
        self._by_label = {row.label: row for row in self._rows}
        self.endResetModel()
        self.refresh()

    def refresh(self) -> None:
        """Look at the run again; one signal tells of all rows with new samples, from the first to the last."""
        if self._live is None:
            return
        changed: list[int] = []
        for totals in self._live.labels("transaction"):
            row = self._by_label.get(totals.label)
            if row is None:
                row = self._append(totals.label)
            if totals.count != row.count:
                row.totals, row.count, row.cells = totals, totals.count, None
                changed.append(row.number)
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), SPARK))

    def label(self, row: int) -> str:
        """Return the step of a row."""
        return self._rows[row].label

    def row_of(self, label: str) -> int:
        """Return the row of a step, -1 when there is none."""
        row = self._by_label.get(label)
        return -1 if row is None else row.number

    def _append(self, label: str) -> _Row:
        number = len(self._rows)
        self.beginInsertRows(QModelIndex(), number, number)
        row = self._by_label[label] = _Row(number, label)
        self._rows.append(row)
        self.endInsertRows()
        return row

    @override
    def row_total(self) -> int:
        return len(self._rows)

    @override
    def column_total(self) -> int:
        return SPARK + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal and section < SPARK:
            return self.tr("Click to sort by this, or press {0} in the table").format(section + 1)
        return super().headerData(section, orientation, role)

    @override
    def titles(self) -> tuple[str, ...]:
        numbers = (self.tr("Times"), "p50", "p95", "p99", self.tr("Errors"))
        return (self.tr("Step"), *numbers, self.tr("p95, last 5 min"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.cells is None:
            row.cells = self._cells_of(row)
        return row.cells.get((index.column(), role))

    def _cells_of(self, row: _Row) -> dict[tuple[int, int], object]:
        display, totals = int(Qt.ItemDataRole.DisplayRole), row.totals
        cells: dict[tuple[int, int], object] = {
            (NAME, display): row.label,
            (NAME, SORT_ROLE): row.label.casefold(),
            (TIMES, SORT_ROLE): totals.count,
            (ERRORS, SORT_ROLE): totals.failed,
            (NAME, CellRole.STYLE): "name",
            (TIMES, display): count_text(totals.count),
            (TIMES, CellRole.TONE): "sub",
            (ERRORS, display): count_text(totals.failed),
            (ERRORS, CellRole.TONE): "sub",
        }
        latencies = totals.latency.percentiles_us((50, 95, 99)) if totals.count else ()
        for column, value_us in zip((P50, P95, P99), latencies, strict=False):
            cells[column, display] = milliseconds_text(value_us / 1000)
            cells[column, SORT_ROLE] = value_us
        for column in (P50, P95, P99):
            if (column, display) not in cells:
                cells |= {(column, display): "–", (column, CellRole.TONE): "faint", (column, SORT_ROLE): -1.0}
        if totals.count:
            self._add_judgement(cells, totals)
            self._add_spark(cells, row, latencies[1] / 1000)
        return cells

    def _add_judgement(self, cells: dict[tuple[int, int], object], totals: LabelTotals) -> None:
        for column, metric in _METRICS.items():
            limit = self._limit(metric, totals.label)
            if limit is not None and not kept(limit.metric, measure(totals, limit.metric, 1), limit.value):
                cells |= {(column, CellRole.TONE): "bad", (column, CellRole.STYLE): "strong"}

    def _add_spark(self, cells: dict[tuple[int, int], object], row: _Row, p95_ms: float) -> None:
        assert self._live is not None
        limit = self._limit("p95", row.label)
        near = limit is not None and p95_ms > limit.value * _NEAR_LIMIT
        cells[SPARK, CellRole.SPARK] = (
            self._live.steps[row.label].recent_p95_ms() if row.label in self._live.steps else ()
        )
        cells[SPARK, CellRole.SPARK_TONE] = "p95" if near else "p50"

    def _limit(self, metric: str, label: str) -> Limit | None:
        """Return the limit that a step is seen by: its own, else the one for the errors of all requests."""
        own = (limit for limit in self._limits if limit.metric == metric and limit.label == label)
        general = (limit for limit in self._limits if limit.metric == metric == "errors" and not limit.label)
        return next(own, None) or next(general, None)
