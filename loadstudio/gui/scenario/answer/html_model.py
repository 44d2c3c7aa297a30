"""A page's elements and texts as rows for the tree."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from loadstudio.authoring.mending.html_places import TreeValue
from loadstudio.authoring.places.html_tree import HtmlNode, HtmlTree
from loadstudio.gui.widgets.cells import CellRole

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()


class HtmlModel(QAbstractItemModel):
    """One column: an element's name with its attributes said smaller behind it, or a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: tuple[HtmlNode, ...] = ()
        self._nodes: list[HtmlNode] = []
        self._places: list[tuple[int, int]] = []  # the row that holds a node, and its place there
        self._numbers: dict[tuple[int, int], int] = {}

    def show_tree(self, tree: HtmlTree) -> None:
        """Show another page."""
        self.beginResetModel()
        self._roots, self._nodes, self._places = tree.roots, [], []
        waiting = [(node, -1, place) for place, node in reversed(list(enumerate(tree.roots)))]
        while waiting:
            node, parent, place = waiting.pop()
            number = len(self._nodes)
            waiting += [(child, number, at) for at, child in reversed(list(enumerate(node.children)))]
            self._nodes.append(node)
            self._places.append((parent, place))
        self._numbers = {place: number for number, place in enumerate(self._places)}
        self.endResetModel()

    def values_of(self, index: Index) -> tuple[TreeValue, ...]:
        """Return the values of a row: those of an element's attributes, or a text."""
        if not index.isValid():
            return ()
        number = index.internalId()
        node, before = self._nodes[number], self._nodes[:number]
        return tuple(
            TreeValue(
                node.tag, name, value, sum(other.tag == node.tag and (name, value) in other.values for other in before)
            )
            for name, value in node.values
        )

    def _children(self, parent: Index) -> tuple[HtmlNode, ...]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._roots

    @override
    def index(self, row: int, column: int, parent: Index = _NOTHING) -> QModelIndex:
        number = self._numbers.get((parent.internalId() if parent.isValid() else -1, row))
        return self.createIndex(row, column, number) if number is not None and column == 0 else QModelIndex()

    @override
    def parent(self, child: Index = _NOTHING) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another
        number = self._places[child.internalId()][0] if child.isValid() else -1
        return self.createIndex(self._places[number][1], 0, number) if number >= 0 else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return len(self._children(parent))

    @override
    def hasChildren(self, parent: Index = _NOTHING) -> bool:
        """Answer without counting: views ask it of every row at every layout."""
        return bool(self._children(parent))

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Qt.ItemDataRole.DisplayRole:
            return node.tag or node.words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{node.tag} {node.words}".strip()
        if role == CellRole.SECOND:
            return node.words if node.tag else None
        if role == CellRole.TONE:
            return "fifth" if node.tag else "text"
        return None
