"""The chart over time: named series, limits, moments, a cross line that several charts share.

What it shows comes from `set_data`; it asks nobody. The drawing is in `plot_surface`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, override

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.plot_surface import (
    EMPTY,
    Array,
    LimitMark,
    MomentMark,
    PlotSurface,
    as_array,
    curve_style,
)
from loadstudio.gui.theme import colour, theme
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

Numbers = Sequence[float] | NDArray[Any]
Wording = Callable[[float], str]


class _Series:
    def __init__(self, text: str, token: str, *, right: bool, fill: bool, wording: Wording, curve: Any) -> None:
        self.text, self.token, self.right, self.fill = text, token, right, fill
        self.wording = wording
        self.curve = curve
        self.x: Array = EMPTY
        self.y: Array = EMPTY

    def highest(self) -> float:
        if self.y.size == 0 or bool(np.all(np.isnan(self.y))):
            return 0.0
        return float(np.nanmax(self.y))

    def value_at(self, at_s: float) -> float:
        """Return the value of the newest point at or before a moment; NaN when there is none."""
        index = int(np.searchsorted(self.x, at_s, side="right")) - 1
        return float(self.y[index]) if index >= 0 else math.nan

    def nearest_x(self, at_s: float) -> float:
        index = int(np.searchsorted(self.x, at_s))
        around = self.x[max(0, index - 1) : index + 1]
        return float(around[np.argmin(np.abs(around - at_s))]) if around.size else math.nan


class TimeChart(QWidget):
    """Series over seconds since the start, with a title row whose right end is the legend.

    `unit` and `right_unit` stand at the highest tick. `hovered(float)` tells the moment under the mouse, NaN when it
    left.
    """

    hovered = Signal(float)

    def __init__(
        self,
        title: str,
        *,
        name: str = "",
        unit: str = "",
        right_unit: str = "",
        least_span_s: float = 60,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or title)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._series: dict[str, _Series] = {}
        self._least_span_s = least_span_s
        self._window_s: float | None = None
        self._range: tuple[float, float] | None = None
        self._least_top: dict[str, float] = {"left": 0.0, "right": 0.0}
        self._plot = PlotSurface(unit=unit, right_unit=right_unit)
        self._readout = _Readout(self._plot)
        self._title = Label(title, "card")
        legend = QWidget()
        self._legend = QHBoxLayout(legend)
        self._legend.setContentsMargins(0, 0, 0, 0)
        self._legend.setSpacing(16)
        head = Flow(gap=12, line_gap=4, spread=True)  # the legend stands below the title where the chart is narrow
        head.addWidget(self._title)
        head.addWidget(legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._plot, 1)
        self._plot.viewport().setMouseTracking(True)
        self._plot.viewport().installEventFilter(self)
        theme().changed.connect(self._dress)

    def add_series(
        self,
        key: str,
        text: str,
        token: str,
        *,
        right: bool = False,
        fill: bool = False,
        wording: Wording | None = None,
        short: str = "",
    ) -> None:
        """Add a series with its legend (`short` where the chart is narrow).

        `wording` makes words of a value for the cross line's box; plain digits else.
        """
        curve = self._plot.new_curve(right=right)
        curve.setData(EMPTY, EMPTY, **curve_style(token, fill=fill))
        words = wording or (lambda value: f"{value:,.0f}")
        self._series[key] = _Series(text, token, right=right, fill=fill, wording=words, curve=curve)
        self._legend.addWidget(_LegendEntry(text, short or text, token))
        self._fit_legend()

    def _fit_legend(self) -> None:
        """Use the short words of the legend while title and long words have not the room that they need."""
        entries = [item.widget() for item in map(self._legend.itemAt, range(self._legend.count())) if item is not None]
        legend = [entry for entry in entries if isinstance(entry, _LegendEntry)]
        needed = self._title.sizeHint().width() + sum(entry.long_width() + 16 for entry in legend)
        for entry in legend:
            entry.shorten(short=needed > self.width())

    def set_data(self, key: str, x: Numbers, y: Numbers) -> None:
        """Replace the points of a series: seconds (ascending) and values; NaN makes a gap. Raises KeyError for an
        unknown series.

        Raises ValueError when the two are not of the same length.
        """
        series = self._series[key]
        xs, ys = as_array(x), as_array(y)
        if xs.shape != ys.shape or xs.ndim != 1:
            raise ValueError(f"Series '{key}' has {xs.size} moments and {ys.size} values.")
        series.x, series.y = xs, ys
        series.curve.setData(xs, ys)
        self._fit()

    def data(self, key: str) -> tuple[Array, Array]:
        """Return the points of a series."""
        return self._series[key].x, self._series[key].y

    def clear(self) -> None:
        """Take all points, limits and moments away; the series stay."""
        for series in self._series.values():
            series.x = series.y = EMPTY
            series.curve.setData(EMPTY, EMPTY)
        for key in tuple(self._plot._limits):
            self._plot.set_limit(key, None)
        for key in tuple(self._plot._moments):
            self._plot.set_moment(key, None)
        self._range = None
        self.show_cross(math.nan)
        self._fit()

    def set_limit(self, key: str, value: float, word: str) -> None:
        """Draw a dashed line at a value of the left axis with a word on it; the axis always reaches it."""
        self._plot.set_limit(key, LimitMark(value=value, word=word))
        self._fit()

    def clear_limit(self, key: str) -> None:
        """Take a limit line away, if it is there."""
        self._plot.set_limit(key, None)
        self._fit()

    def set_moment(self, key: str, at_s: float, word: str, token: str = "bad") -> None:
        """Draw a dashed line at a moment with a badge on it; `token` neutral for what the person did, bad for a
        break."""
        self._plot.set_moment(key, MomentMark(at_s=at_s, word=word, token="sub" if token == "neutral" else token))

    def clear_moments(self) -> None:
        """Take all marks of moments away."""
        for key in tuple(self._plot._moments):
            self._plot.set_moment(key, None)

    @property
    def limits(self) -> tuple[LimitMark, ...]:
        return self._plot.limits

    @property
    def moments(self) -> tuple[MomentMark, ...]:
        return self._plot.moments

    def follow(self, window_s: float | None = None) -> None:
        """Show the newest `window_s` seconds, or everything from 0 for None (as at first)."""
        self._window_s = window_s
        self._range = None
        self._fit()

    def set_time_range(self, start_s: float, end_s: float) -> None:
        """Show exactly this time, until `follow` is called."""
        self._range = (start_s, end_s)
        self._fit()

    def set_least_top(self, value: float, *, right: bool = False) -> None:
        """Let an axis reach at least this value, so that small numbers look small."""
        self._least_top["right" if right else "left"] = value
        self._fit()

    def time_range(self) -> tuple[float, float]:
        """Return the shown time in seconds."""
        (start, end), _ = self._plot.box.viewRange()
        return float(start), float(end)

    def link(self, *others: TimeChart) -> None:
        """Share the cross line: hovering one of these charts shows it in all of them."""
        charts = (self, *others)
        for source in charts:
            for target in charts:
                if source is not target:
                    source.hovered.connect(target.show_cross)

    def show_cross(self, at_s: float) -> None:
        """Show the cross line and the values at a moment; NaN hides it."""
        moment = self._snap(at_s)
        self._plot.cross_s = None if math.isnan(moment) else moment
        rows = [
            (series.text, series.wording(value), series.token)
            for series in self._series.values()
            if not math.isnan(value := series.value_at(moment))
        ]
        if math.isnan(moment) or not rows:
            self._plot.cross_s = None
            self._readout.hide()
        else:
            self._readout.show_values(clock_text(moment), rows, self._plot.x_of(moment), self._plot.plot_rect())
        self._plot.viewport().update()

    def _snap(self, at_s: float) -> float:
        if math.isnan(at_s):
            return at_s
        nearest = [series.nearest_x(at_s) for series in self._series.values()]
        known = [moment for moment in nearest if not math.isnan(moment)]
        return min(known, key=lambda moment: abs(moment - at_s)) if known else math.nan

    def _fit(self) -> None:
        ends = [float(series.x[-1]) for series in self._series.values() if series.x.size]
        newest = max(ends, default=0.0)
        start, end = self._range or (0.0, max(self._least_span_s, newest * 1.02))
        if self._range is None and self._window_s is not None:
            end = max(self._window_s, newest)
            start = end - self._window_s
        tops = dict(self._least_top)
        for series in self._series.values():
            side = "right" if series.right else "left"
            tops[side] = max(tops[side], series.highest())
        self._plot.fit(start, end, tops["left"], tops["right"])

    def _dress(self) -> None:
        for series in self._series.values():
            style = curve_style(series.token, fill=series.fill)
            series.curve.setPen(style["pen"])
            if series.fill:
                series.curve.setFillBrush(style["fillBrush"])
        self._plot.dress()

    @override
    def hasHeightForWidth(self) -> bool:
        return False  # the plot takes what is left; the legend's lines must not change how a page is divided

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            place = event.position()
            inside = self._plot.plot_rect().contains(QPointF(place))
            self._tell(self._plot.moment_at(place.x()) if inside else math.nan)
        elif event.type() == QEvent.Type.Leave:
            self._tell(math.nan)
        return False

    def _tell(self, at_s: float) -> None:
        self.show_cross(at_s)
        self.hovered.emit(at_s)


class _LegendEntry(QWidget):
    """A short line in the series' colour and its word."""

    def __init__(self, text: str, short: str, token: str) -> None:
        super().__init__()
        self._long, self._short, self._token = text, short, token
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def long_width(self) -> int:
        return 18 + round(text_width(self._long, "second") + 0.5)

    def shorten(self, *, short: bool) -> None:
        text = self._short if short else self._long
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(18 + round(text_width(self._text, "second") + 0.5), 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() // 2 - 1, 12, 2, colour(self._token))
        paint_text(painter, QRectF(18, 0, self.width() - 18, self.height()), self._text, "second", colour("sub"))


class _Readout(QWidget):
    """The box beside the cross line: the moment, and each series' value there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._time = ""
        self._rows: list[tuple[str, str, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_values(self, time: str, rows: list[tuple[str, str, str]], x: float, area: QRectF) -> None:
        self._time, self._rows = time, rows
        width = max(text_width(text, "second") + text_width(value, "meter", tabular=True) for text, value, _ in rows)
        self.resize(round(width) + 18 + 20 + 20, 30 + 18 * len(rows))
        left = x + 12 if x + 12 + self.width() <= area.right() else x - 12 - self.width()
        self.move(round(max(area.left(), left)), round(area.top()) + 6)
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_surface(painter, QRectF(self.rect()), 8, colour("raised"), colour("line"))
        paint_text(painter, QRectF(10, 5, self.width() - 20, 18), self._time, "meter", colour("text"), tabular=True)
        for number, (text, value, token) in enumerate(self._rows):
            line = QRectF(10, 23 + 18 * number, self.width() - 20, 18)
            painter.fillRect(QRectF(line.left(), line.center().y() - 1, 12, 2), colour(token))
            paint_text(painter, line.adjusted(18, 0, 0, 0), text, "second", colour("sub"))
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, line, value, "meter", colour("text"), align=right, tabular=True)
