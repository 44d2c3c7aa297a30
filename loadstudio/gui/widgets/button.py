"""Push buttons of the design's kinds, painted from the tokens."""

from __future__ import annotations

from typing import Literal, override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from loadstudio.gui.fonts import FontStyle
from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import blend, colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

ButtonKind = Literal["primary", "secondary", "tinted", "quiet", "link", "danger"]

_ICON = 16
_GAP = 8


class _PushButton(QPushButton):
    """What the buttons have in common: they know the mouse over them, and Return presses them as Space does."""

    focus_ring_radius = 8

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._hovered = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Button(_PushButton):
    """A button with a word and perhaps an icon.

    Kinds: `primary` (filled, one a screen), `secondary` (edge), `tinted`, `quiet` (no surface until hovered), `link`
    (accent text without padding), `danger` (Stop of a run only). `height` is 36 unless told otherwise: 28-32 small,
    44 Stop, 48 start. `trailing` puts a second icon behind the word, such as `chevron-down` before a menu.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "secondary",
        *,
        icon: str = "",
        trailing: str = "",
        height: int = 36,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: ButtonKind = kind
        self._icon_name = icon
        self._trailing = trailing
        self._height = height
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, *, icon: str | None = None) -> None:
        """Change the word, and the icon unless None; the accessible name follows."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self._icon_name = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change the kind, for example when a banner takes over the filled button of the screen."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def _style(self) -> FontStyle:
        if self._height >= 44:
            return "lead_bold"
        return "strong" if self._kind in ("primary", "danger") else "name"

    def _padding(self) -> int:
        if self._kind == "link":
            return 0
        return 12 if self._height < 36 else 30 if self._height >= 44 else 16

    def _content_width(self) -> float:
        width = text_width(self.text(), self._style()) if self.text() else 0.0
        if self._icon_name:
            width += _ICON + (_GAP if self.text() else 0)
        return width + (_ICON + 4 if self._trailing else 0)

    @override
    def sizeHint(self) -> QSize:
        height = 20 if self._kind == "link" else self._height
        return QSize(round(self._content_width() + 0.5) + 2 * self._padding(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _surface(self) -> tuple[QColor | None, QColor | None]:
        """Return fill and edge for the present state."""
        depth = 0.16 if self.isDown() else 0.08 if self._hovered else 0.0
        kind = self._kind
        if kind == "link":
            return None, None
        if not self.isEnabled():
            return (None, None) if kind == "quiet" else (colour("neutral_tint"), None)
        if kind in ("primary", "danger"):
            return blend("rail", "accent_fill" if kind == "primary" else "danger", depth), None
        if kind == "tinted":
            return blend("accent", "accent_tint", depth), None
        if kind == "quiet":
            return (blend("text", "bg", depth * 0.6) if depth else None), None
        return blend("text", "raised", depth * 0.5), colour("line")

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return colour("faint")
        if self._kind in ("primary", "danger"):
            return colour("on_fill")
        if self._kind in ("tinted", "link"):
            return colour("accent")
        return colour("sub" if self._kind == "quiet" else "text")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge = self._surface()
        if fill is not None:
            paint_surface(painter, QRectF(self.rect()), 8, fill, edge)
        ink = self._ink()
        left = (self.width() - self._content_width()) / 2
        top = (self.height() - _ICON) / 2
        if self._icon_name:
            paint_icon(painter, self._icon_name, left, top, _ICON, ink)
            left += _ICON + _GAP
        room = QRectF(left, 0, self.width() - left, self.height())
        taken = paint_text(painter, room, self.text(), self._style(), ink) if self.text() else 0.0
        if self._kind == "link" and self._hovered and self.isEnabled():
            y = round(self.height() / 2 + 8)
            painter.fillRect(QRectF(left, y, taken, 1), ink)
        if self._trailing:
            paint_icon(painter, self._trailing, left + taken + 6, top + 1, _ICON - 2, ink)


class IconButton(_PushButton):
    """A button of an icon alone; `name` is what it does, read aloud and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        token: str = "sub",
        size: int = 32,
        icon_size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._icon_name = icon
        self._token = token
        self._icon_size = icon_size
        self.setFixedSize(size, size)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str, name: str = "") -> None:
        """Change the icon, and what it does."""
        self._icon_name = icon
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.update()

    def set_token(self, token: str) -> None:
        """Change the colour of the icon."""
        self._token = token
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self._hovered or self.isDown()):
            paint_surface(painter, QRectF(self.rect()), 8, colour("text", 0.10 if self.isDown() else 0.06))
        tint = colour(self._token) if self.isEnabled() else colour("faint", 0.5)
        offset = (self.width() - self._icon_size) / 2
        paint_icon(painter, self._icon_name, offset, offset, self._icon_size, tint)
