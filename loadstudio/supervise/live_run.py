"""The numbers of a run in progress, ready to be drawn: totals, a point a second, each label's last seconds. No I/O."""

from __future__ import annotations

from collections import deque

import msgspec

from loadstudio.metrics.aggregate import (
    LabelTotals,
    RunTotals,
    SecondPoint,
    percentiles_ms,
    request_totals,
    second_point,
)
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import GeneratorInterval, Interval, LabelKind
from loadstudio.metrics.summary import GeneratorSummary

RECENT_S = 300
"""How many seconds of each label are kept for its sparkline."""
NOW_S = 10
"""Over how many seconds a number that is shown as the present one is taken: a single second is too few samples."""
TEN_S = 10


class TenSeconds(msgspec.Struct, frozen=True, kw_only=True):
    """Ten seconds as one point, from `second` on: the most users, all requests together, latencies of all of them.

    `seconds` is less than ten where the run ended.
    """

    second: int
    seconds: int
    users: int
    requests: int
    failed: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None


class _Gathering:
    """What is in of the present ten seconds."""

    def __init__(self, second: int) -> None:
        self.second = second // TEN_S * TEN_S
        self.seconds = self.users = 0
        self.totals = LabelTotals()

    def add(self, users: int, requests: LabelTotals) -> None:
        self.seconds += 1
        self.users = max(self.users, users)
        self.totals.count += requests.count
        self.totals.failed += requests.failed
        self.totals.latency.add(requests.latency.pairs())

    def point(self) -> TenSeconds:
        p50, p95, p99 = percentiles_ms(self.totals.latency)
        return TenSeconds(
            second=self.second,
            seconds=self.seconds,
            users=self.users,
            requests=self.totals.count,
            failed=self.totals.failed,
            p50_ms=p50,
            p95_ms=p95,
            p99_ms=p99,
        )


class LiveRun:
    """Feed it intervals in the order of their seconds. `points` has one each second, `tens` one each ten seconds that
    are complete; `latest` is the last interval.
    """

    def __init__(self) -> None:
        self.totals = RunTotals()
        self.points: list[SecondPoint] = []
        self.tens: list[TenSeconds] = []
        self.latest: Interval | None = None
        self.trust = GeneratorSummary()
        """Whether the numbers so far can be believed, as the engine judges."""
        self.error_seconds: dict[tuple[str, str], tuple[int, int]] = {}
        """In which second each (label, reason) of `totals.errors` came first, and in which last."""
        self._recent_p95_ms: dict[tuple[LabelKind, str], deque[tuple[int, float]]] = {}
        self._gathering: _Gathering | None = None
        self._now: deque[LabelTotals] = deque(maxlen=NOW_S)

    def add(self, interval: Interval) -> None:
        """Take in a second."""
        self.totals.add(interval)
        self.points.append(second_point(interval))
        self.latest = interval
        requests = request_totals(interval)
        self._now.append(requests)
        self._gather(interval, requests)
        for error in interval.errors:
            cause = (error.label, error.reason)
            first, _ = self.error_seconds.get(cause, (interval.second, 0))
            self.error_seconds[cause] = (first, interval.second)
        for part in interval.labels:
            recent = self._recent_p95_ms.setdefault((part.kind, part.label), deque(maxlen=RECENT_S))
            recent.append((interval.second, Histogram(part.latency).percentile_us(95) / 1000))

    def _gather(self, interval: Interval, requests: LabelTotals) -> None:
        if self._gathering is not None and interval.second >= self._gathering.second + TEN_S:
            self.finish()
        if self._gathering is None:
            self._gathering = _Gathering(interval.second)
        self._gathering.add(interval.users, requests)

    def finish(self) -> None:
        """Nothing more comes: the last seconds are as complete as they will be."""
        if self._gathering is not None:
            self.tens.append(self._gathering.point())
            self._gathering = None

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
