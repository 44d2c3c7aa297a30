"""One run as a page: verdict, charts, tables. It shows a `RunDetail` and reads nothing itself."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.results.detail import RunDetail
from loadstudio.gui.results.tables import RunTables
from loadstudio.gui.results.verdict_card import VerdictCard
from loadstudio.gui.run.run_charts import LATENCIES, RunCharts
from loadstudio.results.series import Series


class RunView(QWidget):
    """Shows one run after another. Empty until `make` is done."""

    def make(self) -> Iterator[None]:
        """Fill the view in pieces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.verdict = VerdictCard()
        column.addWidget(self.verdict)
        self.charts = RunCharts(failures=True)
        column.addWidget(self.charts, 555)
        yield
        yield from self.charts.make()
        yield
        self.tables = RunTables()
        column.addWidget(self.tables, 445)

    def show_detail(self, detail: RunDetail) -> None:
        """Show a run."""
        if detail.verdict is not None:
            self.verdict.show_verdict(detail.verdict)
        else:
            self.verdict.say(self.tr("This run is going on."), self.tr("Its verdict stands here when it is over."))
        self.verdict.caption.show_caption(detail.path, detail.caption)
        self.verdict.caption.show()
        self._show_charts(detail)
        self.tables.show_detail(detail)

    def show_problem(self, sentence: str) -> None:
        """Say why a run cannot be shown."""
        self.verdict.say(self.tr("This run cannot be read."), sentence)
        self.verdict.ways_out.show()
        self.verdict.caption.hide()
        self.charts.hide()
        self.tables.hide()

    def _show_charts(self, detail: RunDetail) -> None:
        self.charts.show()
        self.tables.show()
        self.charts.begin(detail.info.limits)
        series = detail.series
        self.charts.show_columns(
            series.second,
            series.users,
            series.requests_per_s,
            {key: _column(series, key) for key in LATENCIES},
            series.failed_per_s,
        )
        if series.second:
            self.charts.show_whole(series.second[-1] + 1)
        for broke in detail.verdict.breaks if detail.verdict is not None else ():
            word = self.tr("{0} over the limit").format(clock_text(broke.second))
            if broke.limit.metric == "errors":
                word = self.tr("{0} too many errors").format(clock_text(broke.second))
            self.charts.mark(f"break-{broke.second}", broke.second, word)
        words = {
            "users": self.tr("{0} load changed"),
            "stop": self.tr("{0} stopped"),
            "worker": self.tr("{0} worker lost"),
        }
        for moment in detail.moments:
            if moment.kind in words:
                word = words[moment.kind].format(clock_text(moment.second))
                self.charts.mark(f"{moment.kind}-{moment.second}", moment.second, word, "neutral")
            elif moment.kind == "note":
                self.charts.mark_note(f"note-{moment.second}-{moment.text}", moment.second, moment.text)


def _column(series: Series, key: str) -> tuple[float, ...]:
    values = {"p50": series.p50_ms, "p95": series.p95_ms, "p99": series.p99_ms}[key]
    return tuple(math.nan if value is None else value for value in values)
