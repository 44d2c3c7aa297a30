"""A JSON body as a tree to edit: the rows above, name, kind and value of the chosen one below.

How the text changes is decided in `scenario.json_tree`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.json_model import JsonModel, kind_words
from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.fields import Select, TextField
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.tree_view import ROW_HEIGHT, TreeView
from loadstudio.scenario.json_tree import JsonKind, JsonNode, JsonTree

_NAME_WIDTH = 168
_LEAST_ROWS, _MOST_ROWS = 4, 14
_OTHER_HEIGHT = 590  # what else stands above and below the tree in the window: the chosen member must be in sight
_MOST_OPEN = 200


class JsonForm(QWidget):
    """`edited(words, template, burst)` after each change by the person."""

    edited = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = JsonModel(self)
        self.tree = TreeView(name=self.tr("Members of the body"), even=True)
        self.tree.setModel(self.model)
        self.tree.set_columns((Column(_NAME_WIDTH), Column()))
        self.tree.selectionModel().currentChanged.connect(lambda _now, _before: self._show_chosen())
        self.tree.opened.connect(lambda _index: self.value.editor.setFocus())
        self.tree.expanded.connect(lambda _index: self._fit())
        self.tree.collapsed.connect(lambda _index: self._fit())
        self.tree.installEventFilter(self)
        self.add = Button(self.tr("Add member"), "link", icon="plus")
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tree)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Rule())
        column.addWidget(self._details())
        column.addStretch(1)

    def _details(self) -> QWidget:
        self.name = TextField(name=self.tr("Name of the member"))
        self.name.textEdited.connect(self._rename)
        self.kind = Select(
            [(key, words[:1].upper() + words[1:]) for key, words in kind_words(self.tr).items()],
            name=self.tr("Kind of the value"),
        )
        self.kind.chosen.connect(self._change_kind)
        self.remove = IconButton("trash", self.tr("Remove this member"))
        self.remove.clicked.connect(self._remove)
        self.value = TemplateField(name=self.tr("Value of the member"))
        self.value.edited.connect(self._retype)
        self.truth = Select([("true", "true"), ("false", "false")], name=self.tr("Yes (true) or no (false)"))
        self.truth.chosen.connect(self._retype)
        self.problem = Label("", "second", "bad", wrap=True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(self.remove)
        self._chosen_part = QWidget()
        column = QVBoxLayout(self._chosen_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.value)
        column.addWidget(self.truth, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        self._chosen_part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self._chosen_part

    def show_json(self, tree: JsonTree, expressions: Sequence[str]) -> None:
        """Show a body; `expressions` are the variables that may be put into it."""
        self.value.set_expressions(expressions)
        if tree.template == self.model.tree.template and self.model.rowCount():
            return
        chosen = self.chosen()
        closed = self._closed() if chosen is not None else set()
        if self.model.show_tree(tree):
            self._open_all_but(closed)
            self._choose(chosen.path if chosen is not None else ())
        self._show_chosen()

    def chosen(self) -> JsonNode | None:
        """Return the value of the chosen row."""
        return self.model.node_at(self.tree.currentIndex())

    def choose(self, path: tuple[int, ...]) -> None:
        """Choose a row by its path."""
        index = self.model.index_of(path)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    # Rows

    def _choose(self, path: tuple[int, ...]) -> None:
        """Choose a row, or the nearest one when it is gone."""
        while path and not self.model.index_of(path).isValid():
            path = (*path[:-1], path[-1] - 1) if path[-1] > 0 else path[:-1]
        first = self.model.node_at(self.model.index(0, 0))
        self.choose(path or (first.path if first is not None else ()))

    def _closed(self) -> set[tuple[int, ...]]:
        nodes = (node for node in self._holders() if not self.tree.isExpanded(self.model.index_of(node.path)))
        return {node.path for node in nodes}

    def _holders(self) -> list[JsonNode]:
        waiting, found = list(self.model.tree.root.children), []
        while waiting:
            node = waiting.pop()
            if node.children:
                found.append(node)
                waiting += node.children
        return found

    def _open_all_but(self, closed: set[tuple[int, ...]]) -> None:
        for node in self._holders()[:_MOST_OPEN]:
            self.tree.setExpanded(self.model.index_of(node.path), node.path not in closed)
        self._fit()

    def _fit(self) -> None:
        """Make the tree as high as its rows, within bounds."""
        most = min(_MOST_ROWS, (self.window().height() - _OTHER_HEIGHT) // ROW_HEIGHT)
        rows, index = 0, self.model.index(0, 0)
        while index.isValid() and rows < most:
            rows += 1
            index = self.tree.indexBelow(index)
        self.tree.setFixedHeight(max(_LEAST_ROWS, rows) * ROW_HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_chosen(self) -> None:
        node = self.chosen()
        self._chosen_part.setVisible(node is not None)
        holder = self.model.tree.root.kind in ("object", "list")
        self.add.setVisible(holder)
        if node is None:
            return
        self._say_wrong("")
        named = node.key_start >= 0
        name = self.model.tree.key(node) if named else str(self.model.index_of(node.path).data())
        if self.name.text() != name:
            self.name.setText(name)
        self.name.setEnabled(named)
        self.kind.set_current(node.kind)
        self.remove.setEnabled(bool(node.path))
        self.truth.setVisible(node.kind == "yes_no")
        self.value.setVisible(node.kind in ("text", "number"))
        if node.kind == "yes_no":
            self.truth.set_current(self.model.tree.value(node))
        elif self.value.isVisibleTo(self):
            self.value.set_template(self.model.tree.value(node))

    # Edits

    def _tell(self, words: str, template: str, burst: str = "", choose: tuple[int, ...] | None = None) -> None:
        closed = self._closed()
        if self.model.show_tree(JsonTree(template)):
            self._open_all_but(closed)
            self._choose(choose or ())
        self.edited.emit(words, template, burst)

    def _retype(self, value: str) -> None:
        node = self.chosen()
        if node is None:
            return
        try:
            template = self.model.tree.with_value(node.path, value)
        except ValueError:
            self._say_wrong(self.tr("This is no number. To send it as text, change the kind to Text."))
            return
        self._say_wrong("")
        self._tell(self.tr("Edit body"), template, f"json {node.path}")

    def _rename(self, name: str) -> None:
        node = self.chosen()
        if node is not None and node.key_start >= 0:
            self._tell(self.tr("Rename a member"), self.model.tree.with_key(node.path, name), f"json name {node.path}")

    def _change_kind(self, kind: JsonKind) -> None:
        node = self.chosen()
        if node is not None and node.kind != kind:
            template = self.model.tree.with_kind(node.path, kind)
            self._tell(self.tr("Change the kind of a value"), template, choose=node.path)
            self._show_chosen()

    def _add(self) -> None:
        """Add behind the members of the chosen object or list, or of the one in which the chosen row stands."""
        node = self.chosen()
        path: tuple[int, ...] = ()
        if node is not None:
            path = node.path if node.kind in ("object", "list") else node.path[:-1]
        template, made = self.model.tree.added(path, self.tr("new"))
        self._tell(self.tr("Add a member"), template, choose=made)
        (self.name if self.name.isEnabled() else self.value.editor).setFocus()
        self.name.selectAll()

    def _remove(self) -> None:
        node = self.chosen()
        if node is not None and node.path:
            self._tell(self.tr("Remove a member"), self.model.tree.removed(node.path), choose=node.path)

    def _say_wrong(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.value.set_wrong(bool(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete removes the chosen member, Insert adds one, F2 goes to its name."""
        if watched is self.tree and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = {Qt.Key.Key_Delete: self._remove, Qt.Key.Key_Insert: self._add, Qt.Key.Key_F2: self.name.setFocus}
            if (chosen := act.get(Qt.Key(event.key()))) is not None:
                chosen()
                return True
        return super().eventFilter(watched, event)
