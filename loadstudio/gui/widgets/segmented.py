"""The segmented switch: two to four kinds of one thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.choices import ChoiceButton, ChoiceRow
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

HEIGHT = 32


class SegmentedSwitch(ChoiceRow):
    """`items` are (key, word) pairs; the first is chosen. `chosen(key)` tells what the person chose."""

    def __init__(self, items: Iterable[tuple[str, str]], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for key, text in items:
            segment = _Segment(key, text, self)
            row.addWidget(segment)
            self._adopt(segment)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_surface(QPainter(self), QRectF(self.rect()), 8, colour("neutral_tint"))


class _Segment(ChoiceButton):
    focus_ring_radius = 6

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), "name")) + 26, HEIGHT - 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            paint_surface(painter, QRectF(self.rect()), 6, colour("segment"), colour("line"))
        token = "text" if self.isChecked() else "sub" if self.isEnabled() else "faint"
        if self.hovered and self.isEnabled():
            token = "text"
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, QRectF(self.rect()), self.text(), "name", colour(token), align=centre)
