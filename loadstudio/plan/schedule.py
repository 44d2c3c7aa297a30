"""The load plan against the clock: how many users are wanted at a time, which scenario each does, and who gets passes.

Pure arithmetic for closed load. Users have numbers from 0; a user works while its number is below the users
wanted, so all workers together follow the plan exactly, however the numbers are dealt out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from loadstudio.plan.model import Stage

_ROUNDING = 1e-9


def duration_s(stages: Sequence[Stage]) -> float:
    """Return how long all stages take."""
    return sum(stage.duration_s for stage in stages)


def users_max(stages: Sequence[Stage]) -> int:
    """Return the most users that the stages ever want."""
    return max((math.ceil(stage.target - _ROUNDING) for stage in stages), default=0)


def users_at(stages: Sequence[Stage], time_s: float) -> int:
    """Return the users wanted `time_s` after the start; after the last stage its level holds.

    Part of a user is a user: a ramp from 0 starts its first user at once and has all of them when it ends.
    """
    level = 0.0
    for stage in stages:
        if time_s < stage.duration_s:
            level += (stage.target - level) * max(0.0, time_s) / stage.duration_s
            break
        time_s -= stage.duration_s
        level = stage.target
    return max(0, math.ceil(level - _ROUNDING))


def deal_scenarios(weights: Sequence[float], users: int) -> tuple[tuple[int, int], ...]:
    """Return, for each user number, which scenario it does and how many users before it do the same one.

    Each user gets the scenario that is furthest below its share, so any first users mix as closely to the weights as
    can be, and more users never change what the first ones do.
    """
    total = sum(weights)
    counts = [0] * len(weights)
    dealt: list[tuple[int, int]] = []
    for number in range(users):
        missing = [weight / total * (number + 1) - count for weight, count in zip(weights, counts, strict=True)]
        chosen = missing.index(max(missing))
        dealt.append((chosen, counts[chosen]))
        counts[chosen] += 1
    return tuple(dealt)


def passes_to_grant(asked: int, remaining: int, workers: int) -> int:
    """Return how many of the `remaining` passes a worker gets that asked for some.

    At most half of an even share, so that towards the end the parts grow small and no slow worker holds up the run.
    """
    fair = math.ceil(remaining / (2 * max(1, workers)))
    return max(0, min(asked, fair, remaining))
