"""Lanes at work in one worker: when each user of a lane begins its next pass, by a number of users or by a rate.

Each follows the plan by the worker's own clock; the master sends no orders from second to second.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import gevent
from gevent.event import Event

from loadstudio.engine.passes import Tickets
from loadstudio.engine.steps import Visitor
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import ClosedLoad, OpenLoad
from loadstudio.plan.schedule import Turns, arrival_s, deal_scenarios, duration_s, held_from, next_arrival, users_at

_STARTED_AT_ONCE = 220
"""So many users begin at once: thousands that connect at once would stop all others for a second."""
_LEAST_AT_ONCE = 100
_ON_TIME_S = 0.025
"""Where a lane is followed less often than this, the worker is busy, and fewer begin at once."""


class Place:
    """What one user holds while it lives: its number over all workers, its turn, its visitor.

    Where a rate says when a pass begins, `arrival` is the pass's number and `intended_s` that moment on
    `time.perf_counter`.
    """

    __slots__ = (
        "arrival",
        "begun_s",
        "intended_s",
        "is_working",
        "lane",
        "number",
        "passes",
        "rank",
        "turn",
        "visitor",
    )

    def __init__(self) -> None:
        self.number = -1
        self.is_working = False
        self.rank = 0
        self.passes = 0
        self.arrival = -1
        self.begun_s = 0.0
        self.intended_s: float | None = None
        self.turn = Event()
        self.visitor: Visitor | None = None
        self.lane: WorkingLane | None = None


class WorkingLane(ABC):
    """What closed and open lanes of a worker have in common. `working` are the users that make a pass or may,
    `finished` the passes that are over.
    """

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._dealt = deal_scenarios(lane.weights, 0)
        self.working = 0
        self.finished = 0
        self._peak = 0

    def deal(self, numbers: Sequence[int]) -> None:
        """Learn of users that may come."""
        most = max(numbers) - self._lane.first_user + 1
        if most > len(self._dealt):
            self._dealt = deal_scenarios(self._lane.weights, most)

    def seat(self, place: Place) -> int:
        """Give a user its place here; return the share that it does."""
        place.lane = self
        position, place.rank = self._dealt[place.number - self._lane.first_user]
        return self._lane.shares[position]

    def begin(self, start_s: float) -> None:  # noqa: B027 - nothing to do for a lane that is followed
        """The run's second 0 is at this moment of `time.perf_counter`."""

    @abstractmethod
    def follow(self, time_s: float) -> None:
        """Let those work whom the plan wants `time_s` after its start; to be called often."""

    @abstractmethod
    def next_pass(self, place: Place) -> int:
        """Return the number of the user's next pass; waits until there is one."""

    @abstractmethod
    def hold(self, target: float, from_s: float) -> None:
        """Want so much from a time on, whatever the stages say: users at once, or passes a second."""

    def end_pass(self) -> None:
        """A pass of a user is over."""
        self.finished += 1

    def leave(self, place: Place) -> None:
        """A user ends."""
        self._rest(place)

    def retire(self, place: Place) -> None:
        """Let a user that has nothing more to do wait for the end."""
        self._rest(place)
        Event().wait()

    def halt(self) -> None:  # noqa: B027 - nothing to do for a lane without a clock
        """Begin nothing any more."""

    def take_peak(self) -> int:
        """Return the most users that worked at once since the last call."""
        peak, self._peak = self._peak, self.working
        return peak

    def _work(self, place: Place) -> None:
        place.is_working = True
        self.working += 1
        self._peak = max(self._peak, self.working)

    def _rest(self, place: Place) -> None:
        self.working -= place.is_working
        place.is_working = False


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
            most = max(_LEAST_AT_ONCE, int(_STARTED_AT_ONCE * _ON_TIME_S / passed_s))
            for number in due[:most]:
                self._parked.pop(number).turn.set()
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
            place.turn.clear()
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


class OpenLane(WorkingLane):
    """Passes begin at a rate, whatever the answers take: each by an idle user. Where there is none it is `dropped`.

    Passes have the numbers of their arrivals. After a standstill they begin late, and the lateness is measured.
    """

    def __init__(self, lane: Lane, load: OpenLoad, dropped: Callable[[], None]) -> None:
        super().__init__(lane)
        self._stages = load.stages
        self._dropped = dropped
        self._turns: list[Turns] = []
        self._idle: list[Place] = []
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
        place.turn.clear()
        self._idle.append(place)
        place.turn.wait()
        self._work(place)
        place.passes += 1
        return place.arrival

    def leave(self, place: Place) -> None:
        """See the base class."""
        super().leave(place)
        if place in self._idle:
            self._idle.remove(place)

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
        while True:
            number = next_arrival(self._turns, self._next)
            due_s = arrival_s(self._stages, number)
            if due_s is None:
                return
            if time.perf_counter() < start_s + due_s or in_a_row == _STARTED_AT_ONCE:
                in_a_row = 0
                gevent.sleep(max(0.0, start_s + due_s - time.perf_counter()))
                continue
            in_a_row += 1
            self._next = number + 1
            self._arrive(number, time.perf_counter() - start_s - due_s)

    def _arrive(self, number: int, late_s: float) -> None:
        if not self._idle:
            self._dropped()
            return
        place = self._idle.pop()
        place.arrival = number
        place.intended_s = time.perf_counter() - late_s
        place.turn.set()
