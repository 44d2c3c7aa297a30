"""The tree of a scenario with its search field and what the keyboard can do with a row."""

from __future__ import annotations

from collections.abc import Collection, Container, Generator, Iterator

from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.icons import icon
from loadstudio.gui.pieces import TURN_MS, Pieces
from loadstudio.gui.scenario.tree.tree_items import Item
from loadstudio.gui.scenario.tree.tree_model import ID_ROLE, ScenarioModel
from loadstudio.gui.sought import Sought
from loadstudio.gui.sought_bar import SoughtBar
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.scenario.duration import pass_seconds
from loadstudio.scenario.model import Scenario

_UNFOLDED_ROWS = 300

type Finding = Generator[None, None, set[Item] | None]
"""Yields between pieces and returns what shall be shown, None for all of it."""


class TreePanel(Card):
    """`chosen` when other parts are chosen; `asked(key)` when the person wants something done with them: `toggle`,
    `duplicate`, `delete`, `cut`, `copy`, `paste`, `up`, `down`, `loop`, `if`, `choice`, `group` (put them into one) or
    `take_out`.
    """

    chosen = Signal()
    asked = Signal(str)

    def __init__(self, model: ScenarioModel, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.model = model
        self._open_before: frozenset[str] | None = None
        self._pieces: Pieces | None = None
        self._narrowing = False
        self._told: tuple[str, ...] = ()
        self.sought = SoughtBar(self.tr("Find step, address, value"), narrow=True)
        self.sought.changed.connect(self._seek)
        self.search = self.sought.text
        self.tree = TreeView(name=self.tr("Steps and requests"))
        self.tree.setModel(model)
        self.tree.set_columns((Column(),))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.tree.setAutoExpandDelay(600)
        self.tree.selectionModel().selectionChanged.connect(lambda _now, _before: self._tell_chosen())
        self.tree.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_current())
        self.tree.customContextMenuRequested.connect(
            lambda point: self.open_menu_at(self.tree.viewport().mapToGlobal(point))
        )
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pass_text = ""
        self._footer = FooterLine()
        self._footer.setContentsMargins(12, 4, 0, 4)
        self.body.setContentsMargins(4, 4, 4, 0)
        self.body.addWidget(self.sought)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self._footer)
        self.actions_: dict[str, QAction] = {}
        self._add_actions()

    def _add_actions(self) -> None:
        standard = QKeySequence.StandardKey
        self.rename = self._action("rename", self.tr("Rename"), "edit", "F2")
        self.rename.triggered.connect(self._edit)
        for key, words, name, keys in (
            ("toggle", self.tr("Switch on or off"), "eye-off", "Space"),
            ("duplicate", self.tr("Duplicate"), "copy", "Ctrl+D"),
            ("cut", self.tr("Cut"), "scissors", standard.Cut),
            ("copy", self.tr("Copy"), "copy", standard.Copy),
            ("paste", self.tr("Paste"), "file", standard.Paste),
            ("up", self.tr("Move up"), "chevron-up", "Alt+Up"),
            ("down", self.tr("Move down"), "chevron-down", "Alt+Down"),
            ("loop", self.tr("A repetition"), "repeat", "Ctrl+Shift+R"),
            ("if", self.tr("A condition"), "branch", "Ctrl+Shift+I"),
            ("choice", self.tr("A random choice"), "shuffle", "Ctrl+Shift+C"),
            ("group", self.tr("A group"), "folder", "Ctrl+G"),
            ("take_out", self.tr("Take out what is in it"), "external", "Ctrl+Shift+G"),
            ("delete", self.tr("Delete"), "trash", "Del"),
        ):
            self._action(key, words, name, keys).triggered.connect(lambda _checked, key=key: self._ask(key))

    def _action(self, key: str, text: str, name: str, keys: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(icon(name), text, self.tree)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.tree.addAction(action)
        self.actions_[key] = action
        return action

    def _tell_chosen(self) -> None:
        if not self._narrowing:  # then the same parts are chosen again
            self._told = self.selected()
            self.chosen.emit()

    def _tell_current(self) -> None:
        """The keyboard is at another row, mostly because it was chosen, which was told already."""
        if self.selected() != self._told:
            self._tell_chosen()

    def _ask(self, key: str) -> None:
        if self.selected() or key == "paste":
            self.asked.emit(key)

    def current(self) -> str:
        """Return the id of the part that has the keyboard, or ''."""
        return str(self.tree.currentIndex().data(ID_ROLE) or "") if self.tree.currentIndex().isValid() else ""

    def selected(self) -> tuple[str, ...]:
        """Return the ids of the parts that are chosen."""
        ids = (str(index.data(ID_ROLE) or "") for index in self.tree.selectionModel().selectedRows())
        return tuple(part_id for part_id in ids if part_id)

    def choose(self, *ids: str) -> None:
        """Choose parts and open the rows above them; what is not in the tree is passed over."""
        known = [self.model.index_of(part_id) for part_id in ids]
        indexes = [index for index in known if index.isValid()]
        if indexes:
            # not by the view, whose choice would follow the keys that are held (Ctrl D)
            flag, selection = QItemSelectionModel.SelectionFlag, self.tree.selectionModel()
            selection.setCurrentIndex(indexes[0], flag.ClearAndSelect | flag.Rows)
            for index in indexes[1:]:
                selection.select(index, flag.Select | flag.Rows)
            self.tree.scrollTo(indexes[0])

    def choose_first(self) -> None:
        """Open the first step that has requests and choose its first one."""
        for row in range(self.model.rowCount()):
            step = self.model.index(row, 0)
            if self.model.rowCount(step):
                self.tree.expand(step)
                self.tree.setCurrentIndex(self.model.index(0, 0, step))
                return

    def show_pass(self, scenario: Scenario) -> None:
        """Say how long one pass takes."""
        self._pass_text = self.tr("One pass takes about {0}").format(duration_text(pass_seconds(scenario)))
        self._footer.set_text(self._pass_text)

    def menu(self, *, can_take_out: bool = False) -> Menu:
        """Return the menu of what can be done with the chosen parts."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(self.selected()) == 1:
            menu.addAction(self.rename)
        menu.addActions([self.actions_[key] for key in ("toggle", "duplicate")])
        menu.addSeparator()
        menu.addActions([self.actions_[key] for key in ("cut", "copy", "paste")])
        menu.addSeparator()
        wrap = Menu(self.tr("Put into"), menu)
        wrap.setIcon(icon("repeat"))
        wrap.addActions([self.actions_[key] for key in ("loop", "if", "choice", "group")])
        menu.addMenu(wrap)
        if can_take_out:
            menu.addAction(self.actions_["take_out"])
        menu.addActions([self.actions_[key] for key in ("up", "down")])
        menu.addSeparator()
        menu.addAction(self.actions_["delete"])
        return menu

    def open_menu_at(self, point: QPoint) -> None:
        """Open the menu of the chosen parts at a point of the screen."""
        if self.selected():
            self.menu(can_take_out=self._holds_parts()).popup(point)

    def _holds_parts(self) -> bool:
        return len(self.selected()) == 1 and self.tree.model().hasChildren(self.tree.currentIndex())

    def _edit(self, _checked: bool) -> None:
        if self.tree.currentIndex().isValid():
            self.tree.setFocus()
            self.tree.edit(self.tree.currentIndex())

    # Leaving out

    def _seek(self, sought: Sought) -> None:
        self._narrow(self.model.find(sought))

    def show_only(self, ids: Collection[str] | None) -> None:
        """Show these parts with what they stand in, None: all."""
        if ids is not None:
            self._narrow(_known(self.model.known(ids)))
        elif self._open_before is not None:
            self._seek(self.sought.sought)

    def _narrow(self, finding: Finding) -> None:
        if self._pieces is not None:
            self._pieces.stop()
            self._pieces.deleteLater()
        self._pieces = Pieces(self._narrowed(finding), self, turn_ms=TURN_MS)
        self._pieces.begin()

    def _narrowed(self, finding: Finding) -> Iterator[None]:
        """Leave out in pieces all but what is found, and open what is left as far as one would look through it."""
        found = yield from finding
        if self._open_before is None:
            self._open_before = self._open_ids()
        chosen = self.selected()
        self.tree.setUpdatesEnabled(False)  # nothing half done is seen
        self._tell_found(self.model.keep(found))
        yield
        rest: list[QPersistentModelIndex] = []
        if found is None:
            rest = self._open_again(self._open_before)
        else:
            self._open_first()
        yield
        self.tree.lay_out_now()
        yield
        self._narrowing = True
        self.choose(*chosen)
        self._narrowing = False
        yield
        self.tree.setUpdatesEnabled(True)
        if found is None:
            yield
            yield from self.tree.unfold(rest)
            self._open_before = None

    def _tell_found(self, rows: int) -> None:
        self._footer.set_text(self._pass_text if rows else self.tr("Nothing is like this. Esc in the field shows all."))

    def _open_ids(self) -> frozenset[str]:
        """Return the ids of the parts that are open."""
        open_rows = (index for index in self.model.openable() if self.tree.isExpanded(index))
        return frozenset(filter(None, (str(index.data(ID_ROLE)) for index in open_rows)))

    def _open_first(self) -> None:
        """Open the first rows: to lay out thousands takes time, and nobody would look through them."""
        rows = 0
        for index in self.model.openable():
            rows += self.model.rowCount(index)
            if rows > _UNFOLDED_ROWS:
                return
            self.tree.expand(index)

    def _open_again(self, ids: Container[str]) -> list[QPersistentModelIndex]:
        """Open the first of these parts, and return the others."""
        left = [index for index in self.model.openable() if index.data(ID_ROLE) in ids]
        rows = 0
        for number, index in enumerate(left):
            rows += self.model.rowCount(index)
            if rows > _UNFOLDED_ROWS:
                return [QPersistentModelIndex(other) for other in left[number:]]
            self.tree.expand(index)
        return []


def _known(found: set[Item] | None) -> Finding:
    yield from ()
    return found
