"""Two runs as a page: what changed in one sentence, charts on the same axes, steps and settings beside each other.

It shows a `ComparedRuns` and reads nothing itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.charts.chart_cards import add_chart, chart_row
from loadstudio.gui.charts.chart_twin import ChartTwin
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.results.compared_model import (
    ERRORS_BEFORE,
    ERRORS_CHANGE,
    P95_BEFORE,
    ChangesModel,
    ComparedModel,
)
from loadstudio.gui.results.detail import ComparedRuns, RunDetail
from loadstudio.gui.results.moments_of_runs import started_text, within_sentence
from loadstudio.gui.results.verdict_card import VerdictCard
from loadstudio.gui.units import milliseconds_text, per_second_text
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.spare_columns import SpareColumns
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.report.wording import shortened
from loadstudio.results.verdict import Verdict

_COLUMNS = (
    Column(),
    Column(100, right=True),
    Column(100, right=True),
    Column(216, right=True),
    Column(104, right=True),
    Column(96, right=True),
    Column(150, right=True),
)
_LONGEST_NAME = 40


class ComparisonView(QWidget):
    """Shows one comparison after another. Empty until `make` is done."""

    def make(self) -> Iterator[None]:
        """Fill the view in pieces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.verdict = VerdictCard()
        self.verdict.caption.hide()
        column.addWidget(self.verdict)
        charts = chart_row()
        column.addLayout(charts, 500)
        yield
        self.latency = _chart(self.tr("95 % answered within"), self.tr(" ms"), milliseconds_text, "p95", self)
        add_chart(charts, self.latency)
        yield
        self.rate = _chart(self.tr("Requests a second"), self.tr(" / s"), per_second_text, "throughput", self)
        add_chart(charts, self.rate)
        yield
        self.latency.link(self.rate)
        self.twins = tuple(ChartTwin(chart) for chart in (self.latency, self.rate))
        self.steps = ComparedModel("transaction", self)
        self.requests = ComparedModel("request", self)
        self.changes = ChangesModel(self)
        yield
        column.addWidget(self._tables(), 500)

    def _tables(self) -> Card:
        card = Card(padding=8)
        margins = card.layout()
        assert margins is not None
        margins.setContentsMargins(8, 6, 8, 8)
        words = (("steps", self.tr("Steps")), ("requests", self.tr("Requests")), ("settings", self.tr("Settings")))
        self.tabs = Tabs(words, name=self.tr("Tables of the comparison"))
        self.tabs.chosen.connect(self.show_tab)
        self._same = Label(self.tr("Plan, program and computer were the same."), "text", "sub")
        self._same.setContentsMargins(12, 14, 12, 0)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._same)
        column.addStretch(1)
        self._nothing = nothing
        self._tables_by_key = {
            "steps": _table(self.tr("Steps"), self.steps, _COLUMNS),
            "requests": _table(self.tr("Requests"), self.requests, _COLUMNS),
            "settings": _table(self.tr("Settings"), self.changes, (Column(220), Column(), Column())),
        }
        for key in ("steps", "requests"):
            SpareColumns(self._tables_by_key[key], (ERRORS_BEFORE, P95_BEFORE, ERRORS_CHANGE), least_px=180)
        self._stack = QStackedWidget()
        for widget in (*self._tables_by_key.values(), nothing):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.tabs)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(self._stack, 1)
        return card

    def show_tab(self, key: str) -> None:
        """Show a table: steps, requests or settings."""
        self.tabs.set_current(key)
        nothing = key == "settings" and not self.changes.changes
        self._stack.setCurrentWidget(self._nothing if nothing else self._tables_by_key[key])

    def show_compared(self, compared: ComparedRuns) -> None:
        """Show two runs."""
        told = compared.comparison
        self.verdict.show_verdict(
            Verdict(tone=told.tone, headline=told.headline, short="", detail=told.detail, badges=told.badges)
        )
        self.steps.show(told)
        self.requests.show(told)
        self.changes.show(compared.changes)
        self.tabs.set_count("settings", len(compared.changes) or None)
        for chart in (self.latency, self.rate):
            chart.clear()
        for key, detail in (("before", compared.before), ("now", compared.after)):
            series = detail.series
            self.latency.set_data(key, series.second, _gaps(series.p95_ms))
            self.rate.set_data(key, series.second, series.requests_per_s)
        self._mark_breaks(compared.after)
        ends = [detail.series.second[-1] for detail in (compared.before, compared.after) if detail.series.second]
        for chart in (self.latency, self.rate):
            chart.set_time_range(0, max(1, *ends) if ends else 1)
        self.show_tab(self.tabs.current())

    def _mark_breaks(self, detail: RunDetail) -> None:
        for limit in detail.info.limits:
            if limit.metric == "p95" and not limit.label:
                self.latency.set_limit("p95", limit.value, self.tr("limit for p95"))


def side_text(detail: RunDetail) -> str:
    """Return which run is meant: its title or name, and when it began."""
    when = within_sentence(started_text(detail.info.started_utc))
    return f"{shortened(detail.called, _LONGEST_NAME)} ({when})"


def _chart(title: str, unit: str, wording: object, token: str, view: QWidget) -> TimeChart:
    chart = TimeChart(title, unit=unit)
    chart.add_series("before", view.tr("before"), "sub", wording=wording)  # type: ignore[arg-type]  # a function from number to text
    chart.add_series("now", view.tr("now"), token, wording=wording)  # type: ignore[arg-type]  # as above
    return chart


def _table(name: str, model: QAbstractItemModel, columns: tuple[Column, ...]) -> DataTable:
    table = DataTable(name=name)
    table.setModel(model)
    table.set_columns(columns)
    return table


def _gaps(values: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(math.nan if value is None else value for value in values)
