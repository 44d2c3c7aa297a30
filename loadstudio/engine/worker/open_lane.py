"""A lane in which passes begin at a rate, whatever the answers take."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent

from loadstudio.engine.worker.lanes import STARTED_AT_ONCE, Place, WorkingLane
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import OpenLoad
from loadstudio.plan.schedule import Turns, arrivals, held_from


class OpenLane(WorkingLane):
    """Passes begin at a rate, whatever the answers take: each by an idle user. Where there is none it is `dropped`.

    Passes have the numbers of their arrivals. After a standstill they begin late, and the lateness is measured.
    """

    def __init__(self, lane: Lane, load: OpenLoad, dropped: Callable[[], None]) -> None:
        super().__init__(lane)
        self._stages = load.stages
        self._dropped = dropped
        self._turns: list[Turns] = []
        self._idle: dict[Place, None] = {}
        self._next = 0
        self._start_s: float | None = None
        self._clock: gevent.Greenlet | None = None

    def begin(self, start_s: float) -> None:
        """See the base class."""
        self._start_s = start_s
        self._restart()

    def take_turns(self, turns: Turns) -> None:
        """These arrivals are this worker's from their number on."""
        self._turns.append(turns)
        self._restart()

    def hold(self, target: float, from_s: float) -> None:
        """See the base class."""
        self._stages = held_from(self._stages, from_s, target)
        self._restart()

    def follow(self, time_s: float) -> None:
        """See the base class; the clock of arrivals does it."""

    def next_pass(self, place: Place) -> int:
        """See the base class."""
        self._rest(place)
        self._idle[place] = None
        place.turn.wait()
        self._work(place)
        place.passes += 1
        return place.arrival

    def leave(self, place: Place) -> None:
        """See the base class."""
        super().leave(place)
        self._idle.pop(place, None)

    def halt(self) -> None:
        """See the base class."""
        if self._clock is not None:
            self._clock.kill()

    def _restart(self) -> None:
        """Follow the changed plan from the next arrival on."""
        self.halt()
        if self._start_s is not None and self._turns:
            self._clock = gevent.spawn(self._follow_arrivals, self._start_s)

    def _follow_arrivals(self, start_s: float) -> None:
        in_a_row = 0
        for number, due_s in arrivals(self._stages, self._turns, self._next):
            intended_s = start_s + due_s
            while (early_s := intended_s - time.perf_counter()) > 0 or in_a_row == STARTED_AT_ONCE:
                in_a_row = 0
                gevent.sleep(max(0.0, early_s))
            in_a_row += 1
            self._next = number + 1
            self._arrive(number, intended_s)

    def _arrive(self, number: int, intended_s: float) -> None:
        if not self._idle:
            self._dropped()
            return
        place, _ = self._idle.popitem()  # who ended a pass last: its connections are the freshest
        place.arrival = number
        place.intended_s = intended_s
        place.turn.give()
