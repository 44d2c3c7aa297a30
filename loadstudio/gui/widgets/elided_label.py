"""A line of text that is cut with an ellipsis where it does not fit; all of it is in the tooltip."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.fonts import FontStyle
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_text, text_width


class ElidedLabel(QWidget):
    """`style` and `tone` as for a `Label`; `middle` cuts in the middle, as addresses are."""

    def __init__(
        self,
        text: str = "",
        style: FontStyle = "text",
        tone: str = "text",
        *,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style: FontStyle = style
        self._tone = tone
        self._elide = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        self._tone = tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self._text, self._style) + 1), 20)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_text(painter, QRectF(self.rect()), self._text, self._style, colour(self._tone), elide=self._elide)
