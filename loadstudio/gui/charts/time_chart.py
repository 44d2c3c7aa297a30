"""The chart over time: a cross line, and a time to be seen, that several charts share. It asks nobody. What it holds is
`series_chart`'s, the mouse is in `gestures`.
"""

from __future__ import annotations

import math
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts import time_view
from loadstudio.gui.charts.chart_parts import Readout
from loadstudio.gui.charts.chart_series import nearest_moment
from loadstudio.gui.charts.gestures import ZOOM, Gestures
from loadstudio.gui.charts.plot_surface import EMPTY
from loadstudio.gui.charts.series_chart import SeriesChart
from loadstudio.gui.charts.time_view import NEWEST, WHOLE, Range, TimeView
from loadstudio.gui.widgets.button import IconButton

_PAN_SHARE = 0.25


class TimeChart(SeriesChart):
    """A chart in which a person chooses the time that is seen, and looks at moments.

    `hovered(float)` tells the moment that the person looks at, NaN for none; `viewed(TimeView)` which time the person
    wants to see. Keys: arrows move the cross line, + and - come nearer and go back, PageUp and PageDown move the time,
    Home shows all and End the newest.
    """

    hovered = Signal(float)
    viewed = Signal(object)

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
        super().__init__(title, name=name, unit=unit, right_unit=right_unit, parent=parent)
        self._least_span_s = least_span_s
        self._view = WHOLE
        self._end_s: float | None = None
        self._cross_at_s = math.nan
        self._readout = Readout(self._plot)
        self.all_button = IconButton("zoom-out", self.tr("Show all of the time again"), size=24)
        self.all_button.hide()
        self.head.add_tool(self.all_button)
        self._listen()

    def _listen(self) -> None:
        gestures = Gestures(self._plot)
        gestures.hovered.connect(self._tell)
        gestures.pressed.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        gestures.chosen.connect(lambda start, end: self._want(time_view.chosen(start, end, self._whole())))
        gestures.zoomed.connect(self._zoom)
        gestures.panned.connect(self._pan)
        gestures.all_wanted.connect(lambda: self._want(WHOLE))
        self.all_button.clicked.connect(lambda: self._want(WHOLE))

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

    @override
    def _fit(self) -> None:
        start, end = self._view.range(self._whole(), self._newest())
        tops = dict(self._least_top)
        for series in self._series.values():
            side = "right" if series.right else "left"
            tops[side] = max(tops[side], series.highest(start, end))
        self._plot.fit(start, end, tops["left"], tops["right"])
        columns = round(self.width() * self.devicePixelRatioF())
        for series in self._series.values():
            series.draw(start, end, columns)
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
