"""A run in progress as numbers: points of a second and of ten."""

from __future__ import annotations

import pytest

from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.supervise import live_run
from loadstudio.supervise.live_run import LiveRun


def a_second(second: int, *latencies_ms: float, users: int = 1, failed: int = 0) -> Interval:
    histogram = Histogram()
    for ms in latencies_ms:
        histogram.record(round(ms * 1000))
    parts = (
        LabelInterval(label="GET /", count=len(latencies_ms), failed=failed, latency=histogram.pairs()),
        LabelInterval(label="Home", kind="transaction", count=1, latency=histogram.pairs()),
    )
    return Interval(second=second, users=users, labels=parts)


def test_ten_seconds_are_one_point_with_the_latencies_of_all_requests() -> None:
    live = LiveRun()
    for second in range(10):
        live.add(a_second(second, 10.0, 10.0, users=second))
    assert live.tens == [], "the ten seconds may not be complete"
    live.add(a_second(10, 900.0, failed=1))
    (first,) = live.tens
    assert (first.second, first.seconds, first.users, first.requests, first.failed) == (0, 10, 9, 20, 0)
    assert first.p95_ms is not None
    assert 9.9 < first.p95_ms < 10.1
    live.finish()
    live.finish()
    last = live.tens[-1]
    assert (len(live.tens), last.second, last.seconds, last.requests, last.failed) == (2, 10, 1, 1, 1)


def test_seconds_that_never_came_make_no_points() -> None:
    live = LiveRun()
    for second in (3, 4, 25):
        live.add(a_second(second))
    live.finish()
    assert [(ten.second, ten.seconds, ten.p50_ms) for ten in live.tens] == [(0, 2, None), (20, 1, None)]


def test_a_step_is_known_second_by_second() -> None:
    live = LiveRun()
    for second in (0, 1, 5):
        live.add(a_second(second, 10.0 + second))
    live.add(a_second(6))
    (step,) = live.steps.values()
    assert list(live.steps) == ["Home"], "requests are not kept so"
    assert (list(step.seconds), list(step.counts)) == ([0, 1, 5], [1, 1, 1])
    assert [round(ms) for ms in step.recent_p95_ms()] == [10, 11, 15]


def test_very_long_runs_keep_the_newest_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_run, "KEPT_S", 10)
    live = LiveRun()
    for second in range(13):
        live.add(a_second(second, 10.0))
    step = live.steps["Home"]
    assert list(step.seconds) == list(range(3, 13))
    assert len(step.counts) == len(step.p50_ms) == len(step.p99_ms) == 10
