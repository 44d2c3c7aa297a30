"""Surfaces that carry content: the card, the page around cards, the side panel, a scrolling column."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface


class Card(QWidget):
    """A panel with an edge. `body` is its vertical layout; with a title it has a title row to which `add_to_title`
    appends.

    `padding` is 20, and 8 around a table with selectable rows (the title row keeps its 20).
    """

    def __init__(self, title: str = "", *, padding: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = "line"
        self._fill = "panel"
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, 16 if title else padding, padding, padding)
        outer.setSpacing(4)
        self._title = Label(title, "card")
        self._title_row = QHBoxLayout()
        self._title_row.setContentsMargins(20 - padding, 0, 20 - padding, 0)
        self._title_row.setSpacing(12)
        self._title_row.addWidget(self._title)
        self._title_row.addStretch(1)
        if title:
            outer.addLayout(self._title_row)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def add_to_title(self, widget: QWidget) -> None:
        """Append a widget at the right end of the title row."""
        self._title_row.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title of a card that was made with one."""
        self._title.setText(title)

    def set_edge(self, token: str) -> None:
        """Colour the edge: `line`, or `bad` while recording, `warn` while paused."""
        self._edge = token
        self.update()

    def set_fill(self, token: str) -> None:
        """Colour the surface: `panel`, or a tint."""
        self._fill = token
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_surface(QPainter(self), QRectF(self.rect()), 12, colour(self._fill), colour(self._edge))


class Page(QWidget):
    """One screen: margins of the design around a vertical layout, on the window's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(32, 24, 32, 24)
        self.body.setSpacing(16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("bg"))


class ScrollColumn(QScrollArea):
    """A transparent area that scrolls up and down; `body` is its vertical layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        content = QWidget()
        content.setObjectName("scrolled")
        content.setAutoFillBackground(False)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.setWidget(content)
