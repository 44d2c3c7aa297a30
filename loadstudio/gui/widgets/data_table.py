"""The table: rules between rows, numbers at the right, a tinted selection over the whole row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.cells import CellDelegate, CellRole, Index, is_chosen, reader
from loadstudio.gui.widgets.header_view import HEIGHT, Column, HeaderView
from loadstudio.gui.widgets.painting import paint_rule, paint_surface


class DataTable(QTableView):
    """A table over any item model that answers the roles of `cells`. `opened(row)` comes from a double click or Enter.

    With `selectable` rows the content stands 12 px inside (put the table into a Card of padding 8); without, it is
    flush with the edges (padding 20). Call `set_columns` after `setModel`.
    """

    opened = Signal(int)

    def __init__(
        self,
        *,
        name: str,
        selectable: bool = True,
        row_height: int = 36,
        head: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._head = HeaderView(12 if selectable else 0, self)
        self._row_height = row_height
        self.setHorizontalHeader(self._head)
        self._head.setVisible(head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setItemDelegate(_TableDelegate(row_height, self._head, self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.SingleSelection
            if selectable
            else QAbstractItemView.SelectionMode.NoSelection
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Lay out the columns of the model."""
        self._head.set_columns(columns)

    def horizontal_columns(self) -> tuple[Column, ...]:
        """Return the layout of the columns."""
        return self._head.columns

    def fit_height(self) -> None:
        """Make the table as high as its rows, for one that does not scroll."""
        rows = self.verticalHeader().count()
        self.setFixedHeight((HEIGHT if self._head.isVisibleTo(self) else 0) + rows * self._row_height)

    def choose_row(self, row: int) -> None:
        """Select a row, or none for -1."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.model().index(row, 0))

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class _TableDelegate(CellDelegate):
    def __init__(self, row_height: int, head: HeaderView, table: DataTable) -> None:
        super().__init__(row_height, table)
        self._head = head
        self._table = table

    @override
    def content_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        return self._head.content_rect(option.rect, index.column())

    @override
    def is_right(self, index: Index) -> bool:
        return self._head.is_right(index.column()) or super().is_right(index)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._paint_row(painter, option, index)
        super().paint(painter, option, index)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        table = self._table
        whole = QRectF(0, cell.top() + 1, table.viewport().width(), cell.height() - 2)
        painter.save()
        painter.setClipRect(cell)
        selects = table.selectionMode() != QAbstractItemView.SelectionMode.NoSelection
        if selects and is_chosen(option):
            paint_surface(painter, whole, 8, colour("accent_tint"))
        elif reader(index.sibling(index.row(), 0))(CellRole.FRESH) or (selects and table.hovered_row == index.row()):
            paint_surface(painter, whole, 8, colour("hover"))
        elif index.row() < index.model().rowCount() - 1:
            inner = self._head.content_rect(cell, index.column())
            first, last = index.column() == 0, index.column() == self._head.count() - 1
            left = inner.left() if first else cell.left()
            right = inner.right() if last else cell.right()
            paint_rule(painter, QRect(left, cell.top(), right - left + 1, cell.height()))
        if selects and table.hasFocus() and table.currentIndex().row() == index.row():  # chosen or not
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent", 0.45), 1))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        painter.restore()
