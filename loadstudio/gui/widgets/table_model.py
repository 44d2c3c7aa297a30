"""What table models have in common: how many rows and columns there are, and the columns' titles.

What stands in the cells is each model's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from loadstudio.gui.widgets.cells import Index


class TableModel(QAbstractTableModel):
    """A flat table. Subclasses say how many rows and columns it has, and `titles` where its head is shown.

    Views ask for the numbers at every cell, hence `column_total` counts no titles.
    """

    def row_total(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def column_total(self) -> int:
        """Return how many columns there are."""
        raise NotImplementedError

    def titles(self) -> Sequence[str]:
        """Return the titles of the columns; none where the head is hidden."""
        return ()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.row_total()

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.column_total()

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = self.titles()
        return titles[section] if section < len(titles) else None
