"""What a worker measures: samples that its users put down as they go, turned into one interval each second.

Putting one down is a list's append; counting many of them into a histogram at once costs a tenth of counting each. They
are counted a few labels at a time, many times a second: all of a second at once would keep the users waiting for 10 ms
and more, and one request in a hundred would be measured that much too long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from loadstudio.engine.http.response import Timing
from loadstudio.metrics.histogram import Histogram, HistogramPairs
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval, LabelKind

_SAMPLES_KEPT = 3
MOST_REASONS = 50
"""A label that fails for more has reasons with something in them that changes each time: they would fill the memory of
a long run, and nobody would read them.
"""
OTHER_REASONS = "one of many other reasons"
_TURNS = 8
"""Each label is counted once in so many calls of `Sampler.count`, or oftener where there are fewer labels."""
_MOST_BY_US = 2000
"""So many go into a histogram within a millisecond."""

ON_TIME_S = 0.0005
"""A request sent within this time of the moment it was due is on time: not worth a sample."""


class Samples:
    """Durations in seconds: `add` puts one down, `count` counts those put down since, `take` begins anew.

    Equal microseconds are counted first, which takes no Python for each; they go into the histogram when they have
    become many, or at the end.
    """

    __slots__ = ("_by_us", "_fresh", "_histogram", "add")

    def __init__(self) -> None:
        self._fresh: list[float] = []
        self._by_us: Counter[int] = Counter()
        self._histogram = Histogram()
        self.add: Callable[[float], None] = self._fresh.append

    def count(self) -> None:
        """Count what was put down."""
        if not self._fresh:
            return
        by_us = self._by_us
        by_us.update([int(value * 1e6) for value in self._fresh])
        self._fresh.clear()
        if len(by_us) > _MOST_BY_US:
            self._into_histogram()

    def _into_histogram(self) -> None:
        self._histogram.record_all(self._by_us)
        self._by_us.clear()

    @property
    def uncounted(self) -> int:
        """How many wait to be counted."""
        return len(self._fresh)

    def take(self) -> Histogram:
        """Return the histogram of what was put down and begin anew."""
        self.count()
        self._into_histogram()
        taken, self._histogram = self._histogram, Histogram()
        return taken


class Tally:
    """One label within the present second. `add` takes a latency in seconds; `unsent` failures have none.

    What answers in one piece on open connections do not have, is put down by `time` and `add_unanswered`.
    """

    __slots__ = (
        "_connects", "_first_bytes", "_latencies", "_other_latencies", "_tls", "add", "bytes_received", "bytes_sent",
        "failed", "kind", "label", "unsent",
    )  # fmt: skip

    def __init__(self, label: str, kind: LabelKind) -> None:
        self.label = label
        self.kind = kind
        self._latencies = Samples()
        self.add = self._latencies.add
        self._other_latencies = Samples()  # of answers in several pieces, and where none came
        self._first_bytes = Samples()
        self._connects = Samples()
        self._tls = Samples()
        self._begin()

    def _begin(self) -> None:
        self.unsent = 0
        self.failed = 0
        self.bytes_received = 0
        self.bytes_sent = 0

    def time(self, timing: Timing, latency_s: float) -> None:
        """Put down the phases of an answered request whose latency was added."""
        if timing.first_byte_s is not None:
            self._other_latencies.add(latency_s)
            self._first_bytes.add(timing.first_byte_s)
        if timing.connect_s:
            self._connects.add(timing.connect_s)
            if timing.tls_s:
                self._tls.add(timing.tls_s)

    def add_unanswered(self, latency_s: float) -> None:
        """Put down a request that got no answer: it has a latency, but no first byte."""
        self.add(latency_s)
        self._other_latencies.add(latency_s)

    def count(self) -> None:
        """Count the samples of which there can be many."""
        self._latencies.count()
        self._other_latencies.count()
        self._first_bytes.count()

    @property
    def uncounted(self) -> int:
        """How many latencies wait to be counted."""
        return self._latencies.uncounted

    def take(self) -> LabelInterval | None:
        """Return what was put down and begin anew; None when there was nothing."""
        latency = self._latencies.take()
        if not latency.counts and not self.unsent:
            return None
        pairs = latency.pairs()
        taken = LabelInterval(
            label=self.label,
            kind=self.kind,
            count=latency.count + self.unsent,
            failed=self.failed,
            bytes_received=self.bytes_received,
            bytes_sent=self.bytes_sent,
            latency=pairs,
            first_byte=self._first_byte(latency),
            connect=self._connects.take().pairs(),
            tls=self._tls.take().pairs(),
        )
        self._begin()
        return taken

    def _first_byte(self, latency: Histogram) -> HistogramPairs | None:
        """Return the latencies with those that were no first bytes replaced, None where all were; uses `latency` up."""
        others = self._other_latencies.take()
        if not others.counts:
            return None
        latency.subtract(others.pairs())
        latency.add(self._first_bytes.take().pairs())
        return latency.pairs()


class Sampler:
    """All tallies of a worker. `late` takes how late a request was sent, in seconds, where it is more than
    ON_TIME_S.
    """

    __slots__ = ("_errors", "_late", "_reasons", "_sampled", "_tallies", "_turn", "late", "passes_completed",
                 "passes_dropped", "passes_failed")  # fmt: skip

    def __init__(self) -> None:
        self._tallies: dict[tuple[LabelKind, str], Tally] = {}
        self._errors: dict[tuple[str, str], int] = {}
        self._sampled: dict[tuple[str, str], int] = {}
        self._reasons: dict[str, int] = {}
        self._late = Samples()
        self.late = self._late.add
        self._turn = 0
        self.passes_completed = 0
        self.passes_failed = 0
        self.passes_dropped = 0

    def tally(self, label: str, kind: LabelKind) -> Tally:
        """Return the one tally of a label; requests with the same name share it."""
        key = (kind, label)
        if key not in self._tallies:
            self._tallies[key] = Tally(label, kind)
        return self._tallies[key]

    def count(self) -> None:
        """Count the samples of those labels whose turn it is."""
        tallies = tuple(self._tallies.values())
        turns = max(1, min(_TURNS, len(tallies)))
        self._turn = (self._turn + 1) % turns
        for tally in tallies[self._turn :: turns]:
            tally.count()
        self._late.count()

    def fail(self, label: str, reason: str) -> bool:
        """Count a failure; return whether it should be kept whole, as the first few of each label and reason are.

        What fails for more than MOST_REASONS counts together under OTHER_REASONS from then on.
        """
        key = (label, reason)
        if key not in self._sampled:
            known = self._reasons.get(label, 0)
            if known >= MOST_REASONS:
                key = (label, OTHER_REASONS)
            else:
                self._reasons[label] = known + 1
        self._errors[key] = self._errors.get(key, 0) + 1
        seen = self._sampled.get(key, 0)
        if seen < _SAMPLES_KEPT:
            self._sampled[key] = seen + 1
        return seen < _SAMPLES_KEPT

    def take(
        self, second: int, *, users: int, active: int, cpu_percent: float, stall_s: float, memory_bytes: int
    ) -> Interval:
        """Return what happened since the last call as the interval `second`, and begin anew."""
        labels = tuple(taken for tally in self._tallies.values() if (taken := tally.take()) is not None)
        lateness = self._late.take()
        sent = sum(label.count for label in labels if label.kind == "request")
        lateness.record(0, max(0, sent - lateness.count))
        interval = Interval(
            second=second,
            users=users,
            active=active,
            iterations_completed=self.passes_completed,
            iterations_failed=self.passes_failed,
            iterations_dropped=self.passes_dropped,
            labels=labels,
            errors=tuple(
                ErrorCount(label=label, reason=reason, count=count) for (label, reason), count in self._errors.items()
            ),
            generator=GeneratorInterval(
                cpu_percent=round(cpu_percent, 1),
                lateness_ms_p99=round(lateness.percentile_us(99) / 1000, 3),
                hub_stall_ms_max=round(stall_s * 1000, 3),
                memory_bytes=memory_bytes,
                workers=1,
            ),
        )
        self._errors = {}
        self.passes_completed = self.passes_failed = self.passes_dropped = 0
        return interval
