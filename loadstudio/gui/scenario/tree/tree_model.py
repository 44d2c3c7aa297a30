"""The scenario as a tree model. It follows the differences between before and after and never resets, so that selection
and open rows survive every edit.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from functools import cache
from typing import override

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from loadstudio.base.errors import UsageError
from loadstudio.gui.scenario.tree.tree_cells import edit_text, is_sought, search_words, tree_cell
from loadstudio.gui.scenario.tree.tree_drag import MIME, dragged_data, dragged_ids, drop_index, may_drop
from loadstudio.gui.scenario.tree.tree_items import HolderItem, Item, holder_over
from loadstudio.gui.scenario.tree.tree_rows import Index, TreeRows
from loadstudio.gui.sought import Sought
from loadstudio.gui.units import typed_duration_s
from loadstudio.scenario.diff import Changed, Inserted, Moved, Removed, changes
from loadstudio.scenario.model import BLOCKS, HOLDERS, Choice, Node, Scenario, ThinkTime

ID_ROLE = Qt.ItemDataRole.UserRole + 1

_STANDS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

_ROWS_A_PIECE = 250
_TEXTS_A_PIECE = 2_000

_trees = itertools.count(1)


class ScenarioModel(TreeRows):
    """`renamed(id, text)`, `paused(id, seconds)`, `dropped(ids, parent_id, index)` ask for edits; the model changes
    only when `follow` brings the edited scenario. Unless it is made `at_once` it is empty until `make` is done.
    """

    renamed = Signal(str, str)
    paused = Signal(str, float)
    dropped = Signal(object, str, int)

    def __init__(self, scenario: Scenario, parent: QObject | None = None, *, at_once: bool = True) -> None:
        super().__init__(parent)
        self._tree = next(_trees)
        self._scenario = scenario
        self._searched: dict[int, tuple[Node | None, str]] = {}
        self._all_words: list[tuple[Item, str]] | None = None
        if at_once:
            for _piece in self.make():
                pass

    def make(self) -> Iterator[None]:
        """Make the rows in pieces, while no view looks."""
        yield from self._fill(self._root, self._scenario.steps)
        self._root.lay_rows()

    def _fill(self, holder: HolderItem, nodes: Iterable[Node]) -> Iterator[None]:
        for node in nodes:
            item = self._made(node, holder)
            holder.flat.append(item)
            if len(self._by_id) % _ROWS_A_PIECE == 0:
                yield
            if isinstance(item, HolderItem) and isinstance(node, HOLDERS):
                yield from self._fill(item, node.children)

    @property
    def scenario(self) -> Scenario:
        """The version whose tree it is."""
        return self._scenario

    # Searching

    def search(self, sought: Sought) -> int:
        """Show only what is looked for, with what it stands in; return the number of rows.

        The tree begins anew: a view must open and choose again what was open and chosen.
        """
        finding = self.find(sought)
        while True:
            try:
                next(finding)
            except StopIteration as found:
                return self.keep(found.value)

    def find(self, sought: Sought) -> Generator[None, None, set[Item] | None]:
        """Return what is looked for, to be kept; None for all of it. In pieces."""
        if sought.is_all:
            return None
        while self._all_words is None:
            yield from self.ready_search()
        texts, found = self._all_words, set[Item]()
        for start in range(0, len(texts), _TEXTS_A_PIECE):
            found |= {
                item for item, text in texts[start : start + _TEXTS_A_PIECE] if is_sought(item.part, text, sought)
            }
            yield
        return found

    def ready_search(self) -> Iterator[None]:
        """Put together what a search looks through, in pieces, so that its first key need not."""
        if self._all_words is not None:
            return
        scenario, texts = self._scenario, []
        for number, item in enumerate(tuple(self._root.within()), 1):
            texts.append((item, self._search_words(item)))
            if number % _ROWS_A_PIECE == 0:
                yield
        if scenario is self._scenario:  # not edited meanwhile
            self._all_words = texts

    def show_only(self, ids: Collection[str] | None) -> int:
        """Show only these parts, with what they hold and stand in; None shows everything. As with `search`, the tree
        begins anew and the number of rows is returned.
        """
        return self.keep(self.known(ids))

    def known(self, ids: Collection[str] | None) -> set[Item] | None:
        """Return those of these parts that are there, to be kept; None for all of them."""
        return None if ids is None else {self._by_id[one] for one in ids if one in self._by_id}

    def _search_words(self, item: Item) -> str:
        known = self._searched.get(item.number)
        if known is None or known[0] is not item.part:  # another version of the part
            known = self._searched[item.number] = (item.part, search_words(item, self.tr))
        return known[1]

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
        item.take(part)
        if isinstance(item, HolderItem):
            self._touch_within(item)
            if isinstance(holder_over(item).part, Choice):
                self._touch_within(holder_over(item))  # the share of one is the share of all
        else:
            self._arrange(holder_over(item))
        self._touch(item)

    # What views ask

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
    return flags | (Qt.ItemFlag.ItemIsDropEnabled if holds_parts else Qt.ItemFlag.ItemNeverHasChildren)
