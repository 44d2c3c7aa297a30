"""The popover: up to three choices under what was pointed at; and the menu with its surface.

It is drawn inside its window, so that its shadow needs no compositor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import override

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBitmap, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

SHADOW = 32
_ROW = 50
_PAD = 6


class PopoverChoice(msgspec.Struct, frozen=True, kw_only=True):
    """One choice: a verb and a line of consequence."""

    key: str
    text: str
    consequence: str = ""
    icon: str = ""


class Floating(QWidget):
    """A surface over the window, under what was pointed at; `closed` tells that it went away. Esc and a click beside
    close it, then it deletes itself. Give it its size by
    `set_panel_size`.
    """

    closed = Signal()

    def __init__(self, *, name: str, window: QWidget) -> None:
        super().__init__(window)
        self._open = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def set_panel_size(self, width: int, height: int) -> None:
        """Take so much room, and the shadow around it."""
        self.resize(width + 2 * SHADOW, height + 2 * SHADOW)

    def open_under(self, place: QRect) -> None:
        """Open under a rectangle given in the window's coordinates, or above it where there is no room."""
        window = self.window()
        x = min(max(8, place.left()), window.width() - self.panel().width() - 8)
        y = place.bottom() + 6
        if y + self.panel().height() > window.height() - 8:
            y = max(8, place.top() - 6 - self.panel().height())
        self.move(x - SHADOW, y - SHADOW)
        self._open = True
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is an application while widgets live

    def open_at(self, widget: QWidget) -> None:
        """Open under a widget of the same window."""
        self.open_under(QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size()))

    def close_now(self) -> None:
        """Close it."""
        if not self._open:
            return
        self._open = False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def panel(self) -> QRect:
        """Return where the surface is, inside the shadow."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
        ):
            here = self.mapFromGlobal(event.globalPosition().toPoint())
            if not self.panel().contains(here):
                self.close_now()
                return watched.window() is self.window()
        elif event.type() == QEvent.Type.WindowDeactivate and watched is self.window():
            self.close_now()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        panel = QRectF(self.panel())
        paint_shadow(painter, panel, 12)
        paint_surface(painter, panel, 12, colour("raised"), colour("line"))


class Popover(Floating):
    """Shows choices; `chosen(key)` tells which, `closed` that it went away (after a choice too).

    The first choice is preselected; arrow keys move, Enter chooses.
    """

    chosen = Signal(str)

    def __init__(self, choices: Iterable[PopoverChoice], *, name: str, window: QWidget) -> None:
        super().__init__(name=name, window=window)
        self._choices = tuple(choices)
        self._current = 0
        self.setMouseTracking(True)
        words = [text_width(choice.text, "name") for choice in self._choices]
        lines = [text_width(choice.consequence, "second") for choice in self._choices]
        width = max(220, round(max((*words, *lines), default=0)) + 38 + 2 * _PAD + 24)
        self.set_panel_size(width, _ROW * len(self._choices) + 2 * _PAD)

    def _choose(self, index: int) -> None:
        key = self._choices[index].key
        self.chosen.emit(key)
        self.close_now()

    def _row_rect(self, index: int) -> QRect:
        panel = self.panel()
        return QRect(panel.left() + _PAD, panel.top() + _PAD + index * _ROW, panel.width() - 2 * _PAD, _ROW)

    def _row_at(self, point: QPoint) -> int:
        return next((i for i in range(len(self._choices)) if self._row_rect(i).contains(point)), -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._current = (self._current + 1) % len(self._choices)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._current = (self._current - 1) % len(self._choices)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._current)
        else:
            super().keyPressEvent(event)
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row >= 0:
            self._current = row
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row >= 0:
            self._choose(row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for index, choice in enumerate(self._choices):
            row = QRectF(self._row_rect(index)).adjusted(0, 1, 0, -1)
            chosen = index == self._current
            if chosen:
                paint_surface(painter, row, 8, colour("accent_tint"))
            if choice.icon:
                tint = colour("accent" if chosen else "sub")
                paint_icon(painter, choice.icon, row.left() + 10, row.center().y() - 8, 16, tint)
            left = row.left() + 38
            words = QRectF(left, row.top() + 6, row.right() - left - 8, 18)
            if not choice.consequence:
                words.moveTop(row.center().y() - 9)
            paint_text(painter, words, choice.text, "name", colour("text"))
            paint_text(painter, words.translated(0, 18), choice.consequence, "second", colour("sub"))


def paint_shadow(painter: QPainter, panel: QRectF, radius: float) -> None:
    """Paint the popover's shadow around a panel: offset 8, soft over 32, 27 % black at its densest."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = 18
    weights = [math.exp(-((2.2 * step / steps) ** 2)) for step in range(steps)]
    for step in range(steps - 1, -1, -1):
        grow = step * (SHADOW - 8) / steps - 4
        shade = QColor(0, 0, 0)
        shade.setAlphaF(0.27 * weights[step] / sum(weights))
        painter.setBrush(shade)
        painter.drawRoundedRect(panel.adjusted(-grow, -grow + 8, grow, grow + 8), radius + grow, radius + grow)


class Menu(QMenu):
    """A menu whose corners are cut round, also where there is no compositor."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        mask = QBitmap(self.size())
        mask.fill(Qt.GlobalColor.color0)
        painter = QPainter(mask)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.setPen(Qt.GlobalColor.color1)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        painter.end()
        self.setMask(mask)
