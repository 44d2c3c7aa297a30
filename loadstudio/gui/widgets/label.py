"""Text in a style of the type scale and a colour of the theme."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loadstudio.gui.fonts import FontStyle, font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_text


class Label(QLabel):
    """A text. `tone` is a colour token: text, sub, faint, accent, ok, warn, bad or on_fill; it follows the theme."""

    def __init__(
        self,
        text: str = "",
        style: FontStyle = "text",
        tone: str = "text",
        *,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setFont(font_of(style, tabular=tabular))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        if self.property("tone") == tone:
            return
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def selectable(self) -> Label:
        """Let the person mark and copy the text; returns itself."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


class CutLabel(Label):
    """One line that takes the room of its words where there is some, and is cut with an ellipsis where there is not."""

    def __init__(self, text: str = "", style: FontStyle = "text", tone: str = "text") -> None:
        super().__init__(text, style, tone)
        self._style: FontStyle = style

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tint = colour(str(self.property("tone")))
        paint_text(QPainter(self), QRectF(self.rect()), self.text(), self._style, tint)
