"""The card that offers the demo shop to a new user."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface

_TILE = 56


class DemoCard(Card):
    """`started` when the person wants the demo."""

    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self.button = Button(self.tr("Start the demo"), "tinted")
        self.button.clicked.connect(self.started)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addStretch(1)
        words.addWidget(Label(self.tr("New here? Try the demo shop"), "card"))
        promise = self.tr(
            "A small shop that runs on this computer. First live chart in under a minute, nothing to install."
        )
        words.addWidget(Label(promise, "text", "sub"))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(_Tile())
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def set_starting(self, starting: bool) -> None:
        """Say that it is on its way."""
        self.button.setEnabled(not starting)
        self.button.set_text(self.tr("Starting …") if starting else self.tr("Start the demo"))


class _Tile(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_TILE, _TILE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_surface(painter, QRectF(self.rect()), 12, colour("accent_tint"))
        paint_icon(painter, "store", 16, 16, 24, colour("accent"))
