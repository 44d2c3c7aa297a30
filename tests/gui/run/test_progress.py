"""How far a run is, read from its load and the time."""

from __future__ import annotations

import pytest

from loadstudio.gui.run.progress import level_at, progress_of
from loadstudio.plan.model import ClosedLoad, OpenLoad, Stage

LOAD = ClosedLoad(
    stages=tuple(Stage(target=target, duration_s=s) for target, s in ((80, 120), (80, 240), (220, 120), (0, 60)))
)


@pytest.mark.parametrize(
    ("at_s", "stage", "course", "target"),
    [
        (0, 1, "climbing", 80),
        (119, 1, "climbing", 80),
        (120, 2, "holding", 80),
        (374, 3, "climbing", 220),
        (500, 4, "falling", 0),
        (540, 4, "holding", 0),
        (9999, 4, "holding", 0),
    ],
)
def test_stage_and_course_follow_the_time(at_s: float, stage: int, course: str, target: float) -> None:
    found = progress_of(LOAD, at_s)
    assert (found.stage, found.stages, found.course, found.target, found.total_s) == (stage, 4, course, target, 540)


def test_a_run_of_passes_has_no_time_at_which_it_ends() -> None:
    assert progress_of(ClosedLoad(stages=LOAD.stages, iterations=40), 3).total_s is None


def test_a_stage_without_duration_is_over_at_once() -> None:
    load = ClosedLoad(stages=(Stage(target=20, duration_s=0), Stage(target=20, duration_s=60)))
    assert (progress_of(load, 0).stage, progress_of(load, 0).course) == (2, "holding")


def test_the_level_of_a_moment_lies_on_the_way() -> None:
    assert [level_at(LOAD, at_s) for at_s in (0, 60, 120, 300, 390, 510, 540, 900)] == [0, 40, 80, 80, 115, 110, 0, 0]
    assert level_at(OpenLoad(stages=(), max_users=5), 3) == 0
