"""Text in a style of the type scale and a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loadstudio.gui.fonts import FontStyle, font_of


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

    def set_style(self, style: FontStyle, *, tabular: bool = False) -> None:
        """Change the style of the type scale."""
        self.setFont(font_of(style, tabular=tabular))

    def selectable(self) -> Label:
        """Let the person mark and copy the text; returns itself."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self
