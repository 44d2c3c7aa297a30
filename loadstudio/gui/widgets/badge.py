"""The badge: a state in words on a tint, with an icon unless it is neutral. It is not clickable."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.widgets.painting import BADGE_HEIGHT, BadgeKind, badge_width, paint_badge


class Badge(QWidget):
    """`kind` is ok, warn, bad, neutral or accent; `icon` None takes the kind's own, an empty text none."""

    def __init__(
        self, text: str = "", kind: BadgeKind = "neutral", *, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        return self._text

    @property
    def kind(self) -> BadgeKind:
        return self._kind

    def set_state(self, text: str, kind: BadgeKind, *, icon: str | None = None) -> None:
        """Say another state."""
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._text, self._kind, self._icon), BADGE_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), 0, self.height() / 2, self._text, self._kind, icon=self._icon)
