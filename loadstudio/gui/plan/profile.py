"""The drawn profile and the plan's stages: two spellings of one thing, and the shapes that one can start from.

Pure arithmetic on values; the words for people are made by the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from loadstudio.plan.model import Stage

type Point = tuple[float, float]
"""Seconds since the start, people (or visitors a minute)."""

type Shape = Literal["steady", "ramp", "steps", "spike", "soak"]
type StageKind = Literal["at_once", "warm_up", "climb", "hold", "peak", "ease_off", "let_go"]

SHAPES: tuple[Shape, ...] = ("steady", "ramp", "steps", "spike", "soak")
SNAP_S = 10.0
SOAK_LEAST_S = 3600.0
_STEPS = 4


def points_of(stages: Sequence[Stage]) -> tuple[Point, ...]:
    """Return the corners of a profile; the first stands at 0 s, with people where a first stage starts them at once."""
    points: list[Point] = [(0.0, 0.0)]
    at_s = 0.0
    for number, stage in enumerate(stages):
        at_s += stage.duration_s
        if number == 0 and stage.duration_s == 0:
            points[0] = (0.0, stage.target)
        else:
            points.append((at_s, stage.target))
    return tuple(points)


def stages_of(points: Sequence[Point]) -> tuple[Stage, ...]:
    """Return the stages between corners; people at the first corner make a stage of no duration."""
    at_once = tuple(Stage(target=people, duration_s=0) for _, people in points[:1] if people > 0)
    return at_once + tuple(
        Stage(target=people, duration_s=at_s - before_s) for (before_s, _), (at_s, people) in pairwise(points)
    )


def point_of_stage(stages: Sequence[Stage], row: int) -> int:
    """Return the corner in which a stage ends."""
    return row if _starts_at_once(stages) else row + 1


def stage_of_point(stages: Sequence[Stage], index: int) -> int:
    """Return the stage that ends in a corner, or -1 for the first corner of a profile that starts from nothing."""
    return index if _starts_at_once(stages) else index - 1


def _starts_at_once(stages: Sequence[Stage]) -> bool:
    return bool(stages) and stages[0].duration_s == 0


def shaped(shape: Shape, people: float, duration_s: float) -> tuple[Point, ...]:
    """Return a shape that reaches `people` and lasts `duration_s`; its corners stand on whole 10 s where they can."""

    def corners(*shares: tuple[float, float]) -> tuple[Point, ...]:
        return tuple((_snapped(duration_s * share, duration_s), level) for share, level in shares)

    if shape == "steady":
        return corners((0.0, people), (1.0, people))
    if shape == "ramp":
        return corners((0.0, 0.0), (0.2, people), (1.0, people))
    if shape == "soak":
        return corners((0.0, 0.0), (0.05, people), (0.95, people), (1.0, 0.0))
    if shape == "spike":
        base = max(1.0, round(people * 0.2))
        return corners((0, 0), (0.1, base), (0.4, base), (0.45, people), (0.6, people), (0.65, base), (1, base))
    levels = [max(1.0, round(people * (number + 1) / _STEPS)) for number in range(_STEPS)]
    steps = ((number, level, share) for number, level in enumerate(levels) for share in (0.3, 1.0))
    return corners((0.0, 0.0), *(((number + share) / _STEPS, level) for number, level, share in steps))


def shape_of(points: Sequence[Point]) -> Shape | None:
    """Return the shape that a profile has, or None when the person drew their own."""
    people, duration_s = peak_of(points), duration_of(points)
    levels = [level for _, level in points]
    if len(points) == 3 and levels == [0.0, people, people]:
        return "ramp"  # however long it takes to get there
    return next((shape for shape in SHAPES if shaped(shape, people, duration_s) == tuple(points)), None)


def peak_of(points: Sequence[Point]) -> float:
    """Return the most people."""
    return max((people for _, people in points), default=0.0)


def duration_of(points: Sequence[Point]) -> float:
    """Return how long a profile lasts, in seconds."""
    return points[-1][0] if points else 0.0


def ramp_up_of(points: Sequence[Point]) -> float:
    """Return after how many seconds the first level is reached."""
    if len(points) < 2 or points[0][1] > 0:
        return 0.0
    return points[1][0]


def with_peak(points: Sequence[Point], people: float, *, decimals: int = 0) -> tuple[Point, ...]:
    """Return the same shape with other people at its peak; every level is scaled and rounded to so many decimals."""
    peak = peak_of(points)
    if peak <= 0:
        return (*points[:1], *((at_s, people) for at_s, _ in points[1:]))
    return tuple((at_s, float(round(level * people / peak, decimals))) for at_s, level in points)


def with_duration(points: Sequence[Point], duration_s: float) -> tuple[Point, ...]:
    """Return the same shape stretched to last `duration_s`."""
    whole = duration_of(points)
    if whole <= 0:
        return (*points, (duration_s, peak_of(points)))
    scaled = [(_snapped(at_s * duration_s / whole, duration_s), people) for at_s, people in points]
    return (*scaled[:-1], (duration_s, points[-1][1]))


def with_ramp_up(points: Sequence[Point], ramp_up_s: float) -> tuple[Point, ...]:
    """Return the profile with another time to its first level (0: at once). The whole keeps its length where it can."""
    if len(points) < 2:
        return tuple(points)
    corners = points[1:] if points[0][1] == 0 else points
    (first_s, level), end_s = corners[0], duration_of(points)
    if ramp_up_s >= end_s:
        rest = [(at_s + ramp_up_s - first_s, people) for at_s, people in corners[1:]]
    else:
        rest = [(max(ramp_up_s, at_s), people) for at_s, people in corners[1:]] or [(end_s, level)]
    start = [(0.0, level)] if ramp_up_s == 0 else [(0.0, 0.0), (ramp_up_s, level)]
    return (*start, *rest)


def with_new_point(points: Sequence[Point]) -> tuple[tuple[Point, ...], int]:
    """Return the profile with one corner more, in the middle of its longest stage, and which one it is."""
    gaps = [after[0] - before[0] for before, after in pairwise(points)]
    if not gaps:
        return (*points, (60.0, peak_of(points))), len(points)
    widest = gaps.index(max(gaps))
    (before_s, before), (after_s, after) = points[widest], points[widest + 1]
    middle = (_snapped((before_s + after_s) / 2, after_s), float(round((before + after) / 2)))
    return (*points[: widest + 1], middle, *points[widest + 1 :]), widest + 1


def kinds_of(stages: Sequence[Stage]) -> tuple[StageKind, ...]:
    """Return what each stage is in the course of the whole."""
    levels = [0.0, *(stage.target for stage in stages)]
    highest = max(levels)
    kinds: list[StageKind] = []
    for number, (before, after) in enumerate(pairwise(levels)):
        if stages[number].duration_s == 0:
            kinds.append("at_once")
        elif after > before:
            kinds.append("warm_up" if before == 0 and "climb" not in kinds and "warm_up" not in kinds else "climb")
        elif after < before:
            kinds.append("let_go" if after == 0 else "ease_off")
        else:
            kinds.append("peak" if after == highest and "hold" in kinds else "hold")
    return tuple(kinds)


def _snapped(at_s: float, end_s: float) -> float:
    """Return a moment on a whole 10 s, within a short profile on a whole second; its end as it is."""
    if at_s == end_s:
        return at_s
    step = SNAP_S if end_s >= 12 * SNAP_S else 1.0
    return min(end_s, round(at_s / step) * step)
