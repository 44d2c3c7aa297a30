"""The two charts of a run, live or stored: how long answers take; requests a second and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.chart_cards import add_chart, chart_row
from loadstudio.gui.charts.chart_series import Numbers
from loadstudio.gui.charts.chart_twin import ChartTwin
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.charts.time_view import TimeView
from loadstudio.gui.units import count_text, milliseconds_text, per_second_text
from loadstudio.plan.model import Limit

LATENCIES = ("p50", "p95", "p99")
_NOTE_LENGTH = _NAME_LENGTH = 24


class RunCharts(QWidget):
    """Two cards with one cross line and one time; `viewed(TimeView)` tells that the person changed the time. With
    `failures` the failed requests of a second are drawn, too.
    """

    viewed = Signal(object)

    def __init__(self, *, failures: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: tuple[Limit, ...] = ()
        self._failures = failures

    def make(self) -> Iterator[None]:
        """Fill the widget in pieces."""
        row = chart_row()
        self.setLayout(row)
        self.latency = TimeChart(self.tr("How long answers take"), unit=self.tr(" ms"))
        add_chart(row, self.latency)
        yield
        self.latency.add_series("p50", self.tr("half (p50)"), "p50", wording=milliseconds_text, short="p50")
        self.latency.add_series("p95", self.tr("95 % (p95)"), "p95", wording=milliseconds_text, short="p95")
        self.latency.add_series("p99", self.tr("99 % (p99)"), "p99", wording=milliseconds_text, short="p99")
        yield
        self.rate = TimeChart(self.tr("Requests a second and people"), unit=self.tr(" / s"))
        add_chart(row, self.rate)
        yield
        self.rate.add_series(
            "rate", self.tr("requests / s"), "throughput", wording=per_second_text, short=self.tr("requests")
        )
        self.rate.add_series("users", self.tr("people"), "sub", right=True, fill=True, wording=count_text)
        if self._failures:
            self.rate.add_series(
                "failed", self.tr("failed / s"), "bad", wording=per_second_text, short=self.tr("failed")
            )
        self.rate.set_least_top(4)
        self.rate.set_least_top(10, right=True)
        yield
        self.latency.link(self.rate)
        self.twins = tuple(ChartTwin(chart) for chart in (self.latency, self.rate))
        for chart in (self.latency, self.rate):
            chart.viewed.connect(self.viewed)

    def begin(self, limits: Iterable[Limit]) -> None:
        """Empty both charts for another run and draw its limits on all answers."""
        self._limits = tuple(limits)
        self.latency.clear()
        self.rate.clear()
        self.set_subject("")

    def set_subject(self, step: str) -> None:
        """Say that the lines are about one step, with its limits, or with '' about all requests."""
        name = step if len(step) <= _NAME_LENGTH else step[: _NAME_LENGTH - 1].rstrip() + "…"
        if step:
            self.latency.set_title(self.tr("How long {0} takes").format(name), name)
            self.rate.set_title(self.tr("{0}, times a second").format(name), name)
            self.rate.rename_series("rate", self.tr("times / s"))
        else:
            self.latency.set_title(self.tr("How long answers take"))
            titles = self.tr("Requests a second and people"), self.tr("Requests and people"), self.tr("Requests")
            self.rate.set_title(*titles)
            self.rate.rename_series("rate", self.tr("requests / s"), self.tr("requests"))
        self.latency.clear_limits()
        for limit in self._limits:
            if limit.metric in LATENCIES and limit.label == step:
                word = self.tr("limit for {0}").format(limit.metric)
                far = self.tr("{0}: {1}, far above").format(word, milliseconds_text(limit.value))
                self.latency.set_limit(limit.metric, limit.value, word, far=far)

    def show_columns(
        self,
        seconds: Numbers,
        users: Numbers,
        rate: Numbers,
        latencies: Mapping[str, Numbers],
        failed: Numbers | None = None,
    ) -> None:
        """Show all points: columns of one length, latencies in ms by `p50`, `p95`, `p99`."""
        self.latency.set_columns(seconds, {key: latencies[key] for key in LATENCIES})
        self.rate.set_columns(
            seconds, {"users": users, "rate": rate} | ({"failed": failed} if failed is not None else {})
        )

    def show_tens(self, seconds: Numbers, users: Numbers, rate: Numbers, latencies: Mapping[str, Numbers]) -> None:
        """Give the tables rows of ten seconds, as `show_columns` gives the points."""
        for key in LATENCIES:
            self.latency.set_coarse(key, seconds, latencies[key])
        self.rate.set_coarse("users", seconds, users)
        self.rate.set_coarse("rate", seconds, rate)

    def show_whole(self, seconds: float) -> None:
        """Let all of the time end where a run that is over ended, without room for more."""
        for chart in (self.latency, self.rate):
            chart.end_at(max(1.0, seconds - 1))

    def show_view(self, view: TimeView) -> None:
        """Show this time in both charts."""
        for chart in (self.latency, self.rate):
            chart.show_view(view)

    def mark(self, key: str, at_s: float, word: str, token: str = "bad", *, text: str = "") -> None:
        """Mark a moment in both charts; a break of a limit belongs to the answers alone."""
        for chart in (self.latency,) if token == "bad" else (self.latency, self.rate):
            chart.set_moment(key, at_s, word, token, text=text)

    def mark_note(self, key: str, at_s: float, note: str) -> None:
        """Mark a moment of which the person wrote a note; the badge has its beginning, the cross line all of it."""
        word = note if len(note) <= _NOTE_LENGTH else note[: _NOTE_LENGTH - 1].rstrip() + "…"
        self.mark(key, at_s, f"{clock_text(at_s)} {word}", "accent", text=note)
