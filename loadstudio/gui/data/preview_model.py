"""The first rows of a data source as a table model; secrets are dots."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, override

from PySide6.QtCore import QObject, Qt

from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.plan.table_facts import TableFacts

_SECRET = "••••••••"
_LONGEST_CELL = 200
_NO_LOOK = SourceLook(path=None, table=TableFacts())


class PreviewModel(TableModel):
    """The first column is the number of the row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = _NO_LOOK
        self._secrets: frozenset[str] = frozenset()

    def show(self, look: SourceLook, secrets: Collection[str]) -> None:
        """Show the rows of a look; the columns `secrets` are hidden."""
        self.beginResetModel()
        self._look, self._secrets = look, frozenset(secrets)
        self.endResetModel()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns behind the number of the row."""
        return self._look.table.columns

    @override
    def row_total(self) -> int:
        return len(self._look.rows)

    @override
    def column_total(self) -> int:
        return len(self._look.table.columns) + 1 if self._look.table.columns else 0

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("Row"), *self._look.table.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == CellRole.TONE and not column:
            return "sub"
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not column:
            return str(row + 1)
        value = self._look.rows[row][column - 1]
        if self._look.table.columns[column - 1] in self._secrets:
            return _SECRET if value else ""
        return value[:_LONGEST_CELL].replace("\n", " ")
