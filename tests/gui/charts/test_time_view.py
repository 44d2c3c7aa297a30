"""Zooming, moving and following as arithmetic."""

from __future__ import annotations

import pytest

from loadstudio.gui.charts.time_view import LEAST_SPAN_S, NEWEST, WHOLE, TimeView, chosen, panned, zoomed

ALL = (0.0, 600.0)


def test_all_the_newest_and_what_was_chosen() -> None:
    assert WHOLE.range(ALL, 590) == ALL
    assert NEWEST.range(ALL, 590) == (470, 590)
    assert NEWEST.range(ALL, 30) == (0, 120), "a young run has room to grow"
    assert chosen(100, 160, ALL).range(ALL, 590) == (100, 160)


def test_what_is_chosen_stays_inside_and_is_long_enough() -> None:
    assert chosen(100, 101, ALL) == TimeView(kind="chosen", start_s=95.5, end_s=95.5 + LEAST_SPAN_S)
    assert chosen(-30, 30, ALL).range(ALL, 0) == (0, 60)
    assert chosen(590, 640, ALL).range(ALL, 0) == (550, 600)
    assert chosen(0, 600, ALL) is WHOLE
    assert chosen(-5, 700, ALL) is WHOLE
    assert chosen(2, 4, (0.0, 6.0)) is WHOLE, "a run that is shorter than the shortest stretch"


def test_the_moment_under_the_mouse_stays_where_it_is() -> None:
    near = zoomed(ALL, ALL, 0.5, 150)
    assert near.range(ALL, 0) == (75, 375)
    assert (150 - 75) / 300 == 150 / 600
    again = zoomed((75, 375), ALL, 0.5, 150).range(ALL, 0)
    assert again == pytest.approx((112.5, 262.5))
    assert zoomed((75, 375), ALL, 4, 150) is WHOLE


def test_moving_stops_at_the_ends() -> None:
    assert panned((100, 200), ALL, 50).range(ALL, 0) == (150, 250)
    assert panned((100, 200), ALL, -500).range(ALL, 0) == (0, 100)
    assert panned((100, 200), ALL, 5000).range(ALL, 0) == (500, 600)
