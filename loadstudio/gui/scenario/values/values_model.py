"""The changing values of a scenario as rows of a table: name, where each comes from, what was recorded, its uses."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from loadstudio.gui.scenario.words import chip_text, origin_text, sample_of
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.scenario.model import Scenario, Variable
from loadstudio.scenario.values import users_by_expression

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()


class ValuesModel(TableModel):
    """Secrets are dots."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: tuple[Variable, ...] = ()
        self.users: dict[str, tuple[str, ...]] = {}
        self._cells: list[tuple[str, str, str, str]] = []

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the values of a scenario; rows are kept while their number stays."""
        same = len(scenario.variables) == len(self.variables)
        if not same:
            self.beginResetModel()
        self.variables, self.users = scenario.variables, users_by_expression(scenario)
        self._cells = [
            (
                chip_text(one.name),
                origin_text(scenario, one.name, self.tr),
                sample_of(scenario, one.name),
                str(len(self.users.get(one.name, ()))),
            )
            for one in self.variables
        ]
        if not same:
            self.endResetModel()
        elif self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, 3))

    @override
    def row_total(self) -> int:
        return len(self._cells)

    @override
    def column_total(self) -> int:
        return 4

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Value"), self.tr("Comes from"), self.tr("Recorded"), self.tr("Used in"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == CellRole.STYLE:
            return ("name", "text", "mono", "text")[index.column()]
        if role == CellRole.TONE:
            return ("accent", "text", "sub", "text")[index.column()]
        return not self.variables[index.row()].enabled if role == CellRole.OFF else None
