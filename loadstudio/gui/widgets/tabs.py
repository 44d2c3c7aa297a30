"""Tabs: parts of one thing, perhaps with a count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.choices import ChoiceButton, ChoiceRow
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

HEIGHT = 40


class Tabs(ChoiceRow):
    """`items` are (key, word) pairs; the first is chosen. `chosen(key)` tells what the person chose.

    The tabs only choose: put a QStackedWidget under them and connect.
    """

    def __init__(self, items: Iterable[tuple[str, str]], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for key, text in items:
            tab = _Tab(key, text, self)
            row.addWidget(tab)
            self._adopt(tab)
        row.addStretch(1)

    def set_count(self, key: str, count: int | None) -> None:
        """Show a count behind a tab's word, or none."""
        tab = self._buttons[key]
        if isinstance(tab, _Tab):
            tab.set_count(count)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, colour("line"))


class _Tab(ChoiceButton):
    focus_ring_radius = 6

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(key, text, parent)
        self._count = ""
        self.setFixedHeight(HEIGHT)

    def set_count(self, count: int | None) -> None:
        self._count = "" if count is None else count_text(count)
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self.text(), "name")
        if self._count:
            width += 8 + text_width(self._count, "name", tabular=True)
        return QSize(round(width + 0.5), HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "text" if self.isChecked() or self.hovered else "sub"
        token = token if self.isEnabled() else "faint"
        room = QRectF(0, 0, self.width(), HEIGHT - 2)
        taken = paint_text(painter, room, self.text(), "name", colour(token))
        if self._count:
            room.setLeft(taken + 8)
            paint_text(painter, room, self._count, "name", colour("sub"), tabular=True)
        if self.isChecked():
            paint_surface(painter, QRectF(0, HEIGHT - 2, self.width(), 2), 1, colour("accent"))
