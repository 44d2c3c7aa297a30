"""The page of help: the way through in five lines, and what the keys do, everywhere and on each screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.fonts import FontStyle
from loadstudio.gui.keys import Key
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule

_WIDTH, _HEIGHT = 760, 660


class Listed(NamedTuple):
    """Keys under a title: of the window, or of a screen."""

    title: str
    keys: Sequence[Key]


class ShortcutsDialog(QDialog):
    """Opened by the rail's question mark, F1 or Ctrl+?; Esc closes it."""

    def __init__(self, groups: Sequence[Listed], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help and keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(Label(self.tr("The way through"), "title"))
        column.addLayout(_pairs(self._way(), "name"))
        column.addWidget(Rule(token="line"))
        area = ScrollColumn()
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys scroll it
        area.setAccessibleName(self.tr("Keys"))
        self._area = area
        self._keys = QWidget()
        area.body.addWidget(self._keys)
        self.show_groups(groups)
        column.addWidget(area, 1)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(_WIDTH, min(_HEIGHT, self.screen().availableGeometry().height() - 80))
        area.setFocus()

    def show_groups(self, groups: Sequence[Listed]) -> None:
        """List these keys in the place of those before."""
        keys = QWidget()
        column = QVBoxLayout(keys)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for number, group in enumerate(groups):
            title = Label(group.title, "card")
            title.setContentsMargins(0, 12 if number else 0, 0, 0)
            column.addWidget(title)
            column.addLayout(_pairs([(key.keys, self._said(key)) for key in group.keys], "mono"))
        column.addStretch(1)
        self._area.body.replaceWidget(self._keys, keys)
        self._keys.deleteLater()
        self._keys = keys

    def _way(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Record"), self.tr("Click through the site once in the browser that opens.")),
            (self.tr("Scenario"), self.tr("See what one person does, step by step, and change it.")),
            (self.tr("Load"), self.tr("Say how many people, for how long, and what is good enough.")),
            (self.tr("Run"), self.tr("Watch how fast the site answers; stop at any time.")),
            (self.tr("Results"), self.tr("Read the verdict, compare with earlier runs, make the PDF.")),
        )

    def _said(self, key: Key) -> str:
        return self.tr("{0} (in “{1}”)").format(key.words, key.where) if key.where else key.words


def _pairs(pairs: Sequence[tuple[str, str]], left_style: FontStyle) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 170)
    grid.setColumnStretch(1, 1)
    for row, (left, right) in enumerate(pairs):
        grid.addWidget(Label(left, left_style), row, 0)
        grid.addWidget(Label(right, "text", "sub", wrap=True), row, 1)
    return grid
