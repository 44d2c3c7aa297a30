"""What intervals amount to: workers' parts to one second, a second to a point of the charts, totals to a summary.

Limits are judged elsewhere (`measure` measures one, the plan knows them); nothing here reads a clock or a file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from loadstudio.metrics.histogram import Counts, Histogram
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval
from loadstudio.metrics.summary import (
    ErrorSummary,
    LabelSummary,
    LatencySummary,
    LimitResult,
    Phases,
    PhaseSummary,
    RequestsSummary,
    Summary,
)
from loadstudio.metrics.totals import KINDS, LabelTotals, RunTotals, request_totals
from loadstudio.metrics.trust import generator_summary


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
    labels = sorted(totals.labels.values(), key=lambda one: KINDS.index(one.kind))
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
