"""The errors of a run as a table model: one row for each label and reason, the most frequent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, override

import msgspec
from PySide6.QtCore import QModelIndex, QObject, Qt

from loadstudio.base.units import clock_text
from loadstudio.gui.language import told
from loadstudio.gui.units import count_text, percent_text
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.supervise.live_run import LiveRun

COUNT, REASON, WHEN, OPENS = range(4)
_NOW_S = 2


class ErrorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How often something failed `of` so many tries (0: unknown), and in which seconds first and last (-1: unknown)."""

    count: int
    of: int = 0
    first_s: int = -1
    last_s: int = -1


class ErrorRow:
    """`label` failed for `reason`; `step` is where the label belongs, or ''."""

    def __init__(self, label: str, reason: str, step: str) -> None:
        self.label, self.reason, self.step = label, reason, step
        self.figures = ErrorFigures(count=0)
        self.cells: dict[tuple[int, int], str] | None = None


def figures_of(live: LiveRun) -> dict[tuple[str, str], ErrorFigures]:
    """Return the errors of a run so far by (label, reason)."""
    found = {}
    for cause, count in live.totals.errors.items():
        tried = live.totals.find(cause[0])
        first_s, last_s = live.error_seconds[cause]
        found[cause] = ErrorFigures(count=count, of=tried.count if tried else 0, first_s=first_s, last_s=last_s)
    return found


class ErrorsModel(TableModel):
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

    def refresh(self, causes: Mapping[tuple[str, str], ErrorFigures], now_s: int | None) -> None:
        """Show the errors of a run by (label, reason).

        `now_s` is the present second of a run in progress; None shows the seconds as such.
        """
        for cause, figures in causes.items():
            row = self._by_cause.get(cause) or self._append(*cause)
            climbs = row.figures.count != figures.count
            row.figures = figures
            if climbs:
                self._climb(self.rows.index(row))
        self._now_s = now_s
        for row in self.rows:
            row.cells = None
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, OPENS))

    def show(self, errors: Iterable[tuple[str, str, int, int]], tried: Mapping[str, int] | None = None) -> None:
        """Show the errors of a stored run: label, reason, count, second of the first sample (-1: unknown); `tried` is
        how often each label was tried.
        """
        of = tried or {}
        self.refresh(
            {
                (label, reason): ErrorFigures(count=count, of=of.get(label, 0), first_s=second)
                for label, reason, count, second in errors
            },
            None,
        )

    def _append(self, label: str, reason: str) -> ErrorRow:
        number = len(self.rows)
        self.beginInsertRows(QModelIndex(), number, number)
        row = self._by_cause[label, reason] = ErrorRow(label, reason, self._steps.get(label, ""))
        self.rows.append(row)
        self.endInsertRows()
        return row

    def _climb(self, number: int) -> None:
        row, to = self.rows[number], number
        while to > 0 and self.rows[to - 1].figures.count < row.figures.count:
            to -= 1
        if to != number:
            self.beginMoveRows(QModelIndex(), number, number, QModelIndex(), to)
            self.rows.insert(to, self.rows.pop(number))
            self.endMoveRows()

    @override
    def row_total(self) -> int:
        return len(self.rows)

    @override
    def column_total(self) -> int:
        return OPENS + 1

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Times"), self.tr("What went wrong"), self.tr("Last"), "")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{_capital(told(row.reason))}\n{self._where(row)}\n{self.sentence(row)}"
        if row.cells is None:
            row.cells = self._cells_of(row)
        return row.cells.get((index.column(), role))

    def _cells_of(self, row: ErrorRow) -> dict[tuple[int, int], str]:
        display, where, figures = int(Qt.ItemDataRole.DisplayRole), self._where(row), row.figures
        cells = {
            (COUNT, display): count_text(figures.count),
            (COUNT, CellRole.STYLE): "card",
            (COUNT, CellRole.TONE): "bad",
            (REASON, display): _capital(told(row.reason)),
            (REASON, CellRole.STYLE): "name",
            (REASON, CellRole.SECOND): where,
            (WHEN, display): self._when(figures),
            (WHEN, CellRole.STYLE): "second",
            (WHEN, CellRole.TONE): "sub",
            (OPENS, CellRole.ICON): "chevron-right",
        }
        if figures.of:
            cells[COUNT, CellRole.SECOND] = percent_text(figures.count / figures.of)
        if self._now_s is not None:
            cells[WHEN, CellRole.SECOND] = self.tr("since {0}").format(clock_text(figures.first_s))
        return cells

    def _where(self, row: ErrorRow) -> str:
        return "  ·  ".join(word for word in (row.step, row.label) if word)

    def _when(self, figures: ErrorFigures) -> str:
        if self._now_s is None:
            return self.tr("at {0}").format(clock_text(figures.first_s)) if figures.first_s >= 0 else ""
        ago_s = self._now_s - figures.last_s
        return self.tr("now") if ago_s <= _NOW_S else self.tr("{0} ago").format(clock_text(ago_s))

    def sentence(self, row: ErrorRow) -> str:
        """Return how often, of how many, first and last."""
        figures = row.figures
        times = self.tr("%n time(s)", "", figures.count).replace("(s)", "" if figures.count == 1 else "s")
        said = [times.replace(str(figures.count), count_text(figures.count), 1)]
        if figures.of:
            share = percent_text(figures.count / figures.of)
            said.append(self.tr("{0} of {1}").format(share, count_text(figures.of)))
        if figures.first_s >= 0:
            said.append(self.tr("first at {0}").format(clock_text(figures.first_s)))
        if figures.last_s > figures.first_s:
            said.append(self.tr("last at {0}").format(clock_text(figures.last_s)))
        return ", ".join(said)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
