"""Bins and series say what the intervals say, whatever their width."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.metrics.aggregate import second_point
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import Interval
from loadstudio.results.query import open_run
from loadstudio.results.series import fitting_bin_s


def test_a_series_of_seconds_has_each_second_s_own_numbers(
    shop_dir: Path, shop_intervals: tuple[Interval, ...]
) -> None:
    with open_run(shop_dir) as reader:
        series = reader.series()
    points = [second_point(interval) for interval in shop_intervals]
    assert series.users == tuple(point.users for point in points)
    assert series.requests_per_s == tuple(float(point.requests) for point in points)
    assert series.failed_per_s == tuple(float(point.failed) for point in points)
    assert series.p95_ms == tuple(point.p95_ms for point in points)


def test_a_bin_merges_histograms_not_percentiles(shop_dir: Path, shop_intervals: tuple[Interval, ...]) -> None:
    with open_run(shop_dir) as reader:
        series = reader.series("POST /orders", bin_s=60)
        steps = reader.series("Checkout", "transaction", bin_s=60)
    minute = Histogram()
    for interval in shop_intervals[540:600]:
        for part in interval.labels:
            if part.label == "POST /orders":
                minute.add(part.latency)
    assert len(series.second) == len(steps.second) == 14
    assert series.p95_ms[9] == pytest.approx(minute.percentile_us(95) / 1000)
    assert series.requests_per_s[9] == pytest.approx(minute.count / 60)
    assert series.users[9] == 220


def test_a_label_without_samples_has_gaps_not_zeros(shop_dir: Path) -> None:
    with open_run(shop_dir) as reader:
        series = reader.series("GET /never")
    assert len(series.second) == 840
    assert set(series.p95_ms) == {None}


def test_bins_are_round_and_no_more_than_asked_for() -> None:
    assert [fitting_bin_s(duration, 90) for duration in (5, 90, 91, 840, 7200, 90_000)] == [1, 1, 2, 10, 120, 1800]
