"""The load plan against the clock: how many users are wanted at a time, when passes start that come at a rate, which
scenario each user does, and who gets passes.

Pure arithmetic. Users and arrivals have numbers from 0 over all workers: a user works while its number is below the
users wanted, an arrival starts at its moment in the worker whose turn it is. So all workers together follow the plan
exactly, however the numbers are dealt out, and none waits for orders.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from loadstudio.plan.model import Load, OpenLoad, Stage

_ROUNDING = 1e-9


def duration_s(stages: Sequence[Stage]) -> float:
    """Return how long all stages take."""
    return sum(stage.duration_s for stage in stages)


def users_max(stages: Sequence[Stage]) -> int:
    """Return the most users that the stages ever want."""
    return max((math.ceil(stage.target - _ROUNDING) for stage in stages), default=0)


def most_users(load: Load) -> int:
    """Return the most users that a load ever has at once."""
    return load.max_users if isinstance(load, OpenLoad) else users_max(load.stages)


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


class _Part(NamedTuple):
    """A stage of a rate: begun at `begin_s` with `arrivals` so far, from one level to the other."""

    begin_s: float
    arrivals: float
    level: float
    target: float
    duration_s: float

    @property
    def total(self) -> float:
        return (self.level + self.target) / 2 * self.duration_s

    def due_s(self, number: int) -> float:
        """Return when an arrival of this stage is due, in s after the start."""
        missing = number - self.arrivals
        slope = (self.target - self.level) / self.duration_s
        # the root of level * t + slope * t^2 / 2 = missing in the form that loses no digits
        root = math.sqrt(max(0.0, self.level * self.level + 2 * slope * missing))
        return self.begin_s + (2 * missing / (self.level + root) if missing > 0 else 0.0)


def _parts(stages: Sequence[Stage]) -> Iterator[_Part]:
    begin_s = arrivals = level = 0.0
    for stage in stages:
        part = _Part(begin_s, arrivals, level, stage.target, stage.duration_s)
        yield part
        begin_s += stage.duration_s
        arrivals += part.total
        level = stage.target


def arrivals_by(stages: Sequence[Stage], time_s: float) -> float:
    """Return how many arrivals are due before `time_s`, as the area under the rate; arrival n is due when it is n."""
    for part in _parts(stages):
        since_s = time_s - part.begin_s
        if since_s < part.duration_s:
            slope = (part.target - part.level) / part.duration_s
            return part.arrivals + max(0.0, since_s) * (part.level + slope * max(0.0, since_s) / 2)
    return sum(part.total for part in _parts(stages))


def arrivals_in_all(stages: Sequence[Stage]) -> int:
    """Return how many arrivals the stages have."""
    return max(0, math.ceil(sum(part.total for part in _parts(stages)) - _ROUNDING))


def arrivals(stages: Sequence[Stage], turns: Sequence[Turns], number: int) -> Iterator[tuple[int, float]]:
    """Yield a worker's own arrivals that are `number` or later, each with when it is due, in s after the start, as long
    as the stages last.
    """
    parts = _parts(stages)
    part = next(parts, None)
    for mine in own_arrivals(turns, number):
        while part is not None and mine - part.arrivals >= part.total - _ROUNDING:
            part = next(parts, None)
        if part is None:
            return
        yield mine, part.due_s(mine)


def held_from(stages: Sequence[Stage], time_s: float, target: float) -> tuple[Stage, ...]:
    """Return the stages as they are up to `time_s`, and `target` from there to their end."""
    kept: list[Stage] = []
    for part in _parts(stages):
        left_s = time_s - part.begin_s
        if left_s < part.duration_s:
            level = part.level + (part.target - part.level) * max(0.0, left_s) / part.duration_s
            kept.append(Stage(target=level, duration_s=max(0.0, left_s)))
            break
        kept.append(Stage(target=part.target, duration_s=part.duration_s))
    rest_s = max(0.0, duration_s(stages) - max(0.0, time_s))
    return (*kept, Stage(target=target, duration_s=0.0), Stage(target=target, duration_s=rest_s))


class Turns(NamedTuple):
    """Whose arrivals are whose from number `first` on: of `workers` in turn, those at `place` (from 0)."""

    first: int
    place: int
    workers: int

    def next_from(self, number: int) -> int:
        """Return the first own arrival that is `number` or later."""
        start = self.first + self.place
        return start if number <= start else start + -(-(number - start) // self.workers) * self.workers


def own_arrivals(turns: Sequence[Turns], number: int) -> Iterator[int]:
    """Yield, without end, a worker's own arrivals that are `number` or later, where the workers changed from time to
    time.
    """
    for turn, following in pairwise((*turns, None)):
        assert turn is not None  # only the last is
        mine = turn.next_from(max(number, turn.first))
        yield from count(mine, turn.workers) if following is None else range(mine, following.first, turn.workers)


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
