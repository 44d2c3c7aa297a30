"""The scenario as a tree model. It follows the differences between before and after and never resets, so that selection
and open rows survive every edit.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import override

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from loadstudio.base.errors import UsageError
from loadstudio.gui.scenario.tree.tree_cells import edit_text, search_words, tree_cell
from loadstudio.gui.scenario.tree.tree_drag import MIME, dragged_data, dragged_ids, drop_index, may_drop
from loadstudio.gui.scenario.tree.tree_items import HolderItem, Item, holder_over
from loadstudio.gui.units import typed_duration_s
from loadstudio.scenario.diff import ROOT, Changed, Inserted, Moved, Removed, changes
from loadstudio.scenario.model import BLOCKS, HOLDERS, Choice, Node, Scenario, ThinkTime

type Index = QModelIndex | QPersistentModelIndex

ID_ROLE = Qt.ItemDataRole.UserRole + 1

_STANDS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

_ROWS_A_PIECE = 250

_trees = itertools.count(1)


class ScenarioModel(QAbstractItemModel):
    """`renamed(id, text)`, `paused(id, seconds)`, `dropped(ids, parent_id, index)` ask for edits; the model changes
    only when `follow` brings the edited scenario.
    """

    renamed = Signal(str, str)
    paused = Signal(str, float)
    dropped = Signal(object, str, int)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = next(_trees)
        self._root = HolderItem(None, None)
        self._by_number: dict[int, Item] = {}
        self._by_id: dict[str, Item] = {}
        self._scenario = scenario
        self._searched: dict[int, tuple[Node | None, str]] = {}
        self._all_words: list[tuple[Item, str]] | None = None
        self._fill(self._root, scenario.steps)
        self._root.lay_rows()

    @property
    def scenario(self) -> Scenario:
        """The version whose tree it is."""
        return self._scenario

    # Following the scenario

    def follow(self, scenario: Scenario) -> None:
        """Become the tree of another version of the scenario."""
        before, self._scenario = self._scenario, scenario
        self._all_words = None
        counted: set[HolderItem] = set()
        for change in changes(before, scenario):
            match change:
                case Inserted(part=part, parent_id=parent_id, index=index):
                    counted.add(self._put(part, parent_id, index))
                case Removed():
                    counted.add(self._remove(change))
                case Moved():
                    counted |= self._move(change)
                case Changed(part=part):
                    self._change(part)
        self._touch_counts(counted)

    def search(self, words: str) -> int:
        """Show only what holds these words, with what it stands in; '' shows everything. Return the number of rows.

        The tree begins anew: a view must open and choose again what was open and chosen.
        """
        sought = words.strip().lower()
        if not sought:
            return self._keep(lambda _item: True, all_of_it=True)
        found = {item for item, text in self._words_of_all() if sought in text}
        return self._keep(found.__contains__, all_of_it=False)

    def ready_search(self) -> Iterator[None]:
        """Put together what a search looks through, in pieces, so that its first key need not."""
        for number, item in enumerate(tuple(self._root.within()), 1):
            self._search_words(item)
            if number % _ROWS_A_PIECE == 0:
                yield
        self._words_of_all()

    def show_only(self, ids: Collection[str] | None) -> int:
        """Show only these parts, with what they hold and stand in; None shows everything. As with `search`, the tree
        begins anew and the number of rows is returned.
        """
        return self._keep(lambda item: ids is not None and item.id in ids, all_of_it=ids is None)

    def _keep(self, wanted: Callable[[Item], bool], *, all_of_it: bool) -> int:
        self.beginResetModel()
        self._root.keep(wanted, all_of_it=all_of_it)
        self._root.lay_rows()
        self.endResetModel()
        return sum(item.is_kept for item in self._root.within())

    def _words_of_all(self) -> list[tuple[Item, str]]:
        if self._all_words is None:
            self._all_words = [(item, self._search_words(item)) for item in self._root.within()]
        return self._all_words

    def _search_words(self, item: Item) -> str:
        known = self._searched.get(item.number)
        if known is None or known[0] is not item.part:  # another version of the part
            known = self._searched[item.number] = (item.part, search_words(item, self.tr))
        return known[1]

    def _fill(self, holder: HolderItem, nodes: Iterable[Node]) -> None:
        """Make what stands in a step or block, while no view looks."""
        for node in nodes:
            item = self._made(node, holder)
            holder.flat.append(item)
            if isinstance(item, HolderItem) and isinstance(node, HOLDERS):
                self._fill(item, node.children)

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

    def _put(self, part: Node, parent_id: str, index: int) -> HolderItem:
        holder = self._holder(parent_id)
        holder.flat.insert(index, self._made(part, holder))
        self._arrange(holder)
        return holder

    def _remove(self, change: Removed) -> HolderItem:
        item = self._by_id.pop(change.part_id)
        holder = self._holder(change.parent_id)
        holder.flat.remove(item)
        self._arrange(holder)
        self._by_number.pop(item.number)
        self._searched.pop(item.number, None)
        return holder

    def _move(self, change: Moved) -> set[HolderItem]:
        item = self._by_id[change.part_id]
        source, target = self._holder(change.from_parent_id), self._holder(change.to_parent_id)
        source.flat.remove(item)
        target.flat.insert(change.to_index, item)
        if source is not target and item in source.rows:
            rows, _files = target.shown()
            self._move_row(source, source.rows.index(item), target, min(rows.index(item), len(target.rows)))
        self._arrange(source)
        self._arrange(target)
        return {source, target}

    def _change(self, part: Node) -> None:
        item = self._by_id[part.id]
        item.part = part
        if isinstance(item, HolderItem):
            self._touch_within(item)
            if isinstance(holder_over(item).part, Choice):
                self._touch_within(holder_over(item))  # the share of one is the share of all
        else:
            self._arrange(holder_over(item))
        self._touch(item)

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

    def _holder(self, part_id: str) -> HolderItem:
        item = self._root if part_id == ROOT else self._by_id[part_id]
        assert isinstance(item, HolderItem)
        return item

    # What views ask

    def index_of(self, part_id: str) -> QModelIndex:
        """Return the index of a part, an invalid one when there is none with this id."""
        item = self._by_id.get(part_id)
        return self._index_of(item) if item is not None else QModelIndex()

    def holders(self) -> Iterator[tuple[str, QModelIndex]]:
        """Yield the id and index of each step and block that is shown."""
        for item in self._root.within():
            if isinstance(item, HolderItem) and item.is_kept:
                yield item.id, self._index_of(item)

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
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._item(index)
        if role == ID_ROLE:
            return item.id
        if role == Qt.ItemDataRole.EditRole:
            return edit_text(item)
        return tree_cell(item, role, self.tr)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item, text = self._item(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text or text == edit_text(item):
            return False
        if isinstance(item.part, ThinkTime):
            try:
                self.paused.emit(item.id, typed_duration_s(text))
            except UsageError:
                return False
        else:
            self.renamed.emit(item.id, text)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        item = self._item(index)
        if item.part is None:
            return _STANDS
        return _flags_of(not isinstance(item.part, BLOCKS), isinstance(item, HolderItem))

    # Dragging

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = (self._item(index).id for index in indexes)
        return dragged_data(self._tree, (part_id for part_id in ids if part_id))

    def _dragged(self, data: QMimeData) -> list[Item]:
        known = (self._by_id.get(part_id) for part_id in dragged_ids(data, self._tree))
        return [item for item in known if item is not None]

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return action == Qt.DropAction.MoveAction and may_drop(self._dragged(data), self._item(parent))

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; False, since else the view would delete the rows that the edit has moved already."""
        if self.canDropMimeData(data, action, row, column, parent):
            items, target = self._dragged(data), self._item(parent)
            assert isinstance(target, HolderItem)
            self.dropped.emit(tuple(item.id for item in items), target.id, drop_index(items, target, row))
        return False


@cache
def _flags_of(has_name: bool, holds_parts: bool) -> Qt.ItemFlag:
    """Views ask for the flags of a row several times at each painting, and putting them together is slow."""
    flags = _STANDS | Qt.ItemFlag.ItemIsDragEnabled
    if has_name:
        flags |= Qt.ItemFlag.ItemIsEditable
    return flags | Qt.ItemFlag.ItemIsDropEnabled if holds_parts else flags
