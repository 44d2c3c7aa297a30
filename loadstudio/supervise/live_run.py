"""The numbers of a run in progress, ready to be drawn: totals, a point a second, each label's last seconds. No I/O."""

from __future__ import annotations

from array import array
from collections import deque

import msgspec

from loadstudio.metrics.aggregate import SecondPoint, percentiles_ms, second_point
from loadstudio.metrics.histogram import Histogram, LongHistogram, percentiles_us_of
from loadstudio.metrics.interval import GeneratorInterval, Interval, LabelInterval, LabelKind
from loadstudio.metrics.summary import GeneratorSummary
from loadstudio.metrics.totals import LabelTotals, RunTotals, request_totals

RECENT_S = 300
"""How many seconds of a step its sparkline shows."""
KEPT_S = 6 * 3600
"""How many seconds of a step are kept at least: with 200 steps that are 90 MB."""
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
        self.totals.join(requests)

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


class StepPoints:
    """The seconds in which a step ended, in order: how often, and its latencies in ms. As arrays: they are many."""

    def __init__(self) -> None:
        self.seconds = array("i")
        self.counts = array("i")
        self.p50_ms = array("f")
        self.p95_ms = array("f")
        self.p99_ms = array("f")

    def add(self, second: int, part: LabelInterval) -> None:
        """Take in what ended in a second."""
        if not part.latency:
            return
        p50, p95, p99 = percentiles_us_of(part.latency, (50, 95, 99))
        self.seconds.append(second)
        self.counts.append(part.count)
        self.p50_ms.append(p50 / 1000)
        self.p95_ms.append(p95 / 1000)
        self.p99_ms.append(p99 / 1000)
        if len(self.seconds) > KEPT_S * 1.2:
            for column in (self.seconds, self.counts, self.p50_ms, self.p95_ms, self.p99_ms):
                del column[: len(column) - KEPT_S]

    def recent_p95_ms(self) -> array[float]:
        """Return the p95 of the last seconds."""
        return self.p95_ms[-RECENT_S:]


class LiveRun:
    """Feed it intervals in the order of their seconds. `points` has one each second, `tens` one each ten seconds that
    are complete; `latest` is the last interval.
    """

    def __init__(self) -> None:
        self.totals = RunTotals(phases=False, histogram=LongHistogram)
        self.points: list[SecondPoint] = []
        self.tens: list[TenSeconds] = []
        self.latest: Interval | None = None
        self.trust = GeneratorSummary()
        """Whether the numbers so far can be believed, as the engine judges."""
        self.error_seconds: dict[tuple[str, str], tuple[int, int]] = {}
        """In which second each (label, reason) of `totals.errors` came first, and in which last."""
        self.steps: dict[str, StepPoints] = {}
        """Each step, second by second."""
        self._gathering: _Gathering | None = None
        self._now: deque[LabelTotals] = deque()
        self._now_latency = Histogram()

    def add(self, interval: Interval) -> None:
        """Take in a second."""
        requests = request_totals(interval, phases=False)
        self.totals.add(interval, requests)
        self.points.append(second_point(interval, requests))
        self.latest = interval
        self._now.append(requests)
        self._now_latency.add(requests.latency.pairs())
        if len(self._now) > NOW_S:
            self._now_latency.subtract(self._now.popleft().latency.pairs())
        self._gather(interval, requests)
        for error in interval.errors:
            cause = (error.label, error.reason)
            first, _ = self.error_seconds.get(cause, (interval.second, 0))
            self.error_seconds[cause] = (first, interval.second)
        for part in interval.labels:
            if part.kind == "transaction":
                self.steps.setdefault(part.label, StepPoints()).add(interval.second, part)

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
        """Return all requests of the last `NOW_S` seconds together: how many, how many failed, their latencies."""
        together = LabelTotals(latency=self._now_latency)
        together.count = sum(second.count for second in self._now)
        together.failed = sum(second.failed for second in self._now)
        return together

    def labels(self, kind: LabelKind) -> tuple[LabelTotals, ...]:
        """Return the totals of each request or each transaction, in the order in which they first appeared."""
        return tuple(totals for (its_kind, _), totals in self.totals.labels.items() if its_kind == kind)
