"""The two kinds of load as they are drawn: people at once as such, passes at a rate as visitors a minute; and one kind
turned into the other so that the shape stays. Pure arithmetic on values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from loadstudio.gui.plan import profile
from loadstudio.gui.plan.profile import Point
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage

_PER_MINUTE = 60.0
_DIGITS = 9
"""A rate a minute divided by 60 and multiplied again is the same to so many decimals."""
_RATE_DECIMALS = 1
_SPARE = 3.0
_LEAST_AT_HAND = 20


def unit_of(load: Load) -> float:
    """Return what a stage's target is multiplied with to be drawn: 1 for people, 60 for passes a second."""
    return _PER_MINUTE if isinstance(load, OpenLoad) else 1.0


def decimals_of(load: Load) -> int:
    """Return with how many decimals levels are drawn and typed: people are whole."""
    return _RATE_DECIMALS if isinstance(load, OpenLoad) else 0


def points_of(load: Load) -> tuple[Point, ...]:
    """Return the corners of a load as they are drawn."""
    unit = unit_of(load)
    return tuple((at_s, round(level * unit, _DIGITS)) for at_s, level in profile.points_of(load.stages))


def with_points(load: Load, points: Sequence[Point]) -> Load:
    """Return the load with other corners; everything else of it stays."""
    unit = unit_of(load)
    return replace(load, stages=profile.stages_of(tuple((at_s, level / unit) for at_s, level in points)))


def as_visitors(load: ClosedLoad, pass_s: float) -> OpenLoad:
    """Return the load as visitors a minute: as many as the people would be when a pass takes `pass_s` seconds.

    Three times as many people are allowed at once as are busy then, as for a rate given on the command line.
    """
    people = profile.peak_of(profile.points_of(load.stages))
    per_minute = _round_rate(people * _PER_MINUTE / pass_s)
    points = profile.with_peak(profile.points_of(load.stages), per_minute, decimals=_RATE_DECIMALS)
    stages = tuple(
        Stage(target=stage.target / _PER_MINUTE, duration_s=stage.duration_s) for stage in profile.stages_of(points)
    )
    return OpenLoad(stages=stages, max_users=people_at_hand(per_minute / _PER_MINUTE, pass_s))


def as_people(load: OpenLoad, pass_s: float) -> ClosedLoad:
    """Return the load as people at once: as many as are busy at its rate when a pass takes `pass_s` seconds."""
    points = points_of(load)
    people = max(1.0, float(math.ceil(profile.peak_of(points) / _PER_MINUTE * pass_s)))
    return ClosedLoad(stages=profile.stages_of(profile.with_peak(points, people)))


def people_at_hand(rate_per_s: float, pass_s: float) -> int:
    """Return how many people to allow at once for a rate of passes."""
    return max(_LEAST_AT_HAND, math.ceil(_SPARE * rate_per_s * pass_s))


def _round_rate(per_minute: float) -> float:
    """Return a rate that one would say: whole numbers, below 10 with one decimal, never nothing."""
    return float(round(per_minute)) if per_minute >= 10 else max(0.1, round(per_minute, _RATE_DECIMALS))
