"""A request's method in small coloured capitals, as in the tree."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.widgets.painting import paint_method, text_width


class MethodLabel(QWidget):
    """`set_method` changes it."""

    def __init__(self, method: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = method
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_method(self, method: str) -> None:
        """Show another method."""
        self._method = method
        self.setAccessibleName(method)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self._method, "method") + 1), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_method(QPainter(self), QRectF(self.rect()), self._method)
