"""The steps or requests of a run as a table model, with their change against another run and their limits."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from loadstudio.base.units import count_text, milliseconds_text
from loadstudio.gui.results.detail import RunDetail
from loadstudio.gui.widgets.cells import BadgeValue, CellRole, Index
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary
from loadstudio.plan.limits import limit_text, parse_limit, value_text
from loadstudio.results.compare import NOISE_RATIO, ComparedLabel, change_text

NAME, TIMES, P50, P95, CHANGE, P99, ERRORS, ERRORS_CHANGE, LIMIT = range(9)
_MANY_TIMES_WORSE = 0.5

type _Cells = dict[tuple[int, int], object]


class LabelsModel(QAbstractTableModel):
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
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.labels)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else LIMIT + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        first = self.tr("Step") if self._kind == "transaction" else self.tr("Request")
        change = self.tr("Change")
        titles = (first, self.tr("Times"), "p50", "p95", change, "p99", self.tr("Errors"), change, self.tr("Limit"))
        return titles[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._cells[index.row()].get((index.column(), role)) if index.isValid() else None

    def _cells_of(self, label: LabelSummary, detail: RunDetail) -> _Cells:
        display = int(Qt.ItemDataRole.DisplayRole)
        latency = label.latency_ms
        cells: _Cells = {
            (NAME, display): label.label,
            (NAME, CellRole.STYLE): "name",
            (TIMES, display): count_text(label.count),
            (TIMES, CellRole.TONE): "sub",
            (P50, display): milliseconds_text(latency.p50),
            (P95, display): milliseconds_text(latency.p95),
            (P99, display): milliseconds_text(latency.p99),
            (ERRORS, display): count_text(label.failed),
        }
        if self._kind == "request":
            self._name_request(cells, label.label)
        compared = detail.comparison.labels if detail.comparison is not None else ()
        change = next((one for one in compared if (one.kind, one.label) == (label.kind, label.label)), None)
        if change is not None:
            self._add_change(cells, change)
        self._add_limit(cells, label, detail)
        return cells

    @staticmethod
    def _name_request(cells: _Cells, label: str) -> None:
        method, _, address = label.partition(" ")
        if address.startswith("/") and method.isupper():
            cells |= {(NAME, CellRole.METHOD): method, (NAME, int(Qt.ItemDataRole.DisplayRole)): address}

    def _add_change(self, cells: _Cells, change: ComparedLabel) -> None:
        accessible = int(Qt.ItemDataRole.AccessibleTextRole)
        if change.before is None:
            cells |= {(CHANGE, CellRole.BADGE): BadgeValue(self.tr("new"), "neutral")}
            return
        ratio = change.p95_change_ratio
        text = change_text(ratio)
        kind = _kind_of_change(ratio)
        failed = change.failed_change
        failures = f"+{count_text(failed)}" if failed > 0 else f"−{count_text(-failed)}" if failed else "0"
        many = change.after is not None and failed > 0.01 * change.after.count
        failure_kind = "bad" if many else "warn" if failed > 0 else "ok" if failed else "neutral"
        cells |= {
            (CHANGE, CellRole.BADGE): BadgeValue(text, kind, ""),
            (CHANGE, accessible): self.tr("p95 {0}").format(text),
            (ERRORS_CHANGE, CellRole.BADGE): BadgeValue(failures, failure_kind, ""),  # type: ignore[arg-type]  # one of the kinds, chosen above
            (ERRORS_CHANGE, accessible): self.tr("errors {0}").format(failures),
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
                tip = self.tr("The limit is {0}.").format(value_text(limit, limit.value))
                cells[column, int(Qt.ItemDataRole.ToolTipRole)] = tip


def _kind_of_change(ratio: float | None) -> Any:
    if ratio is None or abs(ratio) <= NOISE_RATIO:
        return "neutral"
    if ratio < 0:
        return "ok"
    return "bad" if ratio > _MANY_TIMES_WORSE else "warn"
