"""The switch: on or off, acts at once."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from loadstudio.gui.theme import blend, colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

TRACK_WIDTH, TRACK_HEIGHT = 32, 18
_GAP = 10


class Switch(QAbstractButton):
    """A switch of 32 x 18 with an optional word behind it; `toggled(bool)` tells of each change, `clicked` of the
    person's.

    `name` says what it switches, for those who hear the window; the word is taken when it is empty.
    """

    focus_ring_radius = 9

    def __init__(self, text: str = "", *, name: str = "", on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place = 1.0 if on else 0.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(120)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._moved)
        self.toggled.connect(self._start)

    def _start(self, on: bool) -> None:
        self._slide.stop()
        if not self.isVisible():
            self._moved(1.0 if on else 0.0)
            return
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(1.0 if on else 0.0)
        self._slide.start()

    def _moved(self, place: object) -> None:
        self._place = float(place) if isinstance(place, int | float) else 0.0
        self.update()

    def focus_ring_rect(self) -> QRect:
        return QRect(0, (self.height() - TRACK_HEIGHT) // 2, TRACK_WIDTH, TRACK_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        words = _GAP + round(text_width(self.text(), "text") + 0.5) if self.text() else 0
        return QSize(TRACK_WIDTH + words, 20 if self.text() else TRACK_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - TRACK_HEIGHT) / 2
        fill = blend("accent_fill", "switch_off", self._place)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        paint_surface(painter, QRectF(0, top, TRACK_WIDTH, TRACK_HEIGHT), TRACK_HEIGHT / 2, fill)
        knob = TRACK_HEIGHT - 4
        x = 2 + self._place * (TRACK_WIDTH - TRACK_HEIGHT)
        paint_surface(painter, QRectF(x, top + 2, knob, knob), knob / 2, colour("on_fill"))
        painter.setOpacity(1.0)
        if self.text():
            left = TRACK_WIDTH + _GAP
            room = QRectF(left, 0, self.width() - left, self.height())
            paint_text(painter, room, self.text(), "text", colour("sub" if self.isEnabled() else "faint"))
