"""The drawn profile and the stages are one thing in two spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.gui.plan import profile
from loadstudio.plan.model import Stage

LEVEL = st.integers(0, 500).map(float)
STAGE = st.builds(Stage, target=LEVEL, duration_s=st.integers(1, 600).map(float))
TARGET = tuple(Stage(target=t, duration_s=s) for t, s in ((80, 120), (80, 240), (220, 120), (220, 240), (0, 120)))


@given(st.lists(STAGE, min_size=1, max_size=6), st.booleans())
def test_stages_become_points_and_stages_again(later: list[Stage], at_once: bool) -> None:
    stages = ((Stage(target=20, duration_s=0),) if at_once else ()) + tuple(later)
    points = profile.points_of(stages)
    assert profile.stages_of(points) == stages
    assert points[0][0] == 0
    assert [at for at, _ in points] == sorted(at for at, _ in points)
    for row in range(len(stages)):
        assert profile.stage_of_point(stages, profile.point_of_stage(stages, row)) == row


def test_the_stages_of_the_design_have_their_names() -> None:
    assert profile.kinds_of(TARGET) == ("warm_up", "hold", "climb", "peak", "let_go")
    ramp = (Stage(target=50, duration_s=60), Stage(target=50, duration_s=300))
    assert profile.kinds_of(ramp) == ("warm_up", "hold")
    spike = tuple(Stage(target=t, duration_s=s) for t, s in ((9, 0), (3, 10), (3, 10)))
    assert profile.kinds_of(spike) == ("at_once", "ease_off", "hold")


@pytest.mark.parametrize("shape", profile.SHAPES)
@pytest.mark.parametrize(("people", "duration_s"), [(1.0, 10.0), (50.0, 300.0), (220.0, 840.0), (3.0, 61.0)])
def test_shapes_reach_what_is_asked_and_are_known_again(shape: profile.Shape, people: float, duration_s: float) -> None:
    points = profile.shaped(shape, people, duration_s)
    assert profile.peak_of(points) == people
    assert profile.duration_of(points) == duration_s
    assert [at for at, _ in points] == sorted(at for at, _ in points)
    assert all(level == int(level) for _, level in points)
    assert profile.shape_of(points) == shape


@given(st.lists(STAGE, min_size=1, max_size=6), st.integers(1, 900).map(float), st.integers(10, 4000).map(float))
def test_people_and_length_keep_the_shape(stages: list[Stage], people: float, duration_s: float) -> None:
    points = profile.points_of(stages)
    higher = profile.with_peak(points, people)
    assert profile.peak_of(higher) == people
    assert [at for at, _ in higher] == [at for at, _ in points]
    longer = profile.with_duration(points, duration_s)
    assert profile.duration_of(longer) == duration_s
    assert [level for _, level in longer] == [level for _, level in points]
    assert [at for at, _ in longer] == sorted(at for at, _ in longer)


@pytest.mark.parametrize(
    ("points", "ramp_up_s", "wanted"),
    [
        (((0, 0), (60, 50), (300, 50)), 30, ((0, 0), (30, 50), (300, 50))),
        (((0, 0), (60, 50), (300, 50)), 0, ((0, 50), (300, 50))),
        (((0, 50), (300, 50)), 60, ((0, 0), (60, 50), (300, 50))),
        (((0, 0), (60, 50)), 20, ((0, 0), (20, 50), (60, 50))),
        (((0, 0), (60, 50), (300, 50)), 400, ((0, 0), (400, 50), (640, 50))),
    ],
)
def test_the_ramp_up_moves_the_first_level(
    points: tuple[profile.Point, ...], ramp_up_s: float, wanted: tuple[profile.Point, ...]
) -> None:
    after = profile.with_ramp_up(points, ramp_up_s)
    assert after == wanted
    assert profile.ramp_up_of(after) == ramp_up_s


def test_a_new_point_stands_in_the_longest_stage_on_the_line() -> None:
    points, index = profile.with_new_point(((0, 0), (60, 50), (300, 100)))
    assert (points, index) == (((0, 0), (60, 50), (180, 75), (300, 100)), 2)
