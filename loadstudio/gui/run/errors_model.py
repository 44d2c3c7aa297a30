"""The errors of a run as a table model: one row for each label and reason, the most frequent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from loadstudio.base.units import clock_text, count_text
from loadstudio.gui.widgets.cells import CellRole, Index

COUNT, REASON, WHEN, OPENS = range(4)
_NOW_S = 2


class ErrorRow:
    """`label` failed `count` times for `reason`, last in `second`; `step` is where the label belongs, or ''."""

    def __init__(self, label: str, reason: str) -> None:
        self.label, self.reason = label, reason
        self.step = ""
        self.count = 0
        self.second = 0


class ErrorsModel(QAbstractTableModel):
    """Rows stand by their counts; a row climbs only past rows with fewer errors, so that the table stays calm."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ErrorRow] = []
        self._by_cause: dict[tuple[str, str], ErrorRow] = {}
        self._steps: Mapping[str, str] = {}
        self._now_s: int | None = 0

    def begin(self, steps_of_labels: Mapping[str, str]) -> None:
        """Empty the table for another run; `steps_of_labels` names the step of each request."""
        self.beginResetModel()
        self.rows = []
        self._by_cause = {}
        self._steps = steps_of_labels
        self.endResetModel()

    def refresh(
        self, counts: Mapping[tuple[str, str], int], seconds: Mapping[tuple[str, str], int], now_s: int | None
    ) -> None:
        """Show the counts of a run by (label, reason), and in which second each came last.

        `now_s` is the present second of a run in progress; None shows the seconds as such.
        """
        for cause, count in counts.items():
            row = self._by_cause.get(cause) or self._append(*cause)
            row.second = seconds.get(cause, row.second)
            if row.count != count:
                row.count = count
                self._climb(self.rows.index(row))
        self._now_s = now_s
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, OPENS))

    def show(self, errors: Iterable[tuple[str, str, int, int]]) -> None:
        """Show the errors of a stored run: label, reason, count, second of the first sample (-1: unknown)."""
        listed = tuple(errors)
        counts = {(label, reason): count for label, reason, count, _ in listed}
        self.refresh(counts, {(label, reason): second for label, reason, _, second in listed}, None)

    def _append(self, label: str, reason: str) -> ErrorRow:
        number = len(self.rows)
        self.beginInsertRows(QModelIndex(), number, number)
        row = self._by_cause[label, reason] = ErrorRow(label, reason)
        row.step = self._steps.get(label, "")
        self.rows.append(row)
        self.endInsertRows()
        return row

    def _climb(self, number: int) -> None:
        row, to = self.rows[number], number
        while to > 0 and self.rows[to - 1].count < row.count:
            to -= 1
        if to != number:
            self.beginMoveRows(QModelIndex(), number, number, QModelIndex(), to)
            self.rows.insert(to, self.rows.pop(number))
            self.endMoveRows()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else OPENS + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Times"), self.tr("What went wrong"), self.tr("Last"), "")[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return self._cells_of(self.rows[index.row()]).get((index.column(), role))

    def _cells_of(self, row: ErrorRow) -> dict[tuple[int, int], str]:
        display, where = int(Qt.ItemDataRole.DisplayRole), self._where(row)
        reason = row.reason[:1].upper() + row.reason[1:]
        return {
            (COUNT, display): count_text(row.count),
            (COUNT, CellRole.STYLE): "card",
            (COUNT, CellRole.TONE): "bad",
            (REASON, display): reason,
            (REASON, CellRole.STYLE): "name",
            (REASON, CellRole.SECOND): where,
            (REASON, Qt.ItemDataRole.ToolTipRole): f"{reason}\n{where}",
            (WHEN, display): self._when(row),
            (WHEN, CellRole.STYLE): "second",
            (WHEN, CellRole.TONE): "sub",
            (OPENS, CellRole.ICON): "chevron-right",
        }

    def _where(self, row: ErrorRow) -> str:
        return "  ·  ".join(word for word in (row.step, row.label) if word)

    def _when(self, row: ErrorRow) -> str:
        if self._now_s is None:
            return self.tr("at {0}").format(clock_text(row.second)) if row.second >= 0 else ""
        ago_s = self._now_s - row.second
        return self.tr("now") if ago_s <= _NOW_S else self.tr("{0} ago").format(clock_text(ago_s))
