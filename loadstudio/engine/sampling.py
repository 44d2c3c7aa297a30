"""What a worker measures: samples that its users put down as they go, turned into one interval each second.

Putting one down is a list's append; counting them into histograms happens once a second for all, where it costs a
tenth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from loadstudio.engine.response import Timing
from loadstudio.metrics.histogram import Histogram, HistogramPairs
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval, LabelKind

_SAMPLES_KEPT = 3

ON_TIME_S = 0.0005
"""A request sent within this time of the moment it was due is on time: not worth a sample."""


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
        self._begin()

    def _begin(self) -> None:
        self._latencies: list[float] = []
        self.add: Callable[[float], None] = self._latencies.append
        self._other_latencies: list[float] = []  # of answers in several pieces, and where none came
        self._first_bytes: list[float] = []
        self._connects: list[float] = []
        self._tls: list[float] = []
        self.unsent = 0
        self.failed = 0
        self.bytes_received = 0
        self.bytes_sent = 0

    def time(self, timing: Timing, latency_s: float) -> None:
        """Put down the phases of an answered request whose latency was added."""
        if timing.first_byte_s is not None:
            self._other_latencies.append(latency_s)
            self._first_bytes.append(timing.first_byte_s)
        if timing.connect_s:
            self._connects.append(timing.connect_s)
            if timing.tls_s:
                self._tls.append(timing.tls_s)

    def add_unanswered(self, latency_s: float) -> None:
        """Put down a request that got no answer: it has a latency, but no first byte."""
        self.add(latency_s)
        self._other_latencies.append(latency_s)

    def take(self) -> LabelInterval | None:
        """Return what was put down and begin anew; None when there was nothing."""
        if not self._latencies and not self.unsent:
            return None
        latency = _histogram(self._latencies)
        pairs = latency.pairs()
        taken = LabelInterval(
            label=self.label,
            kind=self.kind,
            count=len(self._latencies) + self.unsent,
            failed=self.failed,
            bytes_received=self.bytes_received,
            bytes_sent=self.bytes_sent,
            latency=pairs,
            first_byte=self._first_byte(latency) if self._other_latencies else None,
            connect=_histogram(self._connects).pairs() if self._connects else (),
            tls=_histogram(self._tls).pairs() if self._tls else (),
        )
        self._begin()
        return taken

    def _first_byte(self, latency: Histogram) -> HistogramPairs:
        """Return the latencies with those that were no first bytes replaced; uses `latency` up."""
        latency.subtract(_histogram(self._other_latencies).pairs())
        latency.add(_histogram(self._first_bytes).pairs())
        return latency.pairs()


def _histogram(seconds: list[float]) -> Histogram:
    histogram = Histogram()
    for value_us, count in Counter([int(value * 1e6) for value in seconds]).items():
        histogram.record(value_us, count)
    return histogram


class Sampler:
    """All tallies of a worker. `late` takes how late a request was sent, in seconds, where it is more than
    ON_TIME_S.
    """

    __slots__ = ("_errors", "_late", "_sampled", "_tallies", "late", "passes_completed", "passes_dropped",
                 "passes_failed")  # fmt: skip

    def __init__(self) -> None:
        self._tallies: dict[tuple[LabelKind, str], Tally] = {}
        self._errors: dict[tuple[str, str], int] = {}
        self._sampled: dict[tuple[str, str], int] = {}
        self._late: list[float] = []
        self.late: Callable[[float], None] = self._late.append
        self.passes_completed = 0
        self.passes_failed = 0
        self.passes_dropped = 0

    def tally(self, label: str, kind: LabelKind) -> Tally:
        """Return the one tally of a label; requests with the same name share it."""
        key = (kind, label)
        if key not in self._tallies:
            self._tallies[key] = Tally(label, kind)
        return self._tallies[key]

    def fail(self, label: str, reason: str) -> bool:
        """Count a failure; return whether it should be kept whole, as the first few of each label and reason are."""
        key = (label, reason)
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
        lateness = _histogram(self._late)
        self._late = []
        self.late = self._late.append
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
