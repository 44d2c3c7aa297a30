"""The histogram keeps its promise: every percentile within a tenth of a percent of the exact one, merging loses
nothing.
"""

from __future__ import annotations

import math
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.metrics.histogram import Histogram, LongHistogram, bucket_bounds_us, bucket_of

latencies_us = st.integers(min_value=0, max_value=3_600_000_000)


@given(latencies_us)
def test_a_bucket_holds_its_value_within_a_tenth_of_a_percent(value: int) -> None:
    low, high = bucket_bounds_us(bucket_of(value))
    assert low <= value < high
    assert high - low <= max(1, value / 1000)


@given(st.lists(latencies_us, min_size=1, max_size=300), st.sampled_from([0, 10, 50, 90, 95, 99, 100]))
def test_percentiles_are_nearest_rank_within_the_bucket(values: list[int], percent: int) -> None:
    histogram = Histogram()
    for value in values:
        histogram.record(value)
    exact = sorted(values)[max(1, math.ceil(percent / 100 * len(values) - 1e-9)) - 1]
    assert histogram.percentile_us(percent) == pytest.approx(exact, rel=0.001, abs=1)


@given(st.dictionaries(st.integers(min_value=-5000, max_value=3_600_000_000), st.integers(1, 9)))
def test_many_values_at_once_are_recorded_as_each_alone(values: dict[int, int]) -> None:
    at_once, alone = Histogram((0, 1)), Histogram((0, 1))
    at_once.record_all(values)
    for value, count in values.items():
        alone.record(value, count)
    assert at_once.counts == alone.counts


@given(st.lists(st.lists(latencies_us, max_size=60), min_size=1, max_size=5))
def test_merged_histograms_of_workers_equal_one_of_all_samples(workers: list[list[int]]) -> None:
    merged, whole = Histogram(), Histogram()
    for samples in workers:
        one = Histogram()
        for value in samples:
            one.record(value)
            whole.record(value)
        merged.add(one.pairs())
    assert merged.pairs() == whole.pairs()
    assert Histogram(merged.pairs()).count == sum(map(len, workers))


@given(st.lists(st.lists(latencies_us, max_size=60), max_size=5))
def test_the_histogram_of_a_whole_run_says_the_same(seconds: list[list[int]]) -> None:
    usual, long = Histogram(), LongHistogram()
    for samples in seconds:
        one = Histogram()
        for value in samples:
            one.record(value)
        usual.add(one.pairs())
        long.add(one.pairs())
    percents = (0, 1, 50, 50, 95, 99, 100)
    assert long.percentiles_us(percents) == usual.percentiles_us(percents)
    assert (long.pairs(), long.count) == (usual.pairs(), usual.count)
    assert (long.mean_us(), long.max_us()) == (usual.mean_us(), usual.max_us())


def test_the_histogram_of_a_whole_run_grows_no_more_with_more_samples() -> None:
    long = LongHistogram()
    for value_us in (30_000, 300_000):
        long.add((bucket_of(value_us), 1))
    tracemalloc.start()
    try:
        for value_us in range(33_000, 300_000, 100):
            long.add((bucket_of(value_us), 1_000_000))
        grown, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(long.pairs()) > 4_000
    assert grown < 30_000
