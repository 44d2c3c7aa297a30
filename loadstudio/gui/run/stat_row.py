"""The four big numbers of a run: people, requests a second, 95 of 100 answers within, errors."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.language import number
from loadstudio.gui.run.live_points import LivePoints
from loadstudio.gui.units import count_text, milliseconds_text, per_second_text, percent_text
from loadstudio.gui.widgets.stat_card import StatCard
from loadstudio.metrics.measure import kept, measure
from loadstudio.plan.limits import value_text
from loadstudio.plan.model import Limit
from loadstudio.supervise.live_run import LiveRun

_MINUTE = 60
_RATE_S = 5


class StatRow(QWidget):
    """Shows the present numbers, each with its limit and its last minute. `begin` a run, then `refresh`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = StatCard(self.tr("People"), token="p50")
        self.rate = StatCard(self.tr("Requests a second"), token="throughput")
        self.latency = StatCard(self.tr("95 of 100 answers within"), token="p95")
        self.errors = StatCard(self.tr("Errors"), token="sub")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for card in (self.people, self.rate, self.latency, self.errors):
            card.setSizePolicy(
                QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
            )  # all four alike, whatever they say
            row.addWidget(card, 1)
        self._limits: dict[str, Limit] = {}

    def begin(self, limits: Iterable[Limit]) -> None:
        """Empty the cards for another run; its limits on all requests belong under the numbers."""
        self._limits = {limit.metric: limit for limit in limits if not limit.label}
        self.people.set_value("0", "")
        self.rate.set_value("–", self._note("rate"))
        self.latency.set_value("–", self._note("p95"))
        self.errors.set_value("–", self._note("errors"))
        for card in (self.people, self.rate, self.latency, self.errors):
            card.set_series(())
            card.set_broken(False)

    def refresh(self, live: LiveRun, points: LivePoints, going_to: str) -> None:
        """Show a run's present numbers; `going_to` is the line under the people."""
        last = slice(-_MINUTE, None)
        users = points.column("users")
        self.people.set_value(count_text(users[-1] if users.size else 0), going_to)
        self.people.set_series(users[last])
        self._show_rate(live, points)
        self._show_latency(live)
        self.latency.set_series(points.column("p95")[last])
        self._show_errors(live)
        self.errors.set_series(np.nan_to_num(points.column("errors")[last]))

    def show_whole(self, live: LiveRun) -> None:
        """Show the numbers of a run that is over: of all of it, where the verdict comes from."""
        requests = live.totals.requests
        self.people.set_value(count_text(live.totals.users_max), self.tr("most at once"))
        if requests.count and live.seconds:
            self.rate.set_value(per_second_text(requests.count / live.seconds), self._note("rate"))
            self.latency.set_value(milliseconds_text(measure(requests, "p95", 1)), self._note("p95"))
            self.latency.set_broken(self._broken("p95", live))
            self._show_errors(live)

    def _show_rate(self, live: LiveRun, points: LivePoints) -> None:
        rates = points.column("rate")
        if not rates.size:
            return
        now = float(rates[-_RATE_S:].mean())
        self.rate.set_value(per_second_text(now), self._note("rate") if now else self._why_none(live))
        self.rate.set_series(rates[-_MINUTE:])
        self.rate.set_broken(self._broken("rate", live))

    def _why_none(self, live: LiveRun) -> str:
        """Say why nothing comes back for seconds, which looks as if all had stopped."""
        latest = live.latest
        if latest is None or not latest.users:
            return self._note("rate")
        if latest.active:
            waiting = self.tr("1 waits for its answer"), self.tr("{0} wait for their answers")
            return waiting[latest.active != 1].format(count_text(latest.active))
        return self.tr("all pause between steps")

    def _show_latency(self, live: LiveRun) -> None:
        limit = self._limits.get("p95")
        now = live.requests_now()
        if not now.count:
            return
        now_ms = measure(now, "p95", 1)
        over_now = limit is not None and not kept("p95", now_ms, limit.value)
        broken = over_now or self._broken("p95", live)
        note = self._note("p95")
        if broken:
            whole = milliseconds_text(measure(live.totals.requests, "p95", 1))
            note = self.tr("{0}, whole run {1}").format(note, whole)
        self.latency.set_value(milliseconds_text(now_ms), note)
        self.latency.set_broken(broken)

    def _show_errors(self, live: LiveRun) -> None:
        requests = live.totals.requests
        if not requests.count:
            return
        counts = self.tr("{0} of {1}").format(count_text(requests.failed), count_text(requests.count))
        note = ", ".join(word for word in (counts, self._note("errors")) if word)
        self.errors.set_value(percent_text(requests.failed_ratio), note)
        self.errors.set_broken(self._broken("errors", live))

    def _broken(self, metric: str, live: LiveRun) -> bool:
        """Whether the limit is broken by the whole run so far; a rate is low at each start and judged at the end."""
        limit = self._limits.get(metric)
        if limit is None or limit.metric == "rate":
            return False
        return not kept(limit.metric, measure(live.totals.requests, limit.metric, live.seconds), limit.value)

    def _note(self, metric: str) -> str:
        limit = self._limits.get(metric)
        if limit is None:
            return "" if metric in ("rate", "errors") else self.tr("no limit")
        words = self.tr("at least {0}") if metric == "rate" else self.tr("limit {0}")
        return words.format(number(value_text(limit, limit.value)))
