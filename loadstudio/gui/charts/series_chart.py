"""A chart of named series over time, with limits and moments: what it holds. Which of it is seen, and what a person
does with it, is `time_chart`'s; the drawing is in `plot_surface`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.charts.chart_head import ChartHead
from loadstudio.gui.charts.chart_series import ChartSeries, Numbers, Wording, points_of
from loadstudio.gui.charts.chart_table import ChartColumn
from loadstudio.gui.charts.plot_surface import EMPTY, Array, LimitMark, MomentMark, PlotSurface, curve_style
from loadstudio.gui.charts.time_view import Range
from loadstudio.gui.theme import colour, theme
from loadstudio.gui.units import count_text


class SeriesChart(QWidget):
    """Series over seconds since the start, with a title row whose right end is the legend.

    `unit` and `right_unit` stand at the highest tick. `changed` tells that other points or another time are shown.
    """

    changed = Signal()

    focus_ring_radius = 8

    def __init__(
        self, title: str, *, name: str = "", unit: str = "", right_unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or title)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._series: dict[str, ChartSeries] = {}
        self._least_top: dict[str, float] = {"left": 0.0, "right": 0.0}
        self._units = (unit, right_unit)
        self._plot = PlotSurface(unit=unit, right_unit=right_unit)
        self.head = ChartHead(title)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(self._faces, 1)
        theme().changed.connect(self._dress)

    def _fit(self) -> None:
        """Show what is to be seen by now."""
        raise NotImplementedError

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
        words = wording or count_text
        dots = self._plot.new_dots(right=right)
        dots.setBrush(colour(token))
        self._series[key] = ChartSeries(text, token, right=right, fill=fill, wording=words, curve=curve, dots=dots)
        self.head.legend.add(text, short or text, token)
        self.head.fit(self.width())

    def set_title(self, title: str, *shorter: str) -> None:
        """Say what the lines are about; `shorter` and shorter where the chart is narrow."""
        self.head.set_title(title, *shorter)
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

    def set_limit(self, key: str, value: float, word: str, *, far: str = "") -> None:
        """Draw a dashed line at a value of the left axis with a word on it. The axis always reaches it, unless it is
        `far` above the lines and would press them to the ground: then these words stand in its place.
        """
        self._plot.set_limit(key, LimitMark(value=value, word=word, far=far))
        self._fit()

    def clear_limits(self) -> None:
        """Take all limit lines away."""
        keys = tuple(self._plot._limits)
        for key in keys:
            self._plot.set_limit(key, None)
        if keys:
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

    def set_least_top(self, value: float, *, right: bool = False) -> None:
        """Let an axis reach at least this value, so that small numbers look small."""
        self._least_top["right" if right else "left"] = value
        self._fit()

    def time_range(self) -> Range:
        """Return the shown time in seconds."""
        (start, end), _ = self._plot.box.viewRange()
        return float(start), float(end)

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
