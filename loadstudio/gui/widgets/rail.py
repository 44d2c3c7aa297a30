"""The left rail: mark, the five stages of the way, help and settings."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from loadstudio.gui.icons import mark_pixmap, paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.choices import ChoiceButton, ChoiceRow
from loadstudio.gui.widgets.painting import paint_surface, paint_text

WIDTH = 84


class Rail(ChoiceRow):
    """Items with an icon over a word. `chosen(key)` tells what the person chose, `pressed(key)` a button at the
    bottom."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 80, 0, 24)
        column.setSpacing(8)
        self._items = QVBoxLayout()
        self._items.setSpacing(8)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(8)
        column.addLayout(self._items)
        column.addStretch(1)
        column.addLayout(self._bottom)

    def add_item(self, key: str, text: str, icon: str) -> None:
        """Append a stage; the first one is chosen at once."""
        item = _RailItem(key, text, icon, self)
        self._items.addWidget(item)
        self._adopt(item)

    def add_button(self, key: str, name: str, icon: str) -> None:
        """Append a button at the bottom, such as help or settings."""
        button = _RailButton(name, icon, self)
        button.clicked.connect(lambda: self.pressed.emit(key))
        self._bottom.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("rail"))
        painter.drawPixmap((WIDTH - 32) // 2, 20, mark_pixmap(32, self.devicePixelRatioF()))


class _RailItem(ChoiceButton):
    def __init__(self, key: str, text: str, icon: str, parent: QWidget) -> None:
        super().__init__(key, text, parent)
        self._icon = icon
        self.setFixedHeight(60)

    def focus_ring_rect(self) -> QRect:
        return QRect(8, 0, WIDTH - 16, 60)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 60)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(8, 0, WIDTH - 16, 60)
        ink = colour("rail_chosen") if self.isChecked() else colour("rail_text", 1.0 if self.isEnabled() else 0.45)
        if self.isChecked():
            paint_surface(painter, box, 8, colour("rail_chosen", 0.10))
            paint_surface(painter, QRectF(-3, 18, 6, 24), 2, colour("rail_mark"))
        elif self.hovered and self.isEnabled():
            paint_surface(painter, box, 8, colour("rail_chosen", 0.05))
        paint_icon(painter, self._icon, (WIDTH - 22) / 2, 10, 22, ink)
        paint_text(painter, QRectF(0, 36, WIDTH, 18), self.text(), "badge", ink, align=Qt.AlignmentFlag.AlignHCenter)


class _RailButton(QPushButton):
    focus_ring_radius = 8

    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(36, 36)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            paint_surface(painter, QRectF(self.rect()), 8, colour("rail_chosen", 0.05))
        paint_icon(painter, self._icon, 8, 8, 20, colour("rail_text"))
