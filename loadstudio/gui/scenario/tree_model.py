"""The scenario as a tree model. It follows the differences between before and after and never resets, so that selection
and open rows survive every edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from loadstudio.base.errors import UsageError
from loadstudio.base.units import parse_duration_s
from loadstudio.gui.scenario.tree_cells import edit_text, search_words, tree_cell
from loadstudio.gui.scenario.tree_items import Item, StepItem
from loadstudio.scenario.diff import ROOT, Changed, Inserted, Moved, Removed, changes
from loadstudio.scenario.model import Node, Scenario, Step, ThinkTime

type Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-loadstudio-part"
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2


class ScenarioModel(QAbstractItemModel):
    """`renamed(id, text)`, `paused(id, seconds)`, `dropped(id, parent_id, index)` ask for edits; the model changes only
    when `follow` brings the edited scenario.
    """

    renamed = Signal(str, str)
    paused = Signal(str, float)
    dropped = Signal(str, str, int)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Item(None, None)
        self._by_number: dict[int, Item] = {}
        self._by_id: dict[str, Item] = {}
        self._scenario = scenario
        for step in scenario.steps:
            self._fill(step)

    # Following the scenario

    def follow(self, scenario: Scenario) -> None:
        """Become the tree of another version of the scenario."""
        before, self._scenario = self._scenario, scenario
        for change in changes(before, scenario):
            match change:
                case Inserted(part=Step() as step, index=index):
                    self._put_step(step, index)
                case Inserted(part=part, parent_id=parent_id, index=index):
                    self._put_node(part, parent_id, index)
                case Removed():
                    self._remove(change)
                case Moved():
                    self._move(change)
                case Changed(part=part):
                    self._change(part)
        self._touch_steps()

    def _fill(self, step: Step) -> None:
        """Make the rows of a step at once, while no view looks."""
        item = StepItem(step, self._root)
        item.flat = [Item(node, item) for node in step.children]
        item.rows, item.files.rows = item.shown()
        for file in item.files.rows:
            file.parent = item.files
        for part in (item, *item.flat):
            self._know(part)
        self._by_number[item.files.number] = item.files
        self._root.rows.append(item)

    def _put_step(self, step: Step, index: int) -> None:
        item = StepItem(step, self._root)
        self._know(item)
        self._by_number[item.files.number] = item.files
        self._insert_row(self._root, index, item)

    def _put_node(self, node: Node, step_id: str, index: int) -> None:
        step = self._step(step_id)
        item = Item(node, step)
        self._know(item)
        step.flat.insert(index, item)
        self._arrange(step)

    def _remove(self, change: Removed) -> None:
        item = self._by_id.pop(change.part_id)
        if change.parent_id == ROOT:
            self._remove_row(self._root, change.index)
        else:
            step = self._step(change.parent_id)
            step.flat.remove(item)
            self._arrange(step)
        self._by_number.pop(item.number)

    def _move(self, change: Moved) -> None:
        item = self._by_id[change.part_id]
        if change.from_parent_id == ROOT:
            self._move_row(self._root, change.from_index, self._root, change.to_index)
            return
        source, target = self._step(change.from_parent_id), self._step(change.to_parent_id)
        source.flat.remove(item)
        target.flat.insert(change.to_index, item)
        if source is not target and item in source.rows:
            rows, _files = target.shown()
            self._move_row(source, source.rows.index(item), target, min(rows.index(item), len(target.rows)))
        self._arrange(source)
        self._arrange(target)

    def _change(self, part: Step | Node) -> None:
        item = self._by_id[part.id]
        item.part = part
        if not isinstance(item, StepItem):
            self._arrange(self._step_over(item))
        else:
            for child in (*item.rows, *item.files.rows):
                self._touch(child)
        self._touch(item)

    def _arrange(self, step: StepItem) -> None:
        """Make the rows of a step what they should be, one row at a time."""
        rows, files = step.shown()
        self._make_rows(step.files, [], keep=files)  # the row of page files must be empty before it goes
        self._make_rows(step, rows)
        self._make_rows(step.files, files)

    def _make_rows(self, parent: Item, wanted: Sequence[Item], keep: Sequence[Item] = ()) -> None:
        for row in range(len(parent.rows) - 1, -1, -1):
            if parent.rows[row] not in wanted and parent.rows[row] not in keep:
                self._remove_row(parent, row)
        for row, item in enumerate(wanted):
            if row < len(parent.rows) and parent.rows[row] is item:
                continue
            if item in parent.rows:
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

    def _know(self, item: Item) -> None:
        self._by_number[item.number] = item
        self._by_id[item.id] = item

    def _touch(self, item: Item) -> None:
        index = self._index_of(item)
        self.dataChanged.emit(index, index)

    def _touch_steps(self) -> None:
        if self._root.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._root.rows) - 1, 0))

    def _step(self, step_id: str) -> StepItem:
        item = self._by_id[step_id]
        assert isinstance(item, StepItem)
        return item

    @staticmethod
    def _step_over(item: Item) -> StepItem:
        step = item.parent if isinstance(item.parent, StepItem) else item.parent.parent if item.parent else None
        assert isinstance(step, StepItem)
        return step

    # What views ask

    def index_of(self, part_id: str) -> QModelIndex:
        """Return the index of a part, an invalid one when there is none with this id."""
        item = self._by_id.get(part_id)
        return self._index_of(item) if item is not None else QModelIndex()

    def _index_of(self, item: Item) -> QModelIndex:
        if item.parent is None:
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
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
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
        if role == SEARCH_ROLE:
            return search_words(item)
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
                self.paused.emit(item.id, parse_duration_s(text))
            except UsageError:
                return False
        else:
            self.renamed.emit(item.id, text)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        item = self._item(index)
        if item.part is None:
            return flags
        flags |= flag.ItemIsEditable | flag.ItemIsDragEnabled
        return flags | flag.ItemIsDropEnabled if isinstance(item, StepItem) else flags

    # Dragging

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, self._item(indexes[0]).id.encode())
        return data

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME) or action != Qt.DropAction.MoveAction:
            return False
        dragged = self._by_id.get(bytes(data.data(MIME).data()).decode())
        target = self._item(parent)
        if dragged is None:
            return False
        return target is self._root if isinstance(dragged, StepItem) else isinstance(target, StepItem)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; False, since else the view would delete the rows that the edit has moved already."""
        if self.canDropMimeData(data, action, row, column, parent):
            dragged = self._by_id[bytes(data.data(MIME).data()).decode()]
            target = self._item(parent)
            self.dropped.emit(dragged.id, target.id, self._place(dragged, target, row))
        return False

    def _place(self, dragged: Item, target: Item, row: int) -> int:
        """Return the index among the target's parts, counted without the dragged one."""
        parts = target.flat if isinstance(target, StepItem) else target.rows
        others = [item for item in parts if item is not dragged]
        following = [item for item in target.rows[row:] if item in others] if row >= 0 else []
        return others.index(following[0]) if following else len(others)
