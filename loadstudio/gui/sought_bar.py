"""The field and the list with which one narrows down requests: in the list of a recording and in a scenario's tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.sought import Kind, Sought
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.fields import Select, TextField
from loadstudio.gui.widgets.popover import Menu


class SoughtBar(QWidget):
    """`changed(Sought)` when something else is looked for. A `narrow` bar has a menu in the place of the list, and no
    kind for WebSockets and event streams.
    """

    changed = Signal(object)

    def __init__(self, placeholder: str, *, height: int = 36, narrow: bool = False) -> None:
        super().__init__()
        self.text = TextField(name=self.tr("Find"), placeholder=placeholder, icon="search", height=height)
        self.text.setClearButtonEnabled(False)
        self.text.setToolTip(
            self.tr("Several words: all of them must be there. -word: must not be there. 404 or 4xx: such answers.")
        )
        self.text.textChanged.connect(lambda _text: self._tell())
        kinds: tuple[tuple[Kind, str], ...] = (
            ("all", self.tr("All")),
            ("page", self.tr("Pages")),
            ("data", self.tr("Data")),
            ("file", self.tr("Page files")),
            ("stream", self.tr("Messages")),
            ("failed", self.tr("Failed")),
        )
        self.kind: Select | _KindMenu
        if narrow:
            self.kind = _KindMenu([one for one in kinds if one[0] != "stream"], self.tr("Kind of answer"), height)
            self.kind.changed.connect(self._tell)
        else:
            self.kind = Select(kinds, name=self.tr("Kind of answer"), height=height)
            self.kind.setToolTip(self.tr("Show only answers of one kind"))
            self.kind.currentIndexChanged.connect(lambda _index: self._tell())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 if narrow else 8)
        row.addWidget(self.text, 1)
        row.addWidget(self.kind)

    @property
    def sought(self) -> Sought:
        """What is looked for now."""
        return Sought(words=self.text.text(), kind=cast("Kind", self.kind.current()))

    def begin(self) -> None:
        """Give the field the keyboard."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def clear(self) -> None:
        """Look for nothing any more."""
        self.text.clear()
        self.kind.set_current("all")

    def _tell(self) -> None:
        self.changed.emit(self.sought)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.sought.is_all:
            self.clear()
        else:
            super().keyPressEvent(event)


class _KindMenu(IconButton):
    """A button that opens the list of kinds; tinted while one of them is chosen."""

    changed = Signal()

    def __init__(self, kinds: Sequence[tuple[Kind, str]], name: str, size: int) -> None:
        super().__init__("filter", name, size=size)
        self._name = name
        self._menu = Menu(self)
        group = QActionGroup(self._menu)
        self._actions: dict[str, QAction] = {}
        for key, words in kinds:
            action = self._actions[key] = group.addAction(words)
            action.setCheckable(True)
        self._actions["all"].setChecked(True)
        self._menu.addActions(group.actions())
        group.triggered.connect(lambda _action: self._tell())
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def current(self) -> str:
        """Return the kind that is chosen."""
        return next(key for key, action in self._actions.items() if action.isChecked())

    def set_current(self, key: str) -> None:
        """Choose a kind. Raises KeyError for an unknown one."""
        self._actions[key].setChecked(True)
        self._tell()

    def _tell(self) -> None:
        chosen = self._actions[self.current()]
        self.set_token("sub" if self.current() == "all" else "accent")
        self.set_icon("filter", f"{self._name}: {chosen.text()}")
        self.changed.emit()
