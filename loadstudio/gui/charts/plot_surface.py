"""pyqtgraph dressed as the design asks: axes with round ticks, a soft grid, no frame, dashed marks with words.

`TimeChart` says what is shown; this module knows how pyqtgraph shows it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, override

import msgspec
import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from loadstudio.gui.charts.plot_axes import SoftGrid, WordAxis
from loadstudio.gui.charts.ticks import time_labels, value_labels, value_ticks
from loadstudio.gui.theme import colour, tokens
from loadstudio.gui.widgets.painting import badge_width, paint_badge, paint_text, text_width

Array = NDArray[np.float64]
EMPTY: Array = np.empty(0, dtype=np.float64)

_NEAR_PX = DOT_PX = 4
_LIMIT_REACH = 4.0
"""A limit that is more times as high as the highest line would press the lines to the ground."""
LEFT_AXIS, RIGHT_AXIS, TIME_AXIS = 56, 40, 24


class LimitMark(msgspec.Struct, frozen=True, kw_only=True):
    """A dashed line across the chart with a word on it, at a value of the left axis. `far` is said in its place where
    it is far above the lines.
    """

    value: float
    word: str
    token: str = "bad"
    far: str = ""


class MomentMark(msgspec.Struct, frozen=True, kw_only=True):
    """A dashed line down the chart with a badge on it, at a moment. `text` is all there is to say, where that is more
    than the word on the badge.
    """

    at_s: float
    word: str
    text: str = ""
    token: str = "bad"


class PlotSurface(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot over time with a left and an optional right axis. Ranges and ticks are set by `fit`, never by the
    mouse."""

    def __init__(self, *, unit: str, right_unit: str) -> None:
        self._axes = {"left": WordAxis("left"), "right": WordAxis("right"), "bottom": WordAxis("bottom")}
        super().__init__(axisItems=self._axes, background=colour("panel"), enableMenu=False)  # menus take 50 ms
        self._units = {"left": unit, "right": right_unit}
        self._limits: dict[str, LimitMark] = {}
        self._moments: dict[str, MomentMark] = {}
        self.cross_s: float | None = None
        self._band: tuple[float, float] | None = None
        self.right_box: pg.ViewBox | None = None
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.hideButtons()
        item.setContentsMargins(0, 0, 0, 0)
        item.hideAxis("right")
        self._make_room()
        self.box: pg.ViewBox = item.getViewBox()
        self._prepare_box(self.box)
        self._axes["left"].setWidth(LEFT_AXIS)
        self._axes["bottom"].setHeight(TIME_AXIS)
        self._grid = SoftGrid(self.box)
        self.box.addItem(self._grid, ignoreBounds=True)

    @staticmethod
    def _prepare_box(box: pg.ViewBox) -> None:
        box.setMouseEnabled(False, False)
        box.disableAutoRange()
        box.setDefaultPadding(0)

    def open_right_axis(self) -> None:
        """Give the plot its right axis, once."""
        if self.right_box is not None:
            return
        item = self.getPlotItem()
        item.showAxis("right")
        self._axes["right"].setWidth(RIGHT_AXIS)
        self.right_box = pg.ViewBox(enableMenu=False)
        self._prepare_box(self.right_box)
        item.scene().addItem(self.right_box)
        self._axes["right"].linkToView(self.right_box)
        self.right_box.setXLink(self.box)
        self.right_box.setZValue(-50)
        self._make_room()
        self.box.sigResized.connect(self._align_right)

    def _align_right(self) -> None:
        if self.right_box is not None:
            self.right_box.setGeometry(self.box.sceneBoundingRect())

    def _make_room(self) -> None:
        top = 28 if self._moments else 20 if self._limits else 6
        self.getPlotItem().layout.setContentsMargins(0, top, 0 if self.right_box is not None else 16, 0)

    def new_curve(self, *, right: bool) -> pg.PlotDataItem:
        """Return an empty line on the left or right axis. It paints all points that it is given."""
        curve = pg.PlotDataItem(connect="finite", antialias=True)
        self._side(right=right).addItem(curve)
        return curve

    def new_dots(self, *, right: bool) -> pg.ScatterPlotItem:
        """Return dots on the left or right axis, none yet: for points that no line reaches."""
        dots = pg.ScatterPlotItem(size=DOT_PX, pen=None)
        self._side(right=right).addItem(dots)
        return dots

    def _side(self, *, right: bool) -> pg.ViewBox:
        if right:
            self.open_right_axis()
        return self.right_box if right else self.box

    def set_limit(self, key: str, mark: LimitMark | None) -> None:
        """Set or take away a limit line."""
        _set_or_drop(self._limits, key, mark)
        self._make_room()
        self.viewport().update()

    def set_moment(self, key: str, mark: MomentMark | None) -> None:
        """Set or take away a moment's mark; the first one makes room for its badge above the plot."""
        _set_or_drop(self._moments, key, mark)
        self._make_room()
        self.viewport().update()

    def set_band(self, from_x: float | None, to_x: float = 0.0) -> None:
        """Tint what is being chosen, from one place in the widget to another; None takes the tint away."""
        self._band = None if from_x is None else (min(from_x, to_x), max(from_x, to_x))
        self.viewport().update()

    @property
    def limits(self) -> tuple[LimitMark, ...]:
        return tuple(self._limits.values())

    @property
    def moments(self) -> tuple[MomentMark, ...]:
        return tuple(self._moments.values())

    def moments_near(self, at_s: float) -> tuple[MomentMark, ...]:
        """Return the marks that stand so near to a moment that one sees no difference."""
        x = self.x_of(at_s)
        return tuple(mark for mark in self.moments if abs(self.x_of(mark.at_s) - x) <= _NEAR_PX)

    def fit(self, start_s: float, end_s: float, highest_left: float, highest_right: float) -> None:
        """Show the time from start to end and values from 0 to the given highest ones, with round ticks."""
        near = [mark.value for mark in self.limits if not (mark.far and 0 < highest_left * _LIMIT_REACH < mark.value)]
        highest_left = max([highest_left, *near])
        wanted = 4 if self.height() >= 200 else 3
        left = value_ticks(highest_left, wanted)
        words = value_labels(left, self._units["left"])
        self._axes["left"].setTicks([list(words)])
        self._widen_left(max(text_width(word, "axis", tabular=True) for _, word in words))
        self._grid.set_levels(left)
        room = max(120.0, self.box.width())
        self._axes["bottom"].setTicks([list(time_labels(start_s, end_s, room, 56))])
        self.box.setRange(xRange=(start_s, end_s), yRange=(0, left[-1] * 1.04), padding=0, disableAutoRange=True)
        if self.right_box is not None:
            right = value_ticks(highest_right, 2)
            self._axes["right"].setTicks([list(value_labels(right, self._units["right"]))])
            self.right_box.setYRange(0, right[-1] * 1.04, padding=0)
        self.scene().prepareForPaint()  # else pyqtgraph does it in painting, and asks to be painted once more

    def _widen_left(self, words_px: float) -> None:
        """Give the left axis the room that its longest label needs: pyqtgraph leaves out what does not fit."""
        width = max(LEFT_AXIS, math.ceil(words_px) + 14)
        if width != self._axes["left"].width():
            self._axes["left"].setWidth(width)

    def dress(self) -> None:
        """Take the colours of the theme anew."""
        for axis in self._axes.values():
            axis.dress()
        self._grid.update()
        self.setBackground(colour("panel"))

    def x_of(self, at_s: float) -> float:
        """Return where a moment stands in the widget."""
        return float(self.box.mapViewToScene(QPointF(at_s, 0)).x())

    def y_of(self, value: float) -> float:
        """Return where a value of the left axis stands in the widget."""
        return float(self.box.mapViewToScene(QPointF(0, value)).y())

    def moment_at(self, x: float) -> float:
        """Return the moment at a place in the widget."""
        return float(self.box.mapSceneToView(QPointF(x, 0)).x())

    def plot_rect(self) -> QRectF:
        """Return where the lines are drawn, in the widget."""
        return QRectF(self.box.sceneBoundingRect())

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        area = self.plot_rect()
        if self._band is not None:
            left, right = self._band
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()) & area, colour("accent", 0.14))
        for limit in self._limits.values():
            self._paint_limit(painter, area, limit)
        taken: list[tuple[float, float]] = []
        for moment in sorted(self._moments.values(), key=lambda mark: (mark.token != "bad", mark.at_s)):
            self._paint_moment(painter, area, moment, taken)
        if self.cross_s is not None:
            painter.setPen(QPen(colour("faint"), 1))
            x = round(self.x_of(self.cross_s))
            painter.drawLine(x, round(area.top()), x, round(area.bottom()))
        painter.restore()

    def _paint_limit(self, painter: QPainter, area: QRectF, mark: LimitMark) -> None:
        y = round(self.y_of(mark.value))
        word, token = mark.word, mark.token
        if y < area.top():
            y, word, token = round(area.top()) + 18, mark.far, "sub"
        else:
            painter.setPen(_dashes(token))
            painter.drawLine(round(area.left()), y, round(area.right()), y)
        words = QRectF(area.left() + 6, y - 17, area.width() - 12, 16)
        behind = QRectF(words.left() - 2, y - 16, text_width(word, "axis") + 4, 14)
        painter.fillRect(behind, colour("panel", 0.8))  # lines may run through the word
        paint_text(painter, words, word, "axis", colour(token))

    def _paint_moment(
        self, painter: QPainter, area: QRectF, mark: MomentMark, taken: list[tuple[float, float]]
    ) -> None:
        """Paint a moment; its badge only where no other stands (`taken`: from, to)."""
        x = round(self.x_of(mark.at_s))
        if not area.left() - 1 <= x <= area.right() + 1:
            return
        painter.setPen(_dashes(mark.token))
        painter.drawLine(x, round(area.top()) - 8, x, round(area.bottom()))
        kind: Any = mark.token if mark.token in ("ok", "warn", "bad", "accent") else "neutral"
        width = badge_width(mark.word, kind, "")
        left = min(max(area.left(), x - width / 2), area.right() - width)
        if all(left > end + 4 or left + width < start - 4 for start, end in taken):
            taken.append((left, left + width))
            paint_badge(painter, left, area.top() - 14, mark.word, kind, icon="")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _set_or_drop[Mark](marks: dict[str, Mark], key: str, mark: Mark | None) -> None:
    if mark is None:
        marks.pop(key, None)
    else:
        marks[key] = mark


def _dashes(token: str) -> QPen:
    pen = QPen(colour(token), 1)
    pen.setDashPattern([4, 2])
    pen.setCosmetic(True)
    return pen


def curve_style(token: str, *, fill: bool) -> dict[str, Any]:
    """Return pen and brush of a line: one cosmetic pixel, and under people a thin tint."""
    style: dict[str, Any] = {"pen": pg.mkPen(colour(token), width=1)}
    if fill:
        style["fillLevel"] = 0
        style["fillBrush"] = pg.mkBrush(colour(token, tokens().people_fill_percent / 100))
    return style


def as_array(values: Sequence[float] | NDArray[Any]) -> Array:
    """Return values as an array of floats, without copying one that is one already."""
    return np.asarray(values, dtype=np.float64)
