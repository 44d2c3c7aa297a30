"""Words in charts stand where no line crosses them, and ends of lines lie apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.report.places import WORD_HEIGHT, apart, crossings, quiet_place

ACROSS, DOWN = (50.0, 450.0), (10.0, 140.0)
HEIGHTS = st.floats(min_value=DOWN[0], max_value=DOWN[1])


def test_a_word_stands_above_its_line_at_the_left_where_nothing_is() -> None:
    assert quiet_place(ACROSS, DOWN, 60.0, 40.0, ()) == (50.0, 49.0)


def test_a_word_gives_way_to_a_line_first_to_the_right_then_below() -> None:
    beginning = [(50.0, 55.0), (120.0, 55.0)]
    assert quiet_place(ACROSS, DOWN, 60.0, 40.0, [beginning])[0] > 120
    all_along = [(50.0, 55.0), (450.0, 55.0)]
    assert quiet_place(ACROSS, DOWN, 60.0, 40.0, [all_along]) == (50.0, 61.0)


def test_a_steep_line_crosses_too() -> None:
    assert crossings((100.0, 50.0), 40.0, [[(119.0, 0.0), (121.0, 140.0)]]) == 1
    assert crossings((100.0, 50.0), 40.0, [[(120.0, 0.0), (120.0, 140.0)]]) == 1
    assert crossings((100.0, 50.0), 40.0, [[(50.0, 0.0), (99.0, 140.0)]]) == 0
    assert crossings((100.0, 50.0), 40.0, [[(0.0, 140.0), (141.0, 61.0)]]) == 0, "it passes below the corner"


def test_a_word_wider_than_the_chart_stands_at_its_left() -> None:
    assert quiet_place(ACROSS, DOWN, 60.0, 900.0, ()) == (50.0, 49.0)


@given(HEIGHTS, st.lists(st.tuples(st.floats(min_value=50, max_value=450), HEIGHTS), max_size=30))
def test_a_word_stays_in_the_chart(y: float, points: list[tuple[float, float]]) -> None:
    x, upper = quiet_place(ACROSS, DOWN, y, 40.0, [sorted(points)])
    assert ACROSS[0] <= x <= ACROSS[1] - 40
    assert DOWN[0] <= upper <= DOWN[1] - WORD_HEIGHT


@given(st.lists(HEIGHTS, max_size=5))
def test_ends_lie_apart_and_within(heights: list[float]) -> None:
    places = apart(sorted(heights), *DOWN, 8.0)
    assert len(places) == len(heights)
    assert all(later - earlier >= 8.0 - 1e-9 for earlier, later in pairwise(places))
    assert all(DOWN[0] <= place <= DOWN[1] for place in places)


def test_ends_that_lie_apart_stay_where_they_are() -> None:
    assert apart([20.0, 50.0, 90.0], *DOWN, 8.0) == [20.0, 50.0, 90.0]
