"""A column of a data source as a row: its name, what it holds, where it is used; for made-up rows also what is made."""

from __future__ import annotations

from typing import override

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.data.words import makers, pattern_hint
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import Select, TextField
from loadstudio.scenario.model import GeneratedColumn

_NAME, _HEIGHT = 168, 32


class ColumnRow(QWidget):
    """`renamed(name)`, `uses_wanted` (where it is used), `menu_wanted`; `made_edited(GeneratedColumn)` for a column
    that is made up.
    """

    renamed = Signal(str)
    uses_wanted = Signal()
    menu_wanted = Signal()
    made_edited = Signal(object)

    def __init__(self, column: str, *, made: bool, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._made = GeneratedColumn(name=column, maker="word")
        self._first = first
        self.name = TextField(column, name=self.tr("Name of the column {0}").format(column), height=_HEIGHT)
        self.name.setFixedWidth(_NAME - 16)
        self.name.editingFinished.connect(self._rename)
        self.secret = Badge(self.tr("hidden"), icon="")
        self.secret.hide()
        self._holds = ElidedLabel("", "second", "sub")
        self.uses = Button("", "link", name=self.tr("Where {0} is used").format(column))
        self.uses.clicked.connect(self.uses_wanted)
        self.more = IconButton("more", self.tr("More for the column {0}").format(column))
        self.more.clicked.connect(self.menu_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        if made:
            words.addLayout(self._recipe(column))
        words.addWidget(self._holds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addLayout(words, 1)
        row.addWidget(self.secret)
        row.addWidget(self.uses)
        row.addWidget(self.more)

    def _recipe(self, column: str) -> QHBoxLayout:
        self.maker = Select(makers(self.tr), name=self.tr("What is made up for {0}").format(column), height=_HEIGHT)
        self.maker.chosen.connect(lambda key: self._edit(maker=key, pattern=""))
        self.pattern = TextField(name=self.tr("Pattern of {0}").format(column), height=_HEIGHT)
        self.pattern.editingFinished.connect(self._edit_pattern)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.maker)
        line.addWidget(self.pattern, 1)
        line.addStretch(0)
        return line

    def show_column(self, holds: str, uses: int, *, secret: bool, wrong: bool = False) -> None:
        """Show what the column holds, in how many places it is used, and whether its values are hidden."""
        self._holds.set_text(holds)
        self._holds.set_tone("warn" if wrong else "sub")
        words = self.tr("used once") if uses == 1 else self.tr("used {0} times").format(uses)
        self.uses.set_text(words if uses else self.tr("not used"))
        self.uses.setEnabled(uses > 0)
        self.secret.setVisible(secret)

    def show_made(self, made: GeneratedColumn) -> None:
        """Show what is made up for the column."""
        self._made = made
        self.maker.set_current(made.maker)
        hint = pattern_hint(made.maker, self.tr)
        self.pattern.setVisible(bool(hint))
        self.pattern.setPlaceholderText(hint)
        if not self.pattern.hasFocus():
            self.pattern.setText(made.pattern)

    def _edit(self, **changes: str) -> None:
        self.made_edited.emit(replace(self._made, **changes))

    def _edit_pattern(self) -> None:
        if self.pattern.text() != self._made.pattern:
            self._edit(pattern=self.pattern.text())

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name and name != self.column:
            self.renamed.emit(name)
        self.name.setText(self.column)  # a new name comes with a new row

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            QPainter(self).fillRect(0, 0, self.width(), 1, colour("soft"))
