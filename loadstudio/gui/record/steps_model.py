"""The steps of a scenario as a list with their numbers of requests; names are edited in place."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.scenario.model import HttpRequest, Scenario, Step

type Index = QModelIndex | QPersistentModelIndex


class StepsModel(TableModel):
    """Two columns: number and name, count of requests. `renamed(step_id, name)` when the person typed a name."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()

    def show(self, scenario: Scenario) -> None:
        """Show the steps of a scenario; rows stay where only their words changed."""
        before, self._steps = self._steps, scenario.steps
        if [step.id for step in before] != [step.id for step in self._steps]:
            self.beginResetModel()
            self.endResetModel()
        elif self._steps:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._steps) - 1, 1))

    @override
    def row_total(self) -> int:
        return len(self._steps)

    @override
    def column_total(self) -> int:
        return 2

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step = self._steps[index.row()]
        value: object = None
        match index.column(), role:
            case 0, Qt.ItemDataRole.DisplayRole:
                value = f"{index.row() + 1}  {step.name}"
            case 0, Qt.ItemDataRole.EditRole:
                value = step.name
            case 0, CellRole.SECOND:
                value = step.note
            case _, Qt.ItemDataRole.ToolTipRole:
                value = f"{step.name}\n{step.note}" if step.note else step.name
            case _, Qt.ItemDataRole.AccessibleTextRole if step.note:
                value = f"{step.name}, {step.note}"
            case 0, CellRole.STYLE:
                value = "name"
            case _, CellRole.OFF:
                value = not step.enabled
            case 1, Qt.ItemDataRole.DisplayRole:
                value = self._count(step) if step.enabled else self.tr("off")
            case 1, CellRole.TONE:
                value = "sub"
        return value

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or index.column() != 0:
            return False
        self.renamed.emit(self._steps[index.row()].id, name)
        return True

    def _count(self, step: Step) -> str:
        return count_text(sum(1 for node in step.children if isinstance(node, HttpRequest) and node.enabled))
