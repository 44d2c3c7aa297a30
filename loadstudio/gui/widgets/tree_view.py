"""The tree of steps and requests: a chevron before what opens, a tinted selection over the whole row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.cells import CellDelegate, CellRole, Index
from loadstudio.gui.widgets.header_view import Column, HeaderView
from loadstudio.gui.widgets.painting import paint_chevron, paint_surface

ROW_HEIGHT = 34
_INDENT = 24
_BRANCH_INDENT = 20


class TreeView(QTreeView):
    """A tree over any item model that answers the roles of `cells`. All rows have one height: a view asks for the
    heights of all rows before it can scroll, and there may be thousands.

    With `even` a row that does not open stands as deep as one that does, since no method or icon leads it.
    `opened(QModelIndex)` comes from a double click or Enter on a row without children. F2 edits, where the model
    allows it.
    """

    opened = Signal(QModelIndex)

    def __init__(
        self, *, name: str, head: bool = False, inset: int = 4, even: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.inset = inset
        self.even = even
        self._hovered = QPersistentModelIndex()
        self._head = HeaderView(inset + 4, self)
        self.setHeader(self._head)
        self.setHeaderHidden(not head)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(False)  # else the style paints its own grey focus over the row
        self.setAnimated(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_TreeDelegate(self))
        self.doubleClicked.connect(self._double_clicked)

    @property
    def head(self) -> HeaderView:
        return self._head

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Lay out the columns. Call it after the model is set."""
        self._head.set_columns(columns)

    def lay_out_now(self) -> None:
        """Lay out the rows that came, which Qt would do together with painting them."""
        self.executeDelayedItemsLayout()

    def unfold(self, rows: Iterable[QPersistentModelIndex]) -> Iterator[None]:
        """Open rows, a piece each. The chosen row stays in its place meanwhile, or the first one that is seen."""
        bar = self.verticalScrollBar()
        for row in rows:
            if row.isValid() and not self.isExpanded(row):
                staying = self.currentIndex()
                if not self.viewport().rect().intersects(self.visualRect(staying)):
                    staying = self.indexAt(QPoint(0, 0))
                top = self.visualRect(staying).top()
                self.expand(row)
                bar.setValue(bar.value() + self.visualRect(staying).top() - top)
            yield

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self.model().hasChildren(index.sibling(index.row(), 0)):
            self.opened.emit(index)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Nothing: the chevron is painted with the cell."""

    @override
    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = options.rect
        whole = QRectF(0, rect.top() + 1, self.viewport().width(), rect.height() - 2)
        first = index if index.column() == 0 else index.sibling(index.row(), 0)
        if self.selectionModel() is not None and self.selectionModel().isRowSelected(first.row(), first.parent()):
            paint_surface(painter, whole, 8, colour("accent_tint"))
            if self.hasFocus() and self.currentIndex().siblingAtColumn(0) == first:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour("accent", 0.45), 1))
                painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        elif first.data(CellRole.FRESH) or first == self._hovered:
            paint_surface(painter, whole, 8, colour("hover"))
        super().drawRow(painter, options, index)

    def chevron_rect(self, index: QModelIndex) -> QRect:
        """Return where a click opens or closes a row."""
        row = self.visualRect(index.sibling(index.row(), 0))
        centre = self.inset + 9 + _BRANCH_INDENT * _level(index)
        return QRect(centre - 13, row.top(), 26, row.height())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        first = index.sibling(index.row(), 0)
        if index.isValid() and self.model().hasChildren(first) and self.chevron_rect(first).contains(point):
            self.setExpanded(first, not self.isExpanded(first))
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        first = QPersistentModelIndex(index.sibling(index.row(), 0))
        if first != self._hovered:
            self._hovered = first
            self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            if self.model().hasChildren(index.sibling(index.row(), 0)):
                self.setExpanded(index.sibling(index.row(), 0), not self.isExpanded(index.sibling(index.row(), 0)))
            else:
                self.opened.emit(index)
            return
        super().keyPressEvent(event)


class _TreeDelegate(CellDelegate):
    def __init__(self, view: TreeView) -> None:
        super().__init__(ROW_HEIGHT, view)
        self._view = view

    @override
    def is_right(self, index: Index) -> bool:
        return self._view.head.is_right(index.column()) or super().is_right(index)

    @override
    def content_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        cell: QRect = option.rect
        inner = self._view.head.content_rect(cell, index.column())
        if index.column() > 0:
            return inner
        level = _level(index)
        opens = index.model().hasChildren(index)
        lead = 22 + _BRANCH_INDENT * level if opens or level == 0 or self._view.even else _INDENT * level
        return QRect(
            cell.left() + self._view.inset + lead,
            inner.top(),
            inner.right() - cell.left() - self._view.inset - lead,
            inner.height(),
        )

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == 0 and index.model().hasChildren(index):
            cell: QRect = option.rect
            x = cell.left() + self._view.inset + 9 + _BRANCH_INDENT * _level(index)
            is_open = self._view.isExpanded(index)
            paint_chevron(painter, QPointF(x, cell.center().y() + 1.0), open_=is_open)
        super().paint(painter, option, index)


def _level(index: Index) -> int:
    level = 0
    parent = index.parent()
    while parent.isValid():
        level += 1
        parent = parent.parent()
    return level
