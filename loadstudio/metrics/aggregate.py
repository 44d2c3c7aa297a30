"""Intervals added up: workers' parts to one second, seconds to the totals of a run, totals to its summary.

Limits are judged elsewhere (`measure` measures one, the plan knows them); nothing here reads a clock or a file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import msgspec

from loadstudio.metrics.histogram import Counts, Histogram
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval, LabelKind
from loadstudio.metrics.summary import (
    ErrorSummary,
    IterationsSummary,
    LabelSummary,
    LatencySummary,
    LimitResult,
    Phases,
    PhaseSummary,
    RequestsSummary,
    Summary,
)
from loadstudio.metrics.trust import generator_summary

_KINDS: tuple[LabelKind, ...] = ("request", "transaction", "pass")


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
        found = (self.labels.get((kind, label)) for kind in _KINDS)
        return next((totals for totals in found if totals is not None), None)


class SecondPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One second as a point of the charts, all requests together. Latencies are None where nothing ended."""

    second: int
    users: int
    active: int
    requests: int
    failed: int
    bytes_received: int
    bytes_sent: int
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None


def merge_intervals(second: int, parts: Sequence[Interval]) -> Interval:
    """Return one interval of what several workers saw in the same second.

    Counts, users, histograms and memory are added. Of the generator's figures the busiest worker's stand, since one
    worker at its end is enough to spoil numbers.
    """
    totals = RunTotals()
    for part in parts:
        totals.add(part)
    generators = [part.generator for part in parts]
    return Interval(
        second=second,
        users=sum(part.users for part in parts),
        active=sum(part.active for part in parts),
        iterations_completed=totals.iterations.completed,
        iterations_failed=totals.iterations.failed,
        iterations_dropped=totals.iterations.dropped,
        labels=tuple(label.interval() for label in totals.labels.values()),
        errors=tuple(
            ErrorCount(label=label, reason=reason, count=count) for (label, reason), count in totals.errors.items()
        ),
        generator=GeneratorInterval(
            cpu_percent=max((one.cpu_percent for one in generators), default=0.0),
            lateness_ms_p99=max((one.lateness_ms_p99 for one in generators), default=0.0),
            hub_stall_ms_max=max((one.hub_stall_ms_max for one in generators), default=0.0),
            memory_bytes=sum(one.memory_bytes for one in generators),
            workers=sum(one.workers for one in generators),
        ),
    )


def request_totals(interval: Interval, *, phases: bool = True) -> LabelTotals:
    """Return all requests of an interval together."""
    totals = LabelTotals()
    for part in interval.labels:
        if part.kind == "request":
            totals.add(part, phases=phases)
    return totals


def second_point(interval: Interval, requests: LabelTotals | None = None) -> SecondPoint:
    """Return a second as a point of the charts; `requests` are its requests together, where they are known already."""
    totals = requests if requests is not None else request_totals(interval, phases=False)
    p50, p95, p99 = percentiles_ms(totals.latency)
    return SecondPoint(
        second=interval.second,
        users=interval.users,
        active=interval.active,
        requests=totals.count,
        failed=totals.failed,
        bytes_received=totals.bytes_received,
        bytes_sent=totals.bytes_sent,
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
    )


def percentiles_ms(latency: Counts) -> tuple[float | None, float | None, float | None]:
    """Return p50, p95 and p99 in ms; None, three times, of an empty histogram."""
    if not latency.count:
        return None, None, None
    p50, p95, p99 = latency.percentiles_us((50, 95, 99))
    return p50 / 1000, p95 / 1000, p99 / 1000


def latency_summary(latency: Counts) -> LatencySummary:
    """Return the latencies of a histogram in ms, rounded to the microsecond; zeros when it is empty."""
    p50, p90, p95, p99 = (_ms(value) for value in latency.percentiles_us((50, 90, 95, 99)))
    return LatencySummary(p50=p50, p90=p90, p95=p95, p99=p99, max=_ms(latency.max_us()), mean=_ms(latency.mean_us()))


def summary(
    totals: RunTotals,
    *,
    run_id: str,
    name: str,
    started_utc: str,
    duration_s: float,
    workers: int,
    limits: tuple[LimitResult, ...] = (),
    outcome: str = "finished",
) -> Summary:
    """Return the summary of a run. Requests stand before transactions and these before passes, each in order of
    appearance; errors by count.
    """
    requests = totals.requests
    labels = sorted(totals.labels.values(), key=lambda one: _KINDS.index(one.kind))
    errors = sorted(totals.errors.items(), key=lambda item: -item[1])
    return Summary(
        run_id=run_id,
        name=name,
        started_utc=started_utc,
        duration_s=round(duration_s, 3),
        users_max=totals.users_max,
        workers=workers,
        iterations=totals.iterations,
        requests=RequestsSummary(
            count=requests.count,
            failed=requests.failed,
            per_s=per_second(requests.count, duration_s),
            bytes_received=requests.bytes_received,
            bytes_sent=requests.bytes_sent,
        ),
        latency_ms=latency_summary(requests.latency),
        phases_ms=_phases(requests),
        labels=tuple(_label_summary(label, duration_s) for label in labels),
        errors=tuple(ErrorSummary(label=label, reason=reason, count=count) for (label, reason), count in errors),
        limits=limits,
        generator=generator_summary(
            [totals.generator[second] for second in sorted(totals.generator)], _by_reason(totals.errors)
        ),
        outcome=outcome,
    )


def _by_reason(errors: Mapping[tuple[str, str], int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for (_, reason), count in errors.items():
        counts[reason] = counts.get(reason, 0) + count
    return counts


def per_second(count: int, duration_s: float) -> float:
    """Return a rate, rounded to the thousandth; 0 for a run without duration."""
    return round(count / duration_s, 3) if duration_s > 0 and math.isfinite(duration_s) else 0.0


def _label_summary(totals: LabelTotals, duration_s: float) -> LabelSummary:
    return LabelSummary(
        label=totals.label,
        kind=totals.kind,
        count=totals.count,
        failed=totals.failed,
        per_s=per_second(totals.count, duration_s),
        latency_ms=latency_summary(totals.latency),
        phases_ms=_phases(totals),
    )


def _phases(totals: LabelTotals) -> Phases:
    return Phases(first_byte=_phase(totals.first_byte), connect=_phase(totals.connect), tls=_phase(totals.tls))


def _phase(times: Histogram) -> PhaseSummary:
    return PhaseSummary(count=times.count, **msgspec.structs.asdict(latency_summary(times)))


def _ms(microseconds: float) -> float:
    return round(microseconds / 1000, 3)
