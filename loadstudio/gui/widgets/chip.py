"""The chip: a variable on accent tint, or an allowed host on ok tint with a lock and a cross that takes it away."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import BadgeKind, paint_surface, paint_text, text_width

_ICON = 12

_WIDEST = 280
"""A longer text is cut in the middle; all of it is in the tooltip."""


class Chip(QWidget):
    """A word on a tint. With `removable` a cross, or Delete while it has the keyboard, emits `removed`; it hides
    nothing itself."""

    removed = Signal()
    focus_ring_radius = 7

    def __init__(
        self,
        text: str,
        kind: BadgeKind = "accent",
        *,
        icon: str = "",
        removable: bool = False,
        height: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._kind, self._icon = text, kind, icon
        self._removable, self._height = removable, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if self._left() + text_width(text, "column") + self._right() > _WIDEST:
            self.setToolTip(text)
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setMouseTracking(True)

    @property
    def text(self) -> str:
        return self._text

    def _left(self) -> int:
        return 10 + (_ICON + 6 if self._icon else 0) if self._height >= 28 or self._icon else 8

    def _right(self) -> int:
        return 10 + _ICON + 10 if self._removable else 8 if self._height < 28 else 10

    @override
    def sizeHint(self) -> QSize:
        wanted = round(self._left() + text_width(self._text, "column") + self._right())
        return QSize(min(_WIDEST, wanted), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _cross(self) -> QRectF:
        return QRectF(self.width() - 10 - _ICON, (self.height() - _ICON) / 2, _ICON, _ICON)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().adjusted(-6, -6, 6, 6).contains(event.position()):
            self.removed.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cross().adjusted(-6, -6, 6, 6).contains(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = colour("sub" if self._kind == "neutral" else self._kind)
        radius = 7 if self._height >= 28 else 6
        paint_surface(painter, QRectF(self.rect()), radius, colour(f"{self._kind}_tint"))
        if self._icon:
            paint_icon(painter, self._icon, 10, (self.height() - _ICON) / 2, _ICON, tint)
        room = QRectF(self._left(), 0, self.width() - self._left() - self._right(), self.height())
        paint_text(painter, room, self._text, "column", tint, elide=Qt.TextElideMode.ElideMiddle)
        if self._removable:
            cross = self._cross()
            paint_icon(painter, "x", cross.x(), cross.y(), _ICON, tint)
