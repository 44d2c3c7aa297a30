"""The drawn load profile: people (or visitors a minute) over time, with points that can be dragged.

It holds a list of points and tells of each change; what a profile means, and whether it can be driven, is decided
elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.charts.ticks import time_labels, value_labels, value_ticks
from loadstudio.gui.theme import colour
from loadstudio.gui.units import level_number
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

Point = tuple[float, float]
_REACH = 14.0
_SHORT_S, _LONG_S = 120.0, 7200.0
_FEW, _MANY = 25.0, 1000.0


class ProfileChart(QWidget):
    """Points are (seconds since the start, people), ascending in time; the first stands at 0 s.

    `points_changed(tuple)` tells all points after each change by the person, `point_chosen(int)` the index of the
    chosen one or -1. Drag a point or use the arrow keys (with Shift ten times as far), Tab goes to the next, a double
    click adds one, Delete removes the chosen one. Points snap to 5 people and 10 s, where the profile is small or short
    to less, where it is large to more (see `snap`). With `editable=False` it is a picture.
    """

    points_changed = Signal(object)
    point_chosen = Signal(int)
    focus_ring_radius = 8

    def __init__(
        self,
        points: Sequence[Point] = (),
        *,
        name: str,
        unit: str = "people",
        unit_one: str = "person",
        at_word: str = "at",
        editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = tuple(points)
        self._unit, self._unit_one, self._at_word = unit, unit_one, at_word
        self._editable = editable
        self._chosen = -1
        self._dragging = False
        self._scale = (60.0, 10.0)
        self._fractions = False
        self.setAccessibleName(name)
        self.setMinimumHeight(210)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if editable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)

    @property
    def points(self) -> tuple[Point, ...]:
        return self._points

    @property
    def chosen(self) -> int:
        return self._chosen

    def set_points(self, points: Sequence[Point]) -> None:
        """Show other points without telling; the chosen index stays where it still exists."""
        self._points = tuple(points)
        self._chosen = min(self._chosen, len(self._points) - 1)
        self.update()

    def set_unit(self, unit: str, unit_one: str, *, fractions: bool = False) -> None:
        """Change the word behind the number (`people`/`person`, `a minute`/`a minute`), and whether a level may have a
        part of one.
        """
        self._unit, self._unit_one, self._fractions = unit, unit_one, fractions
        self.update()

    @property
    def snap(self) -> Point:
        """To which seconds and people a dragged point snaps, for the profile as it is drawn now."""
        end_s, highest = self._end_s(), self._highest()
        seconds = 1.0 if end_s < _SHORT_S else 10.0 if end_s < _LONG_S else 60.0
        if highest <= _FEW:
            return seconds, 0.5 if self._fractions and highest <= 10 else 1.0
        return seconds, 5.0 if highest <= _MANY else 10.0 ** (math.floor(math.log10(highest)) - 2) * 5

    def choose(self, index: int) -> None:
        """Choose a point without telling; -1 for none."""
        self._chosen = index
        self.update()

    # Geometry

    def _area(self) -> QRectF:
        left = max(52, 19 + max(text_width(words, "axis", tabular=True) for words in self._level_words()))
        return QRectF(self.rect()).adjusted(left, 44, -24, -30)

    def _level_words(self) -> tuple[str, ...]:
        return tuple(words for _, words in value_labels(value_ticks(self._highest(), 5), ""))

    def _end_s(self) -> float:
        if self._dragging:
            return self._scale[0]  # the scale must not move under the hand
        return max((at for at, _ in self._points), default=0.0) or 60.0

    def _highest(self) -> float:
        if self._dragging:
            return self._scale[1]
        highest = max((people for _, people in self._points), default=0.0)
        room_to_drag = max(highest * 1.12, highest + min(10.0, max(2.0, highest)))
        return value_ticks(room_to_drag, 5)[-1]

    def _place(self, point: Point) -> QPointF:
        area = self._area()
        x = area.left() + point[0] / self._end_s() * area.width()
        return QPointF(x, area.bottom() - point[1] / self._highest() * area.height())

    def _point_at(self, place: QPointF) -> Point:
        area = self._area()
        at = (place.x() - area.left()) / area.width() * self._end_s()
        people = (area.bottom() - place.y()) / area.height() * self._highest()
        return max(0.0, at), min(self._highest(), max(0.0, people))

    def _index_at(self, place: QPointF) -> int:
        for index, point in enumerate(self._points):
            offset = self._place(point) - place
            if offset.x() ** 2 + offset.y() ** 2 <= _REACH**2:
                return index
        return -1

    # Editing

    def _person_chooses(self, index: int) -> None:
        if index != self._chosen:
            self._chosen = index
            self.point_chosen.emit(index)
        self.update()

    def _move_to(self, index: int, at_s: float, people: float) -> None:
        lowest = self._points[index - 1][0] if index > 0 else 0.0
        highest = self._points[index + 1][0] if index + 1 < len(self._points) else float("inf")
        at, level = self._snapped(at_s, people)
        moved = (0.0 if index == 0 else min(highest, max(lowest, at)), level)
        if moved != self._points[index]:
            self._points = (*self._points[:index], moved, *self._points[index + 1 :])
            self.update()
            self.points_changed.emit(self._points)

    def _snapped(self, at_s: float, people: float) -> Point:
        seconds, level = self.snap
        return round(at_s / seconds) * seconds, max(0.0, round(people / level) * level)

    def _add_at(self, place: QPointF) -> None:
        at, people = self._point_at(place)
        index = sum(1 for moment, _ in self._points if moment <= at)
        self._points = (*self._points[:index], self._snapped(at, people), *self._points[index:])
        self._person_chooses(index)
        self.points_changed.emit(self._points)

    def _remove(self, index: int) -> None:
        if len(self._points) <= 2 or index <= 0:
            return
        self._points = (*self._points[:index], *self._points[index + 1 :])
        self._person_chooses(min(index, len(self._points) - 1))
        self.points_changed.emit(self._points)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._editable and event.button() == Qt.MouseButton.LeftButton:
            index = self._index_at(event.position())
            self._person_chooses(index)
            self._scale = (self._end_s(), self._highest())
            self._dragging = index >= 0

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging and self._chosen >= 0:
            at, people = self._point_at(event.position())
            self._move_to(self._chosen, at, people)
        elif self._editable:
            over = self._index_at(event.position()) >= 0
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._editable and self._index_at(event.position()) < 0 and self._area().contains(event.position()):
            self._add_at(event.position())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        seconds, level = (size * far for size in self.snap)
        moves = {
            Qt.Key.Key_Up: (0.0, level),
            Qt.Key.Key_Down: (0.0, -level),
            Qt.Key.Key_Left: (-seconds, 0.0),
            Qt.Key.Key_Right: (seconds, 0.0),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None and self._chosen >= 0:
            at, people = self._points[self._chosen]
            self._move_to(self._chosen, at + move[0], people + move[1])
        elif event.key() == Qt.Key.Key_Delete and self._chosen >= 0:
            self._remove(self._chosen)
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        following = self._chosen + (1 if next else -1)
        if self._editable and self.hasFocus() and 0 <= following < len(self._points):
            self._person_chooses(following)
            return True
        return super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._points:
            last = event.reason() == Qt.FocusReason.BacktabFocusReason
            self._person_chooses(len(self._points) - 1 if last else 0)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area()
        self._paint_axes(painter, area)
        if not self._points:
            return
        places = [self._place(point) for point in self._points]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent", 0.11))
        ground = [QPointF(places[-1].x(), area.bottom()), QPointF(places[0].x(), area.bottom())]
        painter.drawPolygon(QPolygonF([*places, *ground]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawPolyline(QPolygonF(places))
        if self._editable:
            self._paint_handles(painter, places)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        ticks = value_ticks(self._highest(), 5)
        for value, words in value_labels(ticks, ""):
            y = round(area.bottom() - value / self._highest() * area.height())
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), colour("line" if value == 0 else "soft"))
            room = QRectF(0, y - 8, area.left() - 17, 16)
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, room, words, "axis", colour("sub"), align=right, tabular=True)
        for at, words in time_labels(0, self._end_s(), area.width(), 100):
            x = area.left() + at / self._end_s() * area.width()
            centre = Qt.AlignmentFlag.AlignHCenter
            room = QRectF(x - 40, area.bottom() + 8, 80, 16)
            paint_text(painter, room, words, "axis", colour("sub"), align=centre, tabular=True)

    def _paint_handles(self, painter: QPainter, places: Sequence[QPointF]) -> None:
        for index, place in enumerate(places):
            chosen = index == self._chosen
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accent", 0.2))
                painter.drawEllipse(place, 13, 13)
            painter.setPen(QPen(colour("accent"), 1.8))
            painter.setBrush(colour("accent" if chosen else "panel"))
            painter.drawEllipse(place, 6, 6)
        if 0 <= self._chosen < len(places):
            self._paint_tip(painter, places[self._chosen], self._points[self._chosen])

    def _paint_tip(self, painter: QPainter, place: QPointF, point: Point) -> None:
        unit = self._unit_one if point[1] == 1 else self._unit
        words = f"{level_number(point[1])} {unit} {self._at_word} {_moment_text(point[0])}"
        width = text_width(words, "meter", tabular=True) + 20
        left = min(max(4.0, place.x() - width / 2), self.width() - width - 4)
        box = QRectF(left, max(2.0, place.y() - 48), width, 26)
        paint_surface(painter, box, 6, colour("tooltip"))
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, box, words, "meter", colour("tooltip_text"), align=centre, tabular=True)


def _moment_text(at_s: float) -> str:
    return duration_text(at_s) if at_s else "0 s"
