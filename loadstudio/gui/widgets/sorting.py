"""Tables whose rows stand by a column that the person chose: by a click on its title, or by its number on the keyboard.

The model says by `SORT_ROLE` what a cell is compared by; a column whose cells do not say it cannot be chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent

from loadstudio.gui.widgets.data_table import DataTable

SORT_ROLE = Qt.ItemDataRole.UserRole + 200
_RISING, _FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Sorting(QObject):
    """Puts itself between a model and its table. A column is chosen falling at first where it holds `numbers`, else
    rising; chosen again it turns around, and the third time the rows stand as the model has them.

    The order is kept until `again` is called, so that rows do not jump with each number that changes.
    """

    def __init__(self, table: DataTable, model: QAbstractItemModel, numbers: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._numbers = frozenset(numbers)
        self._column = -1
        self._order = _RISING
        self.rows = QSortFilterProxyModel(self)
        self.rows.setDynamicSortFilter(False)
        self.rows.setSortRole(SORT_ROLE)
        self.rows.setSourceModel(model)
        table.setModel(self.rows)
        self._head = table.horizontalHeader()
        self._head.setSectionsClickable(True)
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        self._head.sectionClicked.connect(self.choose)
        table.installEventFilter(self)

    def choose(self, column: int) -> None:
        """Let the rows stand by a column, as a click on its title does."""
        if self.rows.index(0, column).data(SORT_ROLE) is None:
            return
        first = _FALLING if column in self._numbers else _RISING
        if column != self._column:
            self._column, self._order = column, first
        elif self._order == first:
            self._order = _RISING if first == _FALLING else _FALLING
        else:
            self._column = -1
        self._head.setSortIndicatorShown(self._column >= 0)
        self._head.setSortIndicator(self._column, self._order)
        self.rows.sort(self._column, self._order)
        self._table.scrollToTop()

    def again(self) -> None:
        """Sort by what the cells say now, if the rows stand by a column."""
        if self._column >= 0:
            self.rows.sort(self._column, self._order)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = event.key() - Qt.Key.Key_1
            if 0 <= number < min(9, self.rows.columnCount()) and not self._table.isColumnHidden(number):
                self.choose(number)
                return True
        return False
