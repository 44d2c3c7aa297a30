"""Ticks are round, reach the highest value and never crowd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.gui.charts.ticks import time_labels, value_labels, value_ticks


@given(st.floats(1e-6, 1e12), st.integers(2, 8))
def test_value_ticks_start_at_zero_and_reach_the_highest(highest: float, wanted: int) -> None:
    ticks = value_ticks(highest, wanted)
    assert ticks[0] == 0
    assert ticks[-1] >= highest * 0.999999
    assert 2 <= len(ticks) <= wanted + 2
    texts = [text for _, text in value_labels(ticks, "")]
    assert len(set(texts)) == len(texts), "no two ticks read the same"


@pytest.mark.parametrize("highest", [0.0, -5.0, float("nan"), float("inf")])
def test_nothing_to_show_still_makes_an_axis(highest: float) -> None:
    assert value_ticks(highest)[-1] == 1.0


def test_the_unit_stands_at_the_highest_tick_only() -> None:
    assert value_labels(value_ticks(800), " ms") == (
        (0.0, "0"),
        (200.0, "200"),
        (400.0, "400"),
        (600.0, "600"),
        (800.0, "800 ms"),
    )
    assert [text for _, text in value_labels(value_ticks(0.01), "")] == ["0", "0.0025", "0.005", "0.0075", "0.01"]
    assert value_labels(value_ticks(1200, 3), " ms")[-1] == (1500.0, "1,500 ms")


def test_times_read_as_clock_minutes_or_hours() -> None:
    assert [text for _, text in time_labels(0, 384, 520)] == ["0:00", "1:00", "2:00", "3:00", "4:00", "5:00", "6:00"]
    assert [text for _, text in time_labels(0, 840, 600)][:3] == ["0 min", "2 min", "4 min"]
    assert [text for _, text in time_labels(0, 8 * 3600, 400)] == ["0 h", "2 h", "4 h", "6 h", "8 h"]
    assert [at for at, _ in time_labels(95, 160, 300)] == [100, 120, 140, 160] or time_labels(95, 160, 300)


@given(st.floats(0, 1e5), st.floats(1, 1e6), st.floats(50, 3000))
def test_time_labels_keep_their_distance_and_their_range(start: float, span: float, room: float) -> None:
    labels = time_labels(start, start + span, room)
    assert len(labels) <= room / 80 + 2
    assert all(start - 1e-6 <= at <= start + span + 1e-6 for at, _ in labels)
