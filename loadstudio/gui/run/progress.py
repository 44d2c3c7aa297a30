"""How far a run is: its time, its stage, the people that it goes to. Pure; the words are made by the screen."""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.plan.model import ClosedLoad, Load
from loadstudio.plan.schedule import duration_s

type Course = Literal["climbing", "holding", "falling"]


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """`stage` counts from 1 of `stages`; `target` is the level that the stage leads to, `course` the way there.

    `total_s` is None when the run ends after its passes.
    """

    elapsed_s: float
    total_s: float | None
    stage: int
    stages: int
    target: float
    course: Course


def progress_of(load: Load, elapsed_s: float) -> Progress:
    """Return how far a load profile is after so many seconds; after its last stage it stays there."""
    stages = load.stages
    level, left_s, number = 0.0, elapsed_s, 0
    for number, stage in enumerate(stages):
        if left_s < stage.duration_s or number == len(stages) - 1:
            break
        left_s -= stage.duration_s
        level = stage.target
    target = stages[number].target if stages else 0.0
    course: Course = "climbing" if target > level else "falling" if target < level else "holding"
    if left_s >= (stages[number].duration_s if stages else 0):
        course = "holding"
    return Progress(
        elapsed_s=elapsed_s,
        total_s=None if passes_of(load) else duration_s(stages),
        stage=number + 1,
        stages=len(stages),
        target=target,
        course=course,
    )


def level_at(load: Load, elapsed_s: float) -> float:
    """Return the level that a load wants after so many seconds: people, or visitors a second; then that of its end."""
    level = 0.0
    for stage in load.stages:
        if elapsed_s < stage.duration_s:
            return level + (stage.target - level) * max(0.0, elapsed_s) / stage.duration_s
        elapsed_s -= stage.duration_s
        level = stage.target
    return level


def passes_of(load: Load) -> int | None:
    """Return after how many passes a run ends, or None when its time decides."""
    return load.iterations if isinstance(load, ClosedLoad) else None
