"""The tree of a scenario with its search field and what the keyboard can do with a row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSortFilterProxyModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.tree_model import ID_ROLE, SEARCH_ROLE, ScenarioModel
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.scenario.model import HttpRequest, Scenario, ThinkTime


class TreePanel(Card):
    """`chosen(id)` when another part is chosen ('': none); `toggled`, `deleted` and `duplicated(id)` ask for edits."""

    chosen = Signal(str)
    toggled = Signal(str)
    deleted = Signal(str)
    duplicated = Signal(str)

    def __init__(self, model: ScenarioModel, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.model = model
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(model)
        self._filter.setFilterRole(SEARCH_ROLE)
        self._filter.setRecursiveFilteringEnabled(True)
        self._filter.setAutoAcceptChildRows(True)
        self.search = TextField(
            name=self.tr("Find"), placeholder=self.tr("Find a step, address or value"), icon="search"
        )
        self.search.textChanged.connect(self._search)
        self.tree = TreeView(name=self.tr("Steps and requests"))
        self.tree.setModel(self._filter)
        self.tree.set_columns((Column(),))
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.tree.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.current()))
        self.tree.customContextMenuRequested.connect(
            lambda point: self.open_menu_at(self.tree.viewport().mapToGlobal(point))
        )
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._footer = FooterLine()
        self._footer.setContentsMargins(12, 4, 0, 4)
        self.body.setContentsMargins(4, 4, 4, 0)
        self.body.addWidget(self.search)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self._footer)
        self._add_actions()

    def _add_actions(self) -> None:
        key = Qt.Key
        self.rename = self._action(self.tr("Rename"), "edit", QKeySequence(key.Key_F2), self._edit)
        self.toggle = self._action(
            self.tr("Switch on or off"), "eye-off", QKeySequence(key.Key_Space), self._teller(self.toggled)
        )
        self.duplicate = self._action(
            self.tr("Duplicate"), "copy", QKeySequence("Ctrl+D"), self._teller(self.duplicated)
        )
        self.delete = self._action(self.tr("Delete"), "trash", QKeySequence(key.Key_Delete), self._teller(self.deleted))
        find = QAction(self.tr("Find"), self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        find.triggered.connect(self._find)
        self.addAction(find)

    def _action(self, text: str, name: str, keys: QKeySequence, call: Callable[[bool], None]) -> QAction:
        action = QAction(icon(name), text, self.tree)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(call)
        self.tree.addAction(action)
        return action

    def _teller(self, signal: SignalInstance) -> Callable[[bool], None]:
        def tell(_checked: bool) -> None:
            if self.current():
                signal.emit(self.current())

        return tell

    def current(self) -> str:
        """Return the id of the part that is chosen, or ''."""
        return str(self.tree.currentIndex().data(ID_ROLE) or "") if self.tree.currentIndex().isValid() else ""

    def choose(self, part_id: str) -> None:
        """Choose a part and open the rows above it; nothing happens when it is not in the tree."""
        index = self._filter.mapFromSource(self.model.index_of(part_id))
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def choose_first(self) -> None:
        """Open the first step that has requests and choose its first one."""
        for row in range(self._filter.rowCount()):
            step = self._filter.index(row, 0)
            if self._filter.rowCount(step):
                self.tree.expand(step)
                self.tree.setCurrentIndex(self._filter.index(0, 0, step))
                return

    def show_pass(self, scenario: Scenario) -> None:
        """Say how long one pass takes."""
        seconds = 0.0
        for step in scenario.steps:
            for node in step.children if step.enabled else ():
                if isinstance(node, ThinkTime) and node.enabled:
                    seconds += node.seconds
                elif isinstance(node, HttpRequest) and node.enabled and not node.static and node.recorded is not None:
                    seconds += node.recorded.duration_ms / 1000
        self._footer.set_text(self.tr("One pass takes about {0}").format(duration_text(seconds)))

    def menu(self) -> Menu:
        """Return the menu of the chosen row."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.rename, self.toggle, self.duplicate])
        menu.addSeparator()
        menu.addAction(self.delete)
        return menu

    def open_menu_at(self, point: QPoint) -> None:
        """Open the menu of the chosen row at a point of the screen."""
        if self.current():
            self.menu().popup(point)

    def _edit(self, _checked: bool) -> None:
        if self.tree.currentIndex().isValid():
            self.tree.setFocus()
            self.tree.edit(self.tree.currentIndex())

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, text: str) -> None:
        chosen = self.current()
        self._filter.setFilterFixedString(text.strip().lower())
        if text.strip():
            self.tree.expandAll()
        self.choose(chosen)
