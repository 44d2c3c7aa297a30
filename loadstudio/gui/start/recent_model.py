"""The scenarios that were opened last, as a table model: name, site, last result, when opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from loadstudio.gui.day_words import day_words
from loadstudio.gui.settings import Recent
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.gui.widgets.table_model import TableModel

type Index = QModelIndex | QPersistentModelIndex
type Results = Mapping[str, BadgeValue]
"""The last result of a scenario, by the scenario's name."""


class RecentModel(TableModel):
    """A row for each recent scenario; `set_results` brings the badges, which are read from disk later."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recents: tuple[Recent, ...] = ()
        self._results: Results = {}

    def set_recents(self, recents: Sequence[Recent]) -> None:
        """Show other scenarios."""
        self.beginResetModel()
        self._recents = tuple(recents)
        self.endResetModel()

    def set_results(self, results: Results) -> None:
        """Show the last results."""
        self._results = results
        if self._recents:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self._recents) - 1, 2))

    def recent(self, row: int) -> Recent:
        """Return the scenario of a row."""
        return self._recents[row]

    @override
    def row_total(self) -> int:
        return len(self._recents)

    @override
    def column_total(self) -> int:
        return 4

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Name"), self.tr("Site"), self.tr("Last result"), self.tr("Opened"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        recent = self._recents[index.row()]
        value: object = None
        match index.column(), role:
            case 0, Qt.ItemDataRole.DisplayRole:
                value = recent.name
            case 0, CellRole.STYLE:
                value = "name"
            case 0, CellRole.ICON:
                value = "file"
            case 0, Qt.ItemDataRole.ToolTipRole:
                value = recent.path
            case 1, Qt.ItemDataRole.DisplayRole:
                value = recent.site
            case 2, CellRole.BADGE:
                value = self._results.get(recent.name, BadgeValue(self.tr("Not run yet")))
            case 2, Qt.ItemDataRole.AccessibleTextRole:
                value = self._results.get(recent.name, BadgeValue(self.tr("Not run yet"))).text
            case 3, Qt.ItemDataRole.DisplayRole:
                value = day_words(recent.opened_utc)
            case ((1 | 3), CellRole.TONE):
                value = "sub"
        return value
