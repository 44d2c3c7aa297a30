"""The steps or requests of a run as a table model, with their change against another run and their limits."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QObject, Qt

from loadstudio.gui.language import number, told
from loadstudio.gui.results.detail import RunDetail
from loadstudio.gui.units import count_text, milliseconds_text
from loadstudio.gui.widgets.cells import BadgeValue, CellRole, Index
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary
from loadstudio.plan.limits import limit_text, parse_limit, value_text
from loadstudio.results.compare import ComparedLabel, change_text, change_words, failure_words
from loadstudio.results.noise import Change

NAME, TIMES, P50, P95, CHANGE, P99, ERRORS, ERRORS_CHANGE, LIMIT = range(9)
_MANY_TIMES_WORSE = 0.5

type _Cells = dict[tuple[int, int], object]


class LabelsModel(TableModel):
    """Rows are the labels of one kind, in the order in which they first ended."""

    def __init__(self, kind: LabelKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind: LabelKind = kind
        self.labels: tuple[LabelSummary, ...] = ()
        self._cells: list[_Cells] = []

    def show(self, detail: RunDetail | None) -> None:
        """Show the labels of a run, or none."""
        self.beginResetModel()
        labels = detail.summary.labels if detail is not None else ()
        self.labels = tuple(label for label in labels if label.kind == self._kind)
        self._cells = [self._cells_of(label, detail) for label in self.labels if detail is not None]
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self.labels)

    @override
    def column_total(self) -> int:
        return LIMIT + 1

    @override
    def titles(self) -> tuple[str, ...]:
        first = self.tr("Step") if self._kind == "transaction" else self.tr("Request")
        change = self.tr("Change")
        return (first, self.tr("Times"), "p50", "p95", change, "p99", self.tr("Errors"), change, self.tr("Limit"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._cells[index.row()].get((index.column(), role)) if index.isValid() else None

    def _cells_of(self, label: LabelSummary, detail: RunDetail) -> _Cells:
        display = int(Qt.ItemDataRole.DisplayRole)
        latency = label.latency_ms
        cells: _Cells = {
            **named_cells(self._kind, label.label),
            (TIMES, display): count_text(label.count),
            (TIMES, CellRole.TONE): "sub",
            (P50, display): milliseconds_text(latency.p50),
            (P95, display): milliseconds_text(latency.p95),
            (P99, display): milliseconds_text(latency.p99),
            (ERRORS, display): count_text(label.failed),
        }
        compared = detail.comparison.labels if detail.comparison is not None else ()
        change = next((one for one in compared if (one.kind, one.label) == (label.kind, label.label)), None)
        if change is not None:
            self._add_change(cells, change)
        self._add_limit(cells, label, detail)
        return cells

    def _add_change(self, cells: _Cells, change: ComparedLabel) -> None:
        accessible = int(Qt.ItemDataRole.AccessibleTextRole)
        if change.before is None:
            cells |= {(CHANGE, CellRole.BADGE): BadgeValue(self.tr("new"), "neutral")}
            return
        text = change_text(change.p95_change_ratio)
        tip = int(Qt.ItemDataRole.ToolTipRole)
        failed = change.failed_change
        failures = f"+{count_text(failed)}" if failed > 0 else f"−{count_text(-failed)}" if failed else "0"
        kind = _kind_of_change(change.latency, (change.p95_change_ratio or 0.0) > _MANY_TIMES_WORSE)
        many = change.after is not None and failed > 0.01 * change.after.count
        cells |= {
            (CHANGE, CellRole.BADGE): BadgeValue(text, kind, ""),
            (CHANGE, accessible): self.tr("p95 {0}").format(text),
            (CHANGE, tip): told(change_words(change)),
            (ERRORS_CHANGE, CellRole.BADGE): BadgeValue(failures, _kind_of_change(change.failures, many), ""),
            (ERRORS_CHANGE, accessible): self.tr("errors {0}").format(failures),
            (ERRORS_CHANGE, tip): told(failure_words(change)),
        }

    def _add_limit(self, cells: _Cells, label: LabelSummary, detail: RunDetail) -> None:
        own = [one for one in detail.summary.limits if parse_limit(one.rule).label == label.label]
        accessible = int(Qt.ItemDataRole.AccessibleTextRole)
        if not own:
            cells |= {(LIMIT, int(Qt.ItemDataRole.DisplayRole)): "–", (LIMIT, CellRole.TONE): "faint"}
            return
        broken = [one for one in own if not one.passed]
        word = self.tr("Broken") if broken else self.tr("Kept")
        cells[LIMIT, CellRole.BADGE] = BadgeValue(word, "bad" if broken else "ok")
        cells[LIMIT, accessible] = word
        rules = [parse_limit(one.rule) for one in broken or own]
        cells[LIMIT, int(Qt.ItemDataRole.ToolTipRole)] = "\n".join(limit_text(limit) for limit in rules)
        columns = {"p50": P50, "p95": P95, "p99": P99, "errors": ERRORS}
        for limit in (parse_limit(one.rule) for one in broken):
            if limit.metric in columns:
                column = columns[limit.metric]
                cells |= {(column, CellRole.TONE): "bad", (column, CellRole.STYLE): "strong"}
                tip = self.tr("The limit is {0}.").format(number(value_text(limit, limit.value)))
                cells[column, int(Qt.ItemDataRole.ToolTipRole)] = tip


def named_cells(kind: LabelKind, label: str) -> _Cells:
    """Return the first cell of a row: a step's name, or a request's method and address."""
    display = int(Qt.ItemDataRole.DisplayRole)
    method, _, address = label.partition(" ")
    if kind == "request" and address.startswith("/") and method.isupper():
        return {(NAME, display): address, (NAME, CellRole.METHOD): method, (NAME, CellRole.STYLE): "name"}
    return {(NAME, display): label, (NAME, CellRole.STYLE): "name"}


def _kind_of_change(change: Change, much: bool) -> BadgeKind:
    """Return the tint of a change; what chance may have done has none."""
    if change == "worse":
        return "bad" if much else "warn"
    return "ok" if change == "better" else "neutral"
