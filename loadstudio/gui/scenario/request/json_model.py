"""A JSON body as rows for the tree: names, values with their variables, kinds in words. Edits are `json_tree`'s."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from loadstudio.gui.scenario.words import Tr, template_text
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario.json_tree import JsonKind, JsonNode, JsonTree

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 300
_NOTHING = QModelIndex()


class JsonModel(QAbstractItemModel):
    """The members of the whole value are the top rows; a body that is one value alone is one row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tree = JsonTree("{}")
        self._nodes: list[JsonNode] = []
        self._parents: list[int] = []
        self._rows: dict[tuple[int, ...], int] = {}

    def show_tree(self, tree: JsonTree) -> bool:
        """Show a tree; return whether rows came or went, so that all had to be laid out anew."""
        nodes, parents = _flat(tree.root)
        same = [node.path for node in nodes] == [node.path for node in self._nodes]
        if not same:
            self.beginResetModel()
        self.tree, self._nodes, self._parents = tree, nodes, parents
        self._rows = {node.path: number for number, node in enumerate(nodes)}
        if not same:
            self.endResetModel()
            return True
        for number in sorted({*parents}):
            holder = self._index(number)
            last = self.rowCount(holder) - 1
            self.dataChanged.emit(self.index(0, 0, holder), self.index(last, 1, holder))
        return False

    def node_at(self, index: Index) -> JsonNode | None:
        """Return the value in a row."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, path: tuple[int, ...]) -> QModelIndex:
        """Return the row of a value."""
        return self._index(self._rows[path]) if path in self._rows else QModelIndex()

    def _index(self, number: int) -> QModelIndex:
        if number < 0:
            return QModelIndex()
        path = self._nodes[number].path
        return self.createIndex(path[-1] if path else 0, 0, number)

    def _children(self, parent: Index) -> tuple[JsonNode, ...]:
        node = self.node_at(parent)
        if node is not None:
            return node.children
        root = self.tree.root
        return root.children if root.kind in ("object", "list") else (root,)

    @override
    def index(self, row: int, column: int, parent: Index = _NOTHING) -> QModelIndex:
        children = self._children(parent)
        if not 0 <= row < len(children) or not 0 <= column < 2 or children[row].path not in self._rows:
            return QModelIndex()
        return self.createIndex(row, column, self._rows[children[row].path])

    @override
    def parent(self, child: Index = _NOTHING) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another
        return self._index(self._parents[child.internalId()]) if child.isValid() else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return len(self._children(parent)) if parent.column() <= 0 else 0

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 2

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node_at(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(node) if index.column() == 0 else self._value(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._name(node)}: {self._value(node)}"
        if role == CellRole.TONE:
            return self._tone(node) if index.column() == 1 else "text"
        if role == CellRole.TRAILING and index.column() == 1 and not node.children:
            return kind_words(self.tr)[node.kind]
        return "name" if role == CellRole.STYLE and index.column() == 0 else None

    def _name(self, node: JsonNode) -> str:
        if node.key_start >= 0:
            return template_text(self.tree.key(node)[:_SHOWN]) or '""'
        return self.tr("Item {0}").format(node.path[-1] + 1) if node.path else self.tr("Value")

    def _value(self, node: JsonNode) -> str:
        count = len(node.children)
        if node.kind == "object":
            return self.tr("1 member") if count == 1 else self.tr("{0} members").format(count)
        if node.kind == "list":
            return self.tr("1 item") if count == 1 else self.tr("{0} items").format(count)
        if node.kind == "nothing":
            return ""
        return template_text(self.tree.value(node)[:_SHOWN]).replace("\n", " ")

    def _tone(self, node: JsonNode) -> str:
        if node.kind in ("object", "list"):
            return "sub"
        return "accent" if "${" in self.tree.value(node).replace("$${", "") else "text"


def kind_words(tr: Tr) -> dict[JsonKind, str]:
    """Return what the kinds of a value are called."""
    return {
        "text": tr("text"),
        "number": tr("number"),
        "yes_no": tr("yes or no"),
        "nothing": tr("nothing"),
        "object": tr("object"),
        "list": tr("list"),
    }


def _flat(root: JsonNode) -> tuple[list[JsonNode], list[int]]:
    """Return all rows, each before what it holds, and the number of the row that holds it, -1 for the top."""
    nodes: list[JsonNode] = []
    parents: list[int] = []
    waiting = [(root, -1)] if root.kind not in ("object", "list") else [(node, -1) for node in reversed(root.children)]
    while waiting:
        node, parent = waiting.pop()
        waiting += [(child, len(nodes)) for child in reversed(node.children)]
        nodes.append(node)
        parents.append(parent)
    return nodes, parents
