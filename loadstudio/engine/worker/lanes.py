"""Lanes at work in one worker: when each user of a lane begins its next pass, by a number of users (`closed_lane`) or
by a rate (`open_lane`).

Each follows the plan by the worker's own clock; the master sends no orders from second to second.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from gevent.event import Event

from loadstudio.engine.user.steps import Visitor
from loadstudio.engine.worker.turn import Turn
from loadstudio.plan.lanes import Lane
from loadstudio.plan.schedule import deal_scenarios

STARTED_AT_ONCE = 220
"""So many users begin at once: thousands that connect at once would stop all others for a second."""


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
        self.turn = Turn()
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
