"""A value as it will be sent: recorded text with the variables in it as chips. It is looked at, not typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

import msgspec
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

_CHIP = 24


class ValuePart(msgspec.Struct, frozen=True):
    """A piece of a value: plain text, or the name of a variable."""

    text: str
    is_variable: bool = False


class ValueView(QWidget):
    """Parts behind each other, with a field's surface unless `plain`."""

    def __init__(
        self, parts: Sequence[ValuePart] = (), *, name: str, plain: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plain = plain
        self._name = name
        self.setFixedHeight(_CHIP if plain else 36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts: tuple[ValuePart, ...] = ()
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[ValuePart]) -> None:
        """Show another value."""
        self._parts = tuple(parts)
        words = "".join(_words(part) for part in self._parts)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = sum(text_width(_words(part), "text") + (20 if part.is_variable else 0) for part in self._parts)
        return QSize(round(width) + (0 if self._plain else 26), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._plain:
            paint_surface(painter, QRectF(self.rect()), 8, colour("panel"), colour("line"))
        left, right = (0.0, float(self.width())) if self._plain else (13.0, self.width() - 13.0)
        for part in self._parts:
            if left >= right:
                break
            left = self._paint_part(painter, part, left, right)

    def _paint_part(self, painter: QPainter, part: ValuePart, left: float, right: float) -> float:
        room = QRectF(left, 0, right - left, self.height())
        if not part.is_variable:
            return left + paint_text(painter, room, part.text, "text", colour("text"))
        words = _words(part)
        width = min(text_width(words, "column") + 16, right - left)
        box = QRectF(left, (self.height() - _CHIP) / 2, width, _CHIP)
        paint_surface(painter, box, 6, colour("accent_tint"))
        paint_text(painter, box.adjusted(8, 0, -4, 0), words, "column", colour("accent"))
        return left + width + 3


def _words(part: ValuePart) -> str:
    return f"⟨{part.text}⟩" if part.is_variable else part.text
