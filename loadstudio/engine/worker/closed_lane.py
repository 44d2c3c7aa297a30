"""A lane in which so many users are at work at once, each doing pass after pass."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent

from loadstudio.engine.worker.lanes import STARTED_AT_ONCE, Place, WorkingLane
from loadstudio.engine.worker.passes import Tickets
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import ClosedLoad
from loadstudio.plan.schedule import duration_s, users_at

_LEAST_AT_ONCE = 100
_ON_TIME_S = 0.025
"""Where a lane is followed less often than this, the worker is busy, and fewer begin at once."""


class ClosedLane(WorkingLane):
    """So many users at once, each doing pass after pass: those with the lowest numbers work, the others are parked.

    `tickets` say which passes are left, `finished` is told each time when a user has made all of its own.
    """

    def __init__(self, lane: Lane, load: ClosedLoad, tickets: Tickets, finished: Callable[[], None]) -> None:
        super().__init__(lane)
        self.tickets = tickets
        self._stages = load.stages
        self._end_s = duration_s(load.stages) if lane.passes is None else None
        self._per_user = load.iterations_per_user
        self._pacing_s = load.pacing_s
        self._finished = finished
        self._held: int | None = None
        self._wanted = 0
        self._followed_s = 0.0
        self._are_late = False
        self._parked: dict[int, Place] = {}

    def follow(self, time_s: float) -> None:
        """See the base class."""
        if self._end_s is not None and time_s >= self._end_s:
            wanted = 0  # other lanes may go on
        else:
            wanted = users_at(self._stages, time_s) if self._held is None else self._held
        wanted += self._lane.first_user
        if wanted > self._wanted or self._are_late:
            due = sorted(number for number in self._parked if number < wanted)
            passed_s = max(_ON_TIME_S, time_s - self._followed_s)
            most = max(_LEAST_AT_ONCE, int(STARTED_AT_ONCE * _ON_TIME_S / passed_s))
            for number in due[:most]:
                self._parked.pop(number).turn.give()
            self._are_late = len(due) > most
        self._wanted = wanted
        self._followed_s = time_s

    def next_pass(self, place: Place) -> int:
        """See the base class."""
        while True:
            if place.number >= self._wanted or not place.is_working:
                self._await_turn(place)
            if not self._pacing_s:
                break
            now_s = time.perf_counter()
            early_s = place.begun_s + self._pacing_s - now_s if place.passes else 0.0
            if early_s <= 0:
                place.begun_s = now_s
                break
            gevent.sleep(early_s)  # the plan may want fewer users by then
        number = self.tickets.take() if self._per_user is None else self._own_pass(place)
        place.passes += 1
        return number

    def _own_pass(self, place: Place) -> int:
        assert self._per_user is not None
        if place.passes >= self._per_user:
            self._finished()
            self.retire(place)
        # round by round: with as many rows as users nobody logs in as somebody who is in the middle of a pass
        return place.passes * self._lane.users + place.number - self._lane.first_user

    def hold(self, target: float, from_s: float) -> None:
        """See the base class; takes effect at once."""
        del from_s
        self._held = int(target)

    def grant(self, numbers: range) -> None:
        """Take passes that the master gave."""
        self.tickets.grant(numbers)
        self._give_back_if_idle()

    def end_pass(self) -> None:
        """See the base class."""
        super().end_pass()
        self.tickets.finish()

    def leave(self, place: Place) -> None:
        """See the base class."""
        super().leave(place)
        self._parked.pop(place.number, None)

    def retire(self, place: Place) -> None:
        """See the base class."""
        self._rest(place)
        self._give_back_if_idle()
        super().retire(place)

    def _await_turn(self, place: Place) -> None:
        self._rest(place)
        while not place.is_working:
            self._parked[place.number] = place
            self._are_late |= place.number < self._wanted
            self._give_back_if_idle()
            place.turn.wait()
            if place.number < self._wanted:
                self._work(place)

    def _give_back_if_idle(self) -> None:
        """Passes must not lie where nobody makes them while another worker waits for some."""
        if not self.working:
            self.tickets.give_back()
