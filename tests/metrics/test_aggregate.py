"""Intervals of several workers add up to what one worker would have seen, and a summary is exact to its contract."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.metrics.aggregate import latency_summary, merge_intervals, second_point, summary
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval
from loadstudio.metrics.summary import ErrorSummary, IterationsSummary, LatencySummary, RequestsSummary
from loadstudio.metrics.totals import RunTotals

LABELS = ("GET /", "POST /login", "GET /cart")


def label(name: str, latencies_us: list[int], *, failed: int = 0, kind: str = "request") -> LabelInterval:
    histogram = Histogram()
    for value in latencies_us:
        histogram.record(value)
    return LabelInterval(
        label=name,
        kind="transaction" if kind == "transaction" else "request",
        count=len(latencies_us),
        failed=failed,
        bytes_received=100 * len(latencies_us),
        bytes_sent=10 * len(latencies_us),
        latency=histogram.pairs(),
    )


samples = st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 5_000_000), st.booleans()), max_size=40)


def interval_of(rows: list[tuple[str, int, bool]], users: int) -> Interval:
    names = list(dict.fromkeys(name for name, _, _ in rows))
    return Interval(
        second=3,
        users=users,
        labels=tuple(
            label(
                name, [us for own, us, _ in rows if own == name], failed=sum(bad for own, _, bad in rows if own == name)
            )
            for name in names
        ),
        errors=tuple(
            ErrorCount(label=name, reason="refused", count=sum(bad for own, _, bad in rows if own == name))
            for name in names
            if any(bad for own, _, bad in rows if own == name)
        ),
    )


phased = st.lists(
    st.tuples(st.integers(0, 5_000_000), st.integers(0, 5_000_000) | st.none(), st.integers(0, 90_000)), max_size=20
)
"""Latency, time until the first byte where it is another one, time to connect where there was a new connection."""


def phased_label(rows: list[tuple[int, int | None, int]]) -> LabelInterval:
    latency, first_byte, connect = Histogram(), Histogram(), Histogram()
    for latency_us, first_us, connect_us in rows:
        latency.record(latency_us)
        first_byte.record(latency_us if first_us is None else first_us)
        if connect_us:
            connect.record(connect_us)
    same = first_byte.counts == latency.counts
    return LabelInterval(
        label="GET /",
        count=len(rows),
        latency=latency.pairs(),
        first_byte=None if same else first_byte.pairs(),
        connect=connect.pairs(),
        tls=connect.pairs(),
    )


@given(st.lists(phased, min_size=1, max_size=4))
def test_phases_of_workers_add_up_too(parts: list[list[tuple[int, int | None, int]]]) -> None:
    merged = merge_intervals(3, [Interval(second=3, labels=(phased_label(part),)) for part in parts])
    assert merged.labels == (phased_label([row for part in parts for row in part]),)
    totals = RunTotals()
    totals.add(merged)
    wanted = [us if first is None else first for part in parts for us, first, _ in part]
    assert totals.requests.first_byte.pairs() == phased_label([(us, None, 0) for us in wanted]).latency


@given(st.lists(samples, min_size=1, max_size=4))
def test_merged_parts_of_workers_equal_one_worker_that_saw_everything(parts: list[list[tuple[str, int, bool]]]) -> None:
    merged = merge_intervals(3, [interval_of(part, users=2) for part in parts])
    whole = interval_of([row for part in parts for row in part], users=2 * len(parts))
    assert merged.users == whole.users
    assert sorted(merged.labels, key=lambda one: one.label) == sorted(whole.labels, key=lambda one: one.label)
    assert sorted(merged.errors, key=lambda one: one.label) == sorted(whole.errors, key=lambda one: one.label)


def test_merging_takes_the_busiest_worker_and_adds_memory() -> None:
    parts = [
        Interval(second=7, users=3, active=1, iterations_completed=2, generator=generator)
        for generator in (
            GeneratorInterval(cpu_percent=20, lateness_ms_p99=1, hub_stall_ms_max=30, memory_bytes=100, workers=1),
            GeneratorInterval(cpu_percent=95, lateness_ms_p99=4, hub_stall_ms_max=2, memory_bytes=50, workers=1),
        )
    ]
    merged = merge_intervals(9, parts)
    assert (merged.second, merged.users, merged.active, merged.iterations_completed) == (9, 6, 2, 4)
    assert merged.generator == GeneratorInterval(
        cpu_percent=95, lateness_ms_p99=4, hub_stall_ms_max=30, memory_bytes=150, workers=2
    )


def test_summary_of_known_intervals_is_exact() -> None:
    totals = RunTotals()
    totals.add(
        Interval(
            second=0,
            users=2,
            iterations_completed=1,
            labels=(label("Home", [5000], kind="transaction"), label("GET /", [1000, 2000], failed=1)),
            errors=(ErrorCount(label="GET /", reason="refused", count=1),),
            generator=GeneratorInterval(workers=2),
        )
    )
    totals.add(
        Interval(
            second=1,
            users=5,
            iterations_completed=2,
            iterations_failed=1,
            iterations_dropped=4,
            labels=(label("GET /", [2047, 1500]), label("POST /login", [400], failed=1)),
            errors=(
                ErrorCount(label="POST /login", reason="no answer", count=2),
                ErrorCount(label="GET /", reason="refused", count=2),
            ),
        )
    )
    result = summary(totals, run_id="r", name="n", started_utc="2026-11-22T11:20:00Z", duration_s=2.0, workers=2)
    assert result.users_max == 5
    assert result.iterations == IterationsSummary(completed=3, failed=1, dropped=4)
    assert result.requests == RequestsSummary(count=5, failed=2, per_s=2.5, bytes_received=500, bytes_sent=50)
    assert result.latency_ms == LatencySummary(p50=1.5, p90=2.047, p95=2.047, p99=2.047, max=2.047, mean=1.389)
    assert [(one.kind, one.label, one.count, one.failed, one.per_s) for one in result.labels] == [
        ("request", "GET /", 4, 1, 2.0),
        ("request", "POST /login", 1, 1, 0.5),
        ("transaction", "Home", 1, 0, 0.5),
    ]
    assert result.errors == (
        ErrorSummary(label="GET /", reason="refused", count=3),
        ErrorSummary(label="POST /login", reason="no answer", count=2),
    )
    assert result.generator.trusted
    assert result.outcome == "finished"


def test_a_run_without_requests_or_time_has_zeros_not_failures() -> None:
    result = summary(RunTotals(), run_id="r", name="n", started_utc="", duration_s=0.0, workers=1)
    assert result.requests == RequestsSummary()
    assert result.latency_ms == LatencySummary() == latency_summary(Histogram())
    assert second_point(Interval(second=4, users=1)).p95_ms is None


def test_a_point_counts_requests_and_leaves_transactions_out() -> None:
    point = second_point(Interval(second=0, labels=(label("GET /", [1000]), label("Home", [9000], kind="transaction"))))
    assert (point.requests, point.p50_ms) == (1, 1.0)


def test_a_label_is_found_as_request_before_step() -> None:
    totals = RunTotals()
    totals.add(Interval(second=0, labels=(label("Cart", [1], kind="transaction"), label("Cart", [1, 2]))))
    found = totals.find("Cart")
    assert found is not None
    assert found.count == 2
    assert totals.find("Pay") is None
    assert totals.find("") is totals.requests
