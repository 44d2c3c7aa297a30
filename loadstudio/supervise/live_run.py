"""The numbers of a run in progress, ready to be drawn: totals, a point a second, each label's last seconds. No I/O."""

from __future__ import annotations

from collections import deque

from loadstudio.metrics.aggregate import LabelTotals, RunTotals, SecondPoint, request_totals, second_point
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import GeneratorInterval, Interval, LabelKind
from loadstudio.metrics.summary import GeneratorSummary

RECENT_S = 300
"""How many seconds of each label are kept for its sparkline."""
NOW_S = 10
"""Over how many seconds a number that is shown as the present one is taken: a single second is too few samples."""


class LiveRun:
    """Feed it intervals in the order of their seconds. `points` has one each second; `latest` is the last interval."""

    def __init__(self) -> None:
        self.totals = RunTotals()
        self.points: list[SecondPoint] = []
        self.latest: Interval | None = None
        self.trust = GeneratorSummary()
        """Whether the numbers so far can be believed, as the engine judges."""
        self.error_seconds: dict[tuple[str, str], int] = {}
        """In which second each (label, reason) of `totals.errors` came last."""
        self._recent_p95_ms: dict[tuple[LabelKind, str], deque[tuple[int, float]]] = {}
        self._now: deque[LabelTotals] = deque(maxlen=NOW_S)

    def add(self, interval: Interval) -> None:
        """Take in a second."""
        self.totals.add(interval)
        self.points.append(second_point(interval))
        self.latest = interval
        self._now.append(request_totals(interval))
        for error in interval.errors:
            self.error_seconds[error.label, error.reason] = interval.second
        for part in interval.labels:
            recent = self._recent_p95_ms.setdefault((part.kind, part.label), deque(maxlen=RECENT_S))
            recent.append((interval.second, Histogram(part.latency).percentile_us(95) / 1000))

    @property
    def seconds(self) -> int:
        """How many seconds are in."""
        return self.totals.seconds

    @property
    def generator(self) -> GeneratorInterval:
        """How this computer coped in the last second."""
        return self.latest.generator if self.latest else GeneratorInterval()

    def requests_now(self) -> LabelTotals:
        """Return all requests of the last `NOW_S` seconds together."""
        together = LabelTotals()
        for second in self._now:
            together.add(second.interval())
        return together

    def labels(self, kind: LabelKind) -> tuple[LabelTotals, ...]:
        """Return the totals of each request or each transaction, in the order in which they first appeared."""
        return tuple(totals for (its_kind, _), totals in self.totals.labels.items() if its_kind == kind)

    def recent_p95_ms(self, kind: LabelKind, label: str) -> tuple[tuple[int, float], ...]:
        """Return (second, p95 in ms) of the last seconds in which the label had samples."""
        return tuple(self._recent_p95_ms.get((kind, label), ()))
