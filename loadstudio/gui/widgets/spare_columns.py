"""Columns that a table does without while it is narrow, so that its words stay readable and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import override

from PySide6.QtCore import QEvent, QObject

from loadstudio.gui.widgets.data_table import DataTable


class SpareColumns(QObject):
    """Hides columns of a table in the order of `spare` until the words have `least_px`. Make it after `set_columns`."""

    def __init__(self, table: DataTable, spare: Sequence[int], *, least_px: int = 140) -> None:
        super().__init__(table)
        self._table = table
        self._spare = tuple(spare)
        self._least_px = least_px
        self._empty: frozenset[int] = frozenset()
        table.viewport().installEventFilter(self)

    def set_empty(self, columns: Iterable[int]) -> None:
        """Hide these columns at any width, since there is nothing in them now."""
        self._empty = frozenset(columns)
        self._fit()

    def _fit(self) -> None:
        columns = self._table.horizontal_columns()
        hidden = set(self._empty)
        needed = sum(column.width or self._least_px for number, column in enumerate(columns) if number not in hidden)
        for number in self._spare:
            if needed <= self._table.viewport().width():
                break
            if number not in hidden:
                hidden.add(number)
                needed -= columns[number].width
        for number in range(len(columns)):
            if self._table.isColumnHidden(number) != (number in hidden):
                self._table.setColumnHidden(number, number in hidden)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False
