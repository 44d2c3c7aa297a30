"""The rows of the scenario tree as views ask for them: which there are, where they stand, how they come and go one at a
time. What stands in them is `tree_model`'s.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import override

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from loadstudio.gui.scenario.tree.tree_items import HolderItem, Item
from loadstudio.scenario.diff import ROOT
from loadstudio.scenario.model import HOLDERS, Node

type Index = QModelIndex | QPersistentModelIndex


class TreeRows(QAbstractItemModel):
    """Rows by number and by the id of their part. It never resets but when other parts are to be left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = HolderItem(None, None)
        self._by_number: dict[int, Item] = {}
        self._by_id: dict[str, Item] = {}

    # Making rows

    def _made(self, node: Node, parent: HolderItem) -> Item:
        """Return a row for a part, without those of what it holds."""
        item: Item
        if isinstance(node, HOLDERS):
            item = HolderItem(node, parent)
            self._by_number[item.files.number] = item.files
        else:
            item = Item(node, parent)
        self._by_number[item.number] = item
        self._by_id[item.id] = item
        return item

    def keep(self, wanted: Container[Item] | None) -> int:
        """Leave out all but what is wanted (None: nothing is left out), what that holds and what holds it.

        The tree begins anew: a view must open and choose again what was open and chosen. Return the number of rows.
        """
        self.beginResetModel()
        rows = self._root.keep(wanted)
        self._root.lay_rows()
        self.endResetModel()
        return rows

    def _arrange(self, holder: HolderItem) -> None:
        """Make the rows of a step or block what they should be, one row at a time."""
        rows, files = holder.shown()
        self._make_rows(holder.files, [], keep=files)  # the row of page files must be empty before it goes
        self._make_rows(holder, rows)
        self._make_rows(holder.files, files)

    def _make_rows(self, parent: Item, wanted: Sequence[Item], keep: Sequence[Item] = ()) -> None:
        staying = {*wanted, *keep}
        for row in range(len(parent.rows) - 1, -1, -1):
            if parent.rows[row] not in staying:
                self._remove_row(parent, row)
        present = set(parent.rows)
        for row, item in enumerate(wanted):
            if row < len(parent.rows) and parent.rows[row] is item:
                continue
            if item in present:
                self._move_row(parent, parent.rows.index(item), parent, row)
            else:
                self._insert_row(parent, row, item)

    def _insert_row(self, parent: Item, row: int, item: Item) -> None:
        self.beginInsertRows(self._index_of(parent), row, row)
        item.parent = parent
        parent.rows.insert(row, item)
        self.endInsertRows()

    def _remove_row(self, parent: Item, row: int) -> None:
        self.beginRemoveRows(self._index_of(parent), row, row)
        del parent.rows[row]
        self.endRemoveRows()

    def _move_row(self, source: Item, from_row: int, target: Item, to_row: int) -> None:
        """Move a row; `to_row` is counted after it was taken out. Qt counts before, hence the correction."""
        if source is target and from_row == to_row:
            return
        qt_row = to_row + 1 if source is target and to_row > from_row else to_row
        self.beginMoveRows(self._index_of(source), from_row, from_row, self._index_of(target), qt_row)
        item = source.rows.pop(from_row)
        item.parent = target
        target.rows.insert(to_row, item)
        self.endMoveRows()

    # Having rows painted anew

    def _touch(self, item: Item) -> None:
        index = self._index_of(item)
        self.dataChanged.emit(index, index)

    def _touch_within(self, item: HolderItem) -> None:
        """Have all that stands in a part painted anew: it looks other when the part is off."""
        for over in (item, *(known for known in item.within() if isinstance(known, HolderItem))):
            for parent in (over, over.files):
                if parent.rows:
                    parent_index = self._index_of(parent)
                    first, last = self.index(0, 0, parent_index), self.index(len(parent.rows) - 1, 0, parent_index)
                    self.dataChanged.emit(first, last)

    def _touch_counts(self, holders: Iterable[HolderItem]) -> None:
        """Have the numbers at the right of what holds these painted anew."""
        touched: set[Item] = set()
        for holder in holders:
            over: Item | None = holder
            while over is not None and over not in touched:
                touched.add(over)
                if over is not self._root and self._by_id.get(over.id) is over:
                    self._touch(over)
                over = over.parent

    # What views ask

    def index_of(self, part_id: str) -> QModelIndex:
        """Return the index of a part, an invalid one when there is none with this id."""
        item = self._by_id.get(part_id)
        return self._index_of(item) if item is not None else QModelIndex()

    def openable(self) -> Iterator[QModelIndex]:
        """Yield each shown row that holds others, before those: steps, blocks, page files."""
        yield from self._openable(self._root)

    def _openable(self, over: Item) -> Iterator[QModelIndex]:
        for row, item in enumerate(over.rows):
            if item.rows:
                yield self.createIndex(row, 0, item.number)
                yield from self._openable(item)

    def _holder(self, part_id: str) -> HolderItem:
        item = self._root if part_id == ROOT else self._by_id[part_id]
        assert isinstance(item, HolderItem)
        return item

    def _index_of(self, item: Item) -> QModelIndex:
        if item.parent is None or not item.is_kept:
            return QModelIndex()
        return self.createIndex(item.parent.rows.index(item), 0, item.number)

    def _item(self, index: Index) -> Item:
        return self._by_number[index.internalId()] if index.isValid() else self._root

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        rows = self._item(parent).rows
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].number)

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # QObject's parent() takes none
        item = self._by_number.get(child.internalId()) if child.isValid() else None
        return self._index_of(item.parent) if item is not None and item.parent is not None else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._item(parent).rows)

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Answer without counting: views ask it of every row at every layout."""
        return bool(self._item(parent).rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1
