"""The head of tables and trees: column titles in `sub` over one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_text

HEIGHT = 32


class Column(msgspec.Struct, frozen=True):
    """How a column is laid out: its width in pixels (0 takes the room that is left) and whether it holds numbers, at
    the right."""

    width: int = 0
    right: bool = False


class HeaderView(QHeaderView):
    """Column titles; `inset` is the room before the first and behind the last one."""

    def __init__(self, inset: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._inset = inset
        self._columns: tuple[Column, ...] = ()
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(24)
        self.setStretchLastSection(False)
        self.setFixedHeight(HEIGHT)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Lay out the columns. Call it after the model is set."""
        self._columns = tuple(columns)
        for number, column in enumerate(self._columns[: self.count()]):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self.setSectionResizeMode(number, mode)
            if column.width:
                self.resizeSection(number, column.width)

    def content_rect(self, cell: QRect, number: int) -> QRect:
        """Return where the content of a cell in a column stands, with the room before the first and behind the last."""
        left = self._inset if number == 0 else 8
        right = self._inset if number == self.count() - 1 else 8
        return cell.adjusted(left, 0, -right, 0)

    def is_right(self, number: int) -> bool:
        """Return whether a column holds numbers."""
        return number < len(self._columns) and self._columns[number].right

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(0, self.height() - 1, self.viewport().width(), 1, colour("line"))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        title = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        room = QRectF(self.content_rect(rect, logicalIndex))
        right = self.is_right(logicalIndex)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.save()
        taken = paint_text(painter, room, str(title or ""), "column", colour("sub"), align=align)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            x = room.right() - taken - 16 if right else room.left() + taken + 4
            paint_icon(painter, "chevron-up" if rising else "chevron-down", x, room.center().y() - 6, 12, colour("sub"))
        painter.restore()
