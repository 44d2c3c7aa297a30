"""The steps or requests of two runs as a table model: before, now, and in words what that means."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QObject, Qt

from loadstudio.gui.language import told
from loadstudio.gui.results.labels_model import named_cells
from loadstudio.gui.units import count_text, milliseconds_text
from loadstudio.gui.widgets.cells import BadgeValue, CellRole, Index
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary
from loadstudio.report.setting import SettingChange
from loadstudio.results.compare import ComparedLabel, Comparison, change_words, failure_words
from loadstudio.results.noise import Change

NAME, P95_BEFORE, P95_AFTER, CHANGE, ERRORS_BEFORE, ERRORS_AFTER, ERRORS_CHANGE = range(7)
_KINDS: dict[Change, BadgeKind] = {"better": "ok", "worse": "bad", "same": "neutral", "unknown": "neutral"}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class ComparedModel(TableModel):
    """Rows are the labels of one kind of both runs."""

    def __init__(self, kind: LabelKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind: LabelKind = kind
        self.labels: tuple[ComparedLabel, ...] = ()

    def show(self, comparison: Comparison) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.labels = tuple(label for label in comparison.labels if label.kind == self._kind)
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self.labels)

    @override
    def column_total(self) -> int:
        return ERRORS_CHANGE + 1

    @override
    def titles(self) -> tuple[str, ...]:
        first = self.tr("Step") if self._kind == "transaction" else self.tr("Request")
        before, now = self.tr("p95 before"), self.tr("p95 now")
        errors = self.tr("Errors before"), self.tr("Errors now")
        return (first, before, now, self.tr("Answers"), *errors, self.tr("Errors"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        label, column = self.labels[index.row()], index.column()
        if column == NAME:
            return named_cells(self._kind, label.label).get((0, role))
        if column in (CHANGE, ERRORS_CHANGE):
            return _changed(label, role, errors=column == ERRORS_CHANGE)
        if role == CellRole.TONE and column in (P95_BEFORE, ERRORS_BEFORE):
            return "sub"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        side = label.before if column in (P95_BEFORE, ERRORS_BEFORE) else label.after
        return _number(side, errors=column in (ERRORS_BEFORE, ERRORS_AFTER))


def _number(side: LabelSummary | None, *, errors: bool) -> str:
    if side is None:
        return "–"
    return count_text(side.failed) if errors else milliseconds_text(side.latency_ms.p95)


def _changed(label: ComparedLabel, role: int, *, errors: bool) -> Any:
    words = told(failure_words(label) if errors else change_words(label))
    change = label.failures if errors else label.latency
    if role == CellRole.BADGE and words:
        return BadgeValue(words, _KINDS[change])
    return words if role == Qt.ItemDataRole.AccessibleTextRole else None


class ChangesModel(TableModel):
    """The settings that differed between two runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: tuple[SettingChange, ...] = ()

    def show(self, changes: tuple[SettingChange, ...]) -> None:
        """Show other differences."""
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.changes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("What differed"), self.tr("Before"), self.tr("Now"))[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        change = self.changes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return told((change.name, change.before, change.after)[index.column()])
        if role == CellRole.STYLE:
            return "name" if index.column() == 0 else "text"
        return "sub" if role == CellRole.TONE and index.column() == 1 else None
