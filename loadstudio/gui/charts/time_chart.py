"""The chart over time: named series, limits, moments, a cross line and a time that several charts share.

What it shows comes from `set_data`; it asks nobody. The drawing is in `plot_surface`, the mouse in `gestures`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts import time_view
from loadstudio.gui.charts.chart_head import ChartHead
from loadstudio.gui.charts.chart_parts import Readout
from loadstudio.gui.charts.chart_series import ChartSeries, Numbers, Wording, nearest_moment, points_of
from loadstudio.gui.charts.chart_table import ChartColumn
from loadstudio.gui.charts.gestures import ZOOM, Gestures
from loadstudio.gui.charts.plot_surface import EMPTY, Array, LimitMark, MomentMark, PlotSurface, curve_style
from loadstudio.gui.charts.time_view import NEWEST, WHOLE, Range, TimeView
from loadstudio.gui.theme import colour, theme
from loadstudio.gui.widgets.button import IconButton

_PAN_SHARE = 0.25


class TimeChart(QWidget):
    """Series over seconds since the start, with a title row whose right end is the legend.

    `unit` and `right_unit` stand at the highest tick. `hovered(float)` tells the moment that the person looks at, NaN
    for none; `viewed(TimeView)` which time the person wants to see; `changed` that other points or another time are
    shown. Keys: arrows move the cross line, + and - come nearer and go back, PageUp and PageDown move the time, Home
    shows all and End the newest.
    """

    hovered = Signal(float)
    viewed = Signal(object)
    changed = Signal()

    focus_ring_radius = 8

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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._series: dict[str, ChartSeries] = {}
        self._least_span_s = least_span_s
        self._view = WHOLE
        self._end_s: float | None = None
        self._cross_at_s = math.nan
        self._least_top: dict[str, float] = {"left": 0.0, "right": 0.0}
        self._units = (unit, right_unit)
        self._plot = PlotSurface(unit=unit, right_unit=right_unit)
        self._readout = Readout(self._plot)
        self._lay_out(title)
        self._listen()
        theme().changed.connect(self._dress)

    def _lay_out(self, title: str) -> None:
        self.all_button = IconButton("zoom-out", self.tr("Show all of the time again"), size=24)
        self.all_button.hide()
        self.head = ChartHead(title)
        self.head.add_tool(self.all_button)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(self._faces, 1)

    def set_twin(self, twin: QWidget) -> None:
        """Give the chart what can be shown in the place of its lines."""
        self._faces.addWidget(twin)

    def show_twin(self, shown: bool) -> None:
        """Show the twin, or the lines again."""
        self._faces.setCurrentIndex(1 if shown else 0)
        self.head.legend.setVisible(not shown)  # the table's columns have titles
        self.head.fit(self.width())

    @property
    def twin_shown(self) -> bool:
        return self._faces.currentIndex() == 1

    def _listen(self) -> None:
        gestures = Gestures(self._plot)
        gestures.hovered.connect(self._tell)
        gestures.pressed.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        gestures.chosen.connect(lambda start, end: self._want(time_view.chosen(start, end, self._whole())))
        gestures.zoomed.connect(self._zoom)
        gestures.panned.connect(self._pan)
        gestures.all_wanted.connect(lambda: self._want(WHOLE))
        self.all_button.clicked.connect(lambda: self._want(WHOLE))

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
        dots = self._plot.new_dots(right=right)
        dots.setBrush(colour(token))
        self._series[key] = ChartSeries(text, token, right=right, fill=fill, wording=words, curve=curve, dots=dots)
        self.head.legend.add(text, short or text, token)
        self.head.fit(self.width())

    def set_title(self, title: str, short: str = "") -> None:
        """Say what the lines are about; `short` where the chart is narrow."""
        self.head.set_title(title, short)
        self.setAccessibleName(title)
        self.head.fit(self.width())

    def rename_series(self, key: str, text: str, short: str = "") -> None:
        """Change the words of a series. Raises KeyError for an unknown one."""
        self._series[key].text = text
        self.head.legend.rename(list(self._series).index(key), text, short or text)
        self.head.fit(self.width())

    def set_data(self, key: str, x: Numbers, y: Numbers) -> None:
        """Replace the points of a series: seconds (ascending) and values; NaN makes a gap. Raises KeyError for an
        unknown series.

        Raises ValueError when the two are not of the same length.
        """
        self._series[key].set_points(x, y)
        self._fit()

    def set_columns(self, x: Numbers, columns: Mapping[str, Numbers]) -> None:
        """Replace the points of several series that share their moments, as `set_data` does for one."""
        for key, y in columns.items():
            self._series[key].set_points(x, y)
        self._fit()

    def set_coarse(self, key: str, x: Numbers, y: Numbers) -> None:
        """Replace the points that stand for longer stretches, for the table: each from its second on."""
        self._series[key].coarse = points_of(x, y, key)
        self.changed.emit()

    @property
    def has_coarse(self) -> bool:
        """Whether there are points for longer stretches."""
        return any(series.coarse[0].size for series in self._series.values())

    def data(self, key: str) -> tuple[Array, Array]:
        """Return the points of a series."""
        return self._series[key].x, self._series[key].y

    def columns(self, *, coarse: bool = False) -> tuple[Array, tuple[ChartColumn, ...]]:
        """Return the points of the shown time as moments and columns."""
        start, end = self.time_range()
        longest = max((one.points(coarse)[0] for one in self._series.values()), key=len, default=EMPTY)
        moments = longest[longest.searchsorted(start) : longest.searchsorted(end, side="right")]
        columns = (
            ChartColumn(one.text, self._units[one.right], one.wording, one.values_at(moments, coarse=coarse))
            for one in self._series.values()
        )
        return moments, tuple(columns)

    def clear(self) -> None:
        """Take all points, limits and moments away and show all of the time; the series stay."""
        for series in self._series.values():
            series.set_points(EMPTY, EMPTY)
            series.coarse = (EMPTY, EMPTY)
        self.clear_limits()
        self.clear_moments()
        self._end_s = None
        self.show_cross(math.nan)
        self.show_view(WHOLE)

    def set_limit(self, key: str, value: float, word: str) -> None:
        """Draw a dashed line at a value of the left axis with a word on it; the axis always reaches it."""
        self._plot.set_limit(key, LimitMark(value=value, word=word))
        self._fit()

    def clear_limit(self, key: str) -> None:
        """Take a limit line away, if it is there."""
        self._plot.set_limit(key, None)
        self._fit()

    def clear_limits(self) -> None:
        """Take all limit lines away."""
        for key in tuple(self._plot._limits):
            self._plot.set_limit(key, None)
        self._fit()

    def set_moment(self, key: str, at_s: float, word: str, token: str = "bad", *, text: str = "") -> None:
        """Draw a dashed line at a moment with a badge on it; `token` neutral for what the person did, bad for a
        break. The cross line tells `text`, or else the word.
        """
        kind = "sub" if token == "neutral" else token
        self._plot.set_moment(key, MomentMark(at_s=at_s, word=word, token=kind, text=text))

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

    # Which time is shown

    @property
    def view(self) -> TimeView:
        """Which time is wanted."""
        return self._view

    def show_view(self, view: TimeView) -> None:
        """Show this time, without telling."""
        self._view = view
        self.all_button.setVisible(view.kind == "chosen")
        self.head.fit(self.width())
        self._fit()

    def follow(self, window_s: float | None = None) -> None:
        """Show the newest `window_s` seconds, or everything from 0 for None (as at first)."""
        self.show_view(WHOLE if window_s is None else TimeView(kind="newest", span_s=window_s))

    def set_time_range(self, start_s: float, end_s: float) -> None:
        """Show exactly this time, until `follow` is called."""
        self.show_view(TimeView(kind="chosen", start_s=start_s, end_s=end_s))

    def end_at(self, end_s: float) -> None:
        """Let all of the time end here, without room for more: nothing more comes. `clear` takes it back."""
        self._end_s = end_s
        self._fit()

    def set_least_top(self, value: float, *, right: bool = False) -> None:
        """Let an axis reach at least this value, so that small numbers look small."""
        self._least_top["right" if right else "left"] = value
        self._fit()

    def time_range(self) -> Range:
        """Return the shown time in seconds."""
        (start, end), _ = self._plot.box.viewRange()
        return float(start), float(end)

    def _newest(self) -> float:
        return max((float(series.x[-1]) for series in self._series.values() if series.x.size), default=0.0)

    def _whole(self) -> Range:
        if self._end_s is not None:
            return 0.0, self._end_s
        return 0.0, max(self._least_span_s, self._newest() * 1.02)

    def _want(self, view: TimeView) -> None:
        self.show_view(view)
        self.viewed.emit(view)

    def _zoom(self, factor: float, at_s: float) -> None:
        self._want(time_view.zoomed(self.time_range(), self._whole(), factor, at_s))

    def _pan(self, by_s: float) -> None:
        if self._view.kind != "whole":
            self._want(time_view.panned(self.time_range(), self._whole(), by_s))

    def _fit(self) -> None:
        start, end = self._view.range(self._whole(), self._newest())
        tops = dict(self._least_top)
        for series in self._series.values():
            side = "right" if series.right else "left"
            tops[side] = max(tops[side], series.highest(start, end))
        self._plot.fit(start, end, tops["left"], tops["right"])
        if not math.isnan(self._cross_at_s):
            self.show_cross(self._cross_at_s)
        self.changed.emit()

    # The cross line

    def link(self, *others: TimeChart) -> None:
        """Share the cross line and the time: what is done in one of these charts is seen in all of them."""
        charts = (self, *others)
        for source in charts:
            for target in charts:
                if source is not target:
                    source.hovered.connect(target.show_cross)
                    source.viewed.connect(target.show_view)

    def show_cross(self, at_s: float) -> None:
        """Show the cross line and the values at a moment; NaN hides it."""
        moment = nearest_moment(self._series.values(), at_s)
        start, end = self.time_range()
        rows = [
            (series.text, series.wording(value), series.token)
            for series in self._series.values()
            if not math.isnan(value := series.value_at(moment))
        ]
        self._cross_at_s = moment
        if math.isnan(moment) or not rows or not start <= moment <= end:
            self._plot.cross_s = None
            self._readout.hide()
            self.setAccessibleDescription("")
        else:
            self._plot.cross_s = moment
            rows += [(mark.text or mark.word, "", mark.token) for mark in self._plot.moments_near(moment)]
            self._readout.show_values(clock_text(moment), rows, self._plot.x_of(moment), self._plot.plot_rect())
            said = (f"{text} {value}".strip() for text, value, _ in rows)
            self.setAccessibleDescription(", ".join((clock_text(moment), *said)))
        self._plot.viewport().update()

    def _tell(self, at_s: float) -> None:
        self.show_cross(at_s)
        self.hovered.emit(at_s)

    def _step_cross(self, by: int) -> None:
        """Move the cross line by points, from the newest that is seen at first; the time follows at its edges."""
        longest = max((series.x for series in self._series.values()), key=len, default=EMPTY)
        if not longest.size:
            return
        start, end = self.time_range()
        at = self._plot.cross_s
        number = int(longest.searchsorted(end if at is None else at, side="right")) - 1
        number = min(len(longest) - 1, max(0, number if at is None else number + by))
        moment = float(longest[number])
        if not start <= moment <= end:
            self._pan(moment - (start if moment < start else end))
        self._tell(moment)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = Qt.Key(event.key()), self.time_range()
        middle = self._plot.cross_s if self._plot.cross_s is not None else sum(shown) / 2
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._step_cross(far if key == Qt.Key.Key_Right else -far)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(ZOOM, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / ZOOM, middle)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._pan((shown[1] - shown[0]) * _PAN_SHARE * (1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._want(WHOLE if key == Qt.Key.Key_Home else NEWEST)
        elif key == Qt.Key.Key_Escape and self._plot.cross_s is not None:
            self._tell(math.nan)
        else:
            super().keyPressEvent(event)

    # How it looks

    def _dress(self) -> None:
        for series in self._series.values():
            style = curve_style(series.token, fill=series.fill)
            series.curve.setPen(style["pen"])
            series.dots.setBrush(colour(series.token))
            if series.fill:
                series.curve.setFillBrush(style["fillBrush"])
        self._plot.dress()

    @override
    def hasHeightForWidth(self) -> bool:
        return False  # the plot takes what is left; the legend's lines must not change how a page is divided

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit(self.width())
        self._fit()
