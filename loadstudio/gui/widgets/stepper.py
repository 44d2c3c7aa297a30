"""The stepper: less, a number that can be typed, more."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.painting import paint_surface, text_width


class Stepper(QWidget):
    """`- 88 people +`. The buttons and the arrow keys change by `step`; a number may be typed. `changed(int)` tells
    the new value.

    `unit` is shown behind the number while it is not being typed.
    """

    changed = Signal(int)

    def __init__(
        self,
        value: int = 0,
        *,
        name: str,
        unit: str = "",
        step: int = 5,
        minimum: int = 0,
        maximum: int = 1_000_000,
        less_name: str = "",
        more_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value, self._unit, self._step = value, unit, step
        self._minimum, self._maximum = minimum, maximum
        self.setFixedHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._less = IconButton("minus", less_name or "−", token="text", size=38)
        self._more = IconButton("plus", more_name or "+", token="text", size=38)
        self._less.clicked.connect(lambda: self._person_sets(self._value - self._step))
        self._more.clicked.connect(lambda: self._person_sets(self._value + self._step))
        self._field = _NumberLine()
        self._field.setAccessibleName(name)
        self._field.setFont(font_of("strong", tabular=True))
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setFrame(False)
        self._field.setMinimumWidth(
            round(text_width(f"{maximum if maximum < 100_000 else 99_999:,} {unit}", "strong")) + 12
        )
        self._field.setMaximumWidth(self._field.minimumWidth())
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 1, 0)
        row.setSpacing(4)
        row.addWidget(self._less)
        row.addWidget(self._field)
        row.addWidget(self._more)
        self._show()

    @property
    def value(self) -> int:
        return self._value

    def set_value(self, value: int) -> None:
        """Show a value without telling; what is being typed is left alone."""
        self._value = max(self._minimum, min(self._maximum, value))
        if not self._field.hasFocus():
            self._show()

    def _show(self) -> None:
        self._field.setText(f"{count_text(self._value)} {self._unit}".strip())
        self._less.setEnabled(self.isEnabled() and self._value > self._minimum)
        self._more.setEnabled(self.isEnabled() and self._value < self._maximum)

    def _person_sets(self, value: int) -> None:
        before = self._value
        self._value = max(self._minimum, min(self._maximum, value))
        self._show()
        if self._value != before:
            self.changed.emit(self._value)

    def _take(self) -> None:
        digits = "".join(sign for sign in self._field.text() if sign.isdigit())
        self._person_sets(int(digits) if digits else self._value)
        self._field.selectAll()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._field.setText(str(self._value))
            self._field.setValidator(QIntValidator(self._minimum, self._maximum, self._field))
            self._field.selectAll()
            self.update()
        elif event.type() == QEvent.Type.FocusOut:
            self._field.setValidator(None)  # type: ignore[arg-type]  # Qt takes a null pointer: no validator
            self._take()
            self._field.deselect()
            self.update()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(Qt.Key(event.key()))
            if steps is not None:
                self._person_sets(self._value + steps)
                return True
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = "accent" if self._field.hasFocus() else "line"
        paint_surface(painter, QRectF(self.rect()), 8, colour("raised"), colour(edge))
        for x in (self._less.geometry().right() + 2, self._more.geometry().left() - 2):
            painter.fillRect(QRectF(x, 1, 1, self.height() - 2), colour("line"))


class _NumberLine(QLineEdit):
    """The number in the middle; its focus ring goes around the whole stepper."""

    focus_ring_radius = 8
    focus_ring_always = True

    def focus_ring_rect(self) -> QRect:
        stepper = self.parentWidget()
        return self.rect() if stepper is None else stepper.rect().translated(-self.pos())
