"""Rows that no two users may share, when one file serves several scenarios of a plan: each user's number among all who
take rows from that file, in whatever scenario. Pure.

Numbers are told from the plan alone, so that no two workers have to agree, and stay the same when more users come: only
the common lane can get more, hence its users have the numbers behind those of all other lanes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loadstudio.plan.lanes import Lane, lanes_of
from loadstudio.plan.run_spec import DataTable, RunSpec
from loadstudio.plan.schedule import deal_scenarios

type Place = tuple[int, int]
"""A share's position and its table's."""


def serving_together(spec: RunSpec, place: Place) -> tuple[Place, ...]:
    """Return the tables that have the same rows to give away, each once, as the one at a place: that one among them."""
    table = _table(spec, place)
    if not table.origin or table.policy not in ("unique", "unique_pass"):
        return (place,)
    return tuple(
        (share, position)
        for share, one in enumerate(spec.shares)
        for position, other in enumerate(one.data)
        if (other.origin, other.policy) == (table.origin, table.policy)
    )


def users_needing_rows(spec: RunSpec, place: Place, users: int | None = None) -> int:
    """Return how many users take a row of their own from the rows of a table; `users` takes the place of the first
    lane's number.
    """
    shares = {share for share, _table in serving_together(spec, place)}
    return sum(
        _taking(lane, shares, lane.users if users is None or number else users)
        for number, lane in enumerate(lanes_of(spec))
    )


def number_of_user(spec: RunSpec, place: Place) -> Callable[[int], int]:
    """Return what gives a user's row number by how many users before it do the same scenario."""
    share = place[0]
    shares = {one for one, _table in serving_together(spec, place)}
    if len(shares) == 1:
        return lambda rank: rank
    lanes = lanes_of(spec)
    own = next(number for number, lane in enumerate(lanes) if share in lane.shares)
    before = range(own) if spec.shares[share].load is not None else range(len(lanes))
    fixed = [lanes[n] for n in before if n != own and spec.shares[lanes[n].shares[0]].load is not None]
    offset = sum(_taking(lane, shares, lane.users) for lane in fixed)
    return _Numbers(lanes[own], share, shares, offset).of


class _Numbers:
    def __init__(self, lane: Lane, share: int, shares: set[int], offset: int) -> None:
        self._lane, self._share, self._shares = lane, share, shares
        self._offset = offset
        self._known: list[int] = []

    def of(self, rank: int) -> int:
        users = 64
        while len(self._known) <= rank:
            self._known = self._numbers(users)
            users *= 4
        return self._known[rank]

    def _numbers(self, users: int) -> list[int]:
        numbers: list[int] = []
        count = 0
        for position, _rank in deal_scenarios(self._lane.weights, users):
            share = self._lane.shares[position]
            if share == self._share:
                numbers.append(self._offset + count)
            count += share in self._shares
        return numbers


def _taking(lane: Lane, shares: set[int], users: int) -> int:
    return sum(lane.shares[position] in shares for position, _rank in deal_scenarios(lane.weights, users))


def _table(spec: RunSpec, place: Place) -> DataTable:
    return spec.shares[place[0]].data[place[1]]


def is_alone(spec: RunSpec, share: int) -> bool:
    """Tell whether all passes of a share's lane are its own, so that their numbers have no gaps."""
    lanes: Sequence[Lane] = lanes_of(spec)
    return any(lane.shares == (share,) for lane in lanes)
