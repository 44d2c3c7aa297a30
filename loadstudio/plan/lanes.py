"""A run's lanes: the scenarios that share one load by weight, and each scenario that has a load of its own. Users are
numbered over all lanes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from loadstudio.plan.model import ClosedLoad, Load
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.schedule import duration_s, most_users, users_at


class Lane(NamedTuple):
    """`shares` are positions in the run spec's shares, with their `weights`; its users have the numbers from
    `first_user` on, `users` of them at most.
    """

    load: Load
    shares: tuple[int, ...]
    weights: tuple[float, ...]
    first_user: int
    users: int

    @property
    def duration_s(self) -> float:
        """How long its stages take."""
        return duration_s(self.load.stages)

    @property
    def user_numbers(self) -> range:
        """The numbers of its users in the plan."""
        return range(self.first_user, self.first_user + self.users)

    @property
    def passes(self) -> int | None:
        """How many passes it has in all; None when only time ends it."""
        if not isinstance(self.load, ClosedLoad):
            return None
        if self.load.iterations_per_user is not None:
            return self.load.iterations_per_user * self.users
        return self.load.iterations

    def is_past(self, time_s: float) -> bool:
        """Tell whether its stages are over. A number of passes goes on in the last stage, unless that has no users."""
        if time_s < self.duration_s:
            return False
        return self.passes is None or users_at(self.load.stages, time_s) == 0


def lanes_of(spec: RunSpec) -> tuple[Lane, ...]:
    """Return the lanes of a run, the common one first."""
    common = [position for position, share in enumerate(spec.shares) if share.load is None]
    loads: list[tuple[Load, list[int]]] = [(spec.load, common)] if common else []
    loads += [(share.load, [position]) for position, share in enumerate(spec.shares) if share.load is not None]
    lanes: list[Lane] = []
    first_user = 0
    for load, shares in loads:
        weights = tuple(spec.shares[position].weight for position in shares)
        lanes.append(Lane(load, tuple(shares), weights, first_user, most_users(load)))
        first_user += most_users(load)
    return tuple(lanes)


def lane_of(lanes: Sequence[Lane], user: int) -> int:
    """Return the position of the lane that a user's number belongs to; numbers beyond all belong to the last."""
    return bisect_right([lane.first_user for lane in lanes], user) - 1


def users_in_all(lanes: Sequence[Lane]) -> int:
    """Return the most users that all lanes could ever have at once."""
    return sum(lane.users for lane in lanes)
