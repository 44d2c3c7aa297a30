"""Limits read as people write them, written so that they read the same, and judged on what was measured."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import UsageError
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.totals import RunTotals
from loadstudio.plan.limits import judge_limits, limit_text, parse_limit, value_text
from loadstudio.plan.model import Limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("p95<500ms", Limit(metric="p95", value=500)),
        (" p99 <= 1s @ GET /path ", Limit(metric="p99", value=1000, label="GET /path")),
        ("p50<250", Limit(metric="p50", value=250)),
        ("errors<1%", Limit(metric="errors", value=0.01)),
        ("errors<0.02@Log in", Limit(metric="errors", value=0.02, label="Log in")),
        ("rate>50/s", Limit(metric="rate", value=50)),
        ("rate > 600/m", Limit(metric="rate", value=10)),
        ("max<1m30s", Limit(metric="max", value=90_000)),
        ("P90<2s@GET /a@b", Limit(metric="p90", value=2000, label="GET /a@b")),
    ],
)
def test_limits_are_read_as_people_write_them(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("fast", "Write it like"),
        ("p42<1s", "'p42' is not measured"),
        ("p95>1s", "must be under"),
        ("rate<5", "must be over"),
        ("errors<110%", "a share"),
        ("errors<few", "a share"),
        ("p95<0", "less than nothing"),
        ("p95<soon", "is not a duration"),
    ],
)
def test_what_is_no_limit_is_refused_with_a_sentence(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        parse_limit(text)


@given(
    st.sampled_from(["p50", "p90", "p95", "p99", "max", "mean", "errors", "rate"]),
    st.integers(1, 9999),
    st.sampled_from(["", "GET /cart", "Log in @ home"]),
)
def test_written_limits_read_the_same(metric: str, number: int, label: str) -> None:
    value = number / 10_000 if metric == "errors" else float(number)
    limit = msgspec.convert({"metric": metric, "value": value, "label": label}, Limit)
    again = parse_limit(limit_text(limit))
    assert (again.metric, again.label) == (metric, label)
    assert again.value == pytest.approx(value)


def totals() -> RunTotals:
    latency = Histogram()
    for value in range(1, 101):
        latency.record(value * 1000)
    result = RunTotals()
    part = LabelInterval(label="GET /", count=100, failed=1, latency=latency.pairs())
    result.add(Interval(second=0, labels=(part,)))
    return result


@pytest.mark.parametrize(
    ("rule", "passed", "value"),
    [
        ("p95<96ms", True, 95.0),
        ("p95<95ms", False, 95.0),
        ("errors<1%", False, 0.01),
        ("errors<2%", True, 0.01),
        ("rate>9/s", True, 10.0),
        ("rate>10/s", False, 10.0),
        ("max<1s@GET /", True, 100.0),
        ("p50<1s@POST /never", False, 0.0),
    ],
)
def test_a_run_is_judged(rule: str, *, passed: bool, value: float) -> None:
    (result,) = judge_limits([parse_limit(rule)], totals(), duration_s=10.0)
    assert result.passed is passed
    assert result.value == pytest.approx(value, rel=0.001)
    assert result.rule == rule


def test_no_errors_at_all_keeps_a_limit_of_nothing() -> None:
    clean = RunTotals()
    clean.add(Interval(second=0, labels=(LabelInterval(label="GET /", count=1, latency=(5, 1)),)))
    (result,) = judge_limits([Limit(metric="errors", value=0)], clean, 1.0)
    assert result.passed


def test_a_run_without_a_request_misses_every_limit() -> None:
    results = judge_limits([parse_limit("errors<1%"), parse_limit("p95<1s")], RunTotals(), 1.0)
    assert [result.passed for result in results] == [False, False]


def test_values_are_written_in_their_unit() -> None:
    assert value_text(Limit(metric="errors", value=0), 0.0042) == "0.42 %"
    assert value_text(Limit(metric="rate", value=0), 1234.5) == "1,234.5 / s"
    assert value_text(Limit(metric="mean", value=0), 1140) == "1,140 ms"
