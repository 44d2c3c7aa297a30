"""Samples added up as intervals come: those of one label, and those of a whole run or of a part of it."""

from __future__ import annotations

from collections.abc import Callable

from loadstudio.metrics.histogram import Counts, Histogram
from loadstudio.metrics.interval import GeneratorInterval, Interval, LabelInterval, LabelKind
from loadstudio.metrics.summary import IterationsSummary

KINDS: tuple[LabelKind, ...] = ("request", "transaction", "pass")
"""In the order in which they are looked for and told."""


class LabelTotals:
    """All samples of one label, or of several together. Mutable: intervals are added as they come."""

    __slots__ = (
        "_first_byte_unlike", "bytes_received", "bytes_sent", "connect", "count", "failed", "kind", "label", "latency",
        "tls",
    )  # fmt: skip

    def __init__(self, label: str = "", kind: LabelKind = "request", *, latency: Counts | None = None) -> None:
        self.label = label
        self.kind: LabelKind = kind
        self.count = 0
        self.failed = 0
        self.bytes_received = 0
        self.bytes_sent = 0
        self.latency: Counts = Histogram() if latency is None else latency
        self.connect = Histogram()
        self.tls = Histogram()
        self._first_byte_unlike = Histogram()  # what to add to the latencies: mostly nothing

    def add(self, part: LabelInterval, *, phases: bool = True) -> None:
        """Add what one interval holds of it; without `phases` only outcome and latencies: a third of the work."""
        self.count += part.count
        self.failed += part.failed
        self.bytes_received += part.bytes_received
        self.bytes_sent += part.bytes_sent
        self.latency.add(part.latency)
        if not phases:
            return
        if part.first_byte is not None:
            self._first_byte_unlike.add(part.first_byte)
            self._first_byte_unlike.subtract(part.latency)
        if part.connect:
            self.connect.add(part.connect)
            self.tls.add(part.tls)

    def join(self, other: LabelTotals) -> None:
        """Add outcome and latencies of other samples."""
        self.count += other.count
        self.failed += other.failed
        self.bytes_received += other.bytes_received
        self.bytes_sent += other.bytes_sent
        self.latency.add(other.latency.pairs())

    @property
    def first_byte(self) -> Histogram:
        """The times until the first byte of the answers; empty for what is no request."""
        found = Histogram()
        if self.kind == "request":
            found.add(self.latency.pairs())
            found.add(self._first_byte_unlike.pairs())
            found.counts = {bucket: count for bucket, count in found.counts.items() if count}
        return found

    @property
    def failed_ratio(self) -> float:
        """The share that failed, from 0 to 1; 0 when there were none."""
        return self.failed / self.count if self.count else 0.0

    def interval(self) -> LabelInterval:
        """Return the totals as the value that intervals hold."""
        return LabelInterval(
            label=self.label,
            kind=self.kind,
            count=self.count,
            failed=self.failed,
            bytes_received=self.bytes_received,
            bytes_sent=self.bytes_sent,
            latency=self.latency.pairs(),
            first_byte=self.first_byte.pairs() if any(self._first_byte_unlike.counts.values()) else None,
            connect=self.connect.pairs(),
            tls=self.tls.pairs(),
        )


class RunTotals:
    """A run so far (or a window of it): feed it intervals, whole seconds or parts of one, in any order.

    `labels` keeps the order in which labels first appeared; `requests` is all requests together, transactions not
    counted. Without `phases` nothing is known of first bytes and connections. `histogram` keeps the latencies.
    """

    def __init__(self, *, phases: bool = True, histogram: Callable[[], Counts] = Histogram) -> None:
        self._phases = phases
        self._histogram = histogram
        self.labels: dict[tuple[LabelKind, str], LabelTotals] = {}
        self.requests = LabelTotals(latency=histogram())
        self.errors: dict[tuple[str, str], int] = {}
        self.users_max = 0
        self.workers_max = 0
        self.iterations = IterationsSummary()
        self.generator: dict[int, GeneratorInterval] = {}
        """How this computer coped, by second."""
        self.seconds = 0
        """How many seconds the run has lasted, from its start to the end of the last interval seen."""

    def add(self, interval: Interval, requests: LabelTotals | None = None) -> None:
        """Add one interval; `requests` are all its requests together, where they are known and phases are not asked."""
        self.users_max = max(self.users_max, interval.users)
        self.workers_max = max(self.workers_max, interval.generator.workers)
        self.iterations = IterationsSummary(
            completed=self.iterations.completed + interval.iterations_completed,
            failed=self.iterations.failed + interval.iterations_failed,
            dropped=self.iterations.dropped + interval.iterations_dropped,
        )
        for part in interval.labels:
            key = (part.kind, part.label)
            totals = self.labels.get(key)
            if totals is None:
                totals = self.labels[key] = LabelTotals(part.label, part.kind, latency=self._histogram())
            totals.add(part, phases=self._phases)
            if part.kind == "request" and requests is None:
                self.requests.add(part, phases=self._phases)
        if requests is not None:
            self.requests.join(requests)
        for error in interval.errors:
            cause = (error.label, error.reason)
            self.errors[cause] = self.errors.get(cause, 0) + error.count
        self.generator[interval.second] = interval.generator
        self.seconds = max(self.seconds, interval.second + 1)

    def find(self, label: str) -> LabelTotals | None:
        """Return the totals of a request or step by its label ('': all requests), or None when it never ended.

        A request goes before a step of the same name, a step before a scenario's passes.
        """
        if not label:
            return self.requests
        found = (self.labels.get((kind, label)) for kind in KINDS)
        return next((totals for totals in found if totals is not None), None)


def request_totals(interval: Interval, *, phases: bool = True) -> LabelTotals:
    """Return all requests of an interval together."""
    totals = LabelTotals()
    for part in interval.labels:
        if part.kind == "request":
            totals.add(part, phases=phases)
    return totals
