"""How far a run's lanes are, as the master sees them: passes shared out, arrivals dealt, what is over. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import takewhile

from loadstudio.engine.between.orders import GivePasses
from loadstudio.engine.worker.passes import PassPool
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import ClosedLoad, OpenLoad
from loadstudio.plan.schedule import Turns, arrivals_by, arrivals_in_all, held_from, own_arrivals

type Grants = tuple[tuple[str, range], ...]


class LaneProgress:
    """One lane of a run. Workers are known by their names; `users` is how many it has at most by now."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        per_user = isinstance(lane.load, ClosedLoad) and lane.load.iterations_per_user is not None
        self.pool = PassPool(None if per_user else lane.passes)
        self.users = lane.users
        self._users_finished: dict[str, int] = {}
        self._stages = lane.load.stages
        self._turns: dict[str, list[Turns]] = {}

    @property
    def is_open(self) -> bool:
        """Whether its passes come at a rate."""
        return isinstance(self.lane.load, OpenLoad)

    def is_over(self, time_s: float) -> bool:
        """Tell whether nothing is left to begin `time_s` after the start."""
        if sum(self._users_finished.values()) >= self.users:
            return True
        return self.pool.is_done or self.lane.is_past(time_s)

    def join(self, worker: str) -> None:
        """Count a worker in."""
        self.pool.join(worker)
        self._users_finished[worker] = 0

    def user_finished(self, worker: str) -> None:
        """A user has made all of its own passes, or finds no data row any more."""
        if worker in self._users_finished:
            self._users_finished[worker] += 1

    def lose(self, worker: str, recorded: int) -> Grants:
        """Forget a worker of whose passes `recorded` stand in the results; return what others get to do.

        Its users begin their own passes again elsewhere.
        """
        self._users_finished.pop(worker, None)
        return self.pool.lose(worker, recorded)

    def give_back(self, worker: str, given: GivePasses) -> Grants:
        """Take passes back that a worker will not make; return who gets them instead."""
        return self.pool.give_back(worker, set(given.numbers), given.finished)

    # --- arrivals

    def hold(self, target: float, from_s: float) -> None:
        """From a time on passes start at this rate."""
        self._stages = held_from(self._stages, from_s, target)

    def deal_turns(self, workers: Sequence[str], from_s: float) -> dict[str, Turns]:
        """Deal the arrivals that are due from a time on to these workers, in turn; return whose are whose."""
        first = math.ceil(arrivals_by(self._stages, from_s)) if from_s > 0 else 0
        dealt = {worker: Turns(first, place, len(workers)) for place, worker in enumerate(workers)}
        for worker, turns in dealt.items():
            self._turns.setdefault(worker, []).append(turns)
        return dealt

    def arrivals_lost(self, worker: str, after_s: float, until_s: float) -> int:
        """Return how many arrivals a lost worker should have started between two times, and forget it."""
        turns = self._turns.pop(worker, None)
        if turns is None:
            return 0
        last = min(math.ceil(arrivals_by(self._stages, until_s)), arrivals_in_all(self._stages))
        lost = takewhile(last.__gt__, own_arrivals(turns, math.ceil(arrivals_by(self._stages, after_s))))
        return sum(1 for _ in lost)
