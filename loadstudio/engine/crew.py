"""The users of one worker: who of them works at a time, what they share, and what they measured.

Users have numbers that are unique over all workers; those below the number that the plan wants at the time work,
the others are parked. The plan is followed by the worker's own clock, the master sends no orders from second to
second.
"""

from __future__ import annotations

import logging
import random
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gevent import GreenletExit
from gevent.event import Event

from loadstudio.base.errors import LoadStudioError
from loadstudio.engine.feeds import PassNumber, feeds_of
from loadstudio.engine.http_client import Network
from loadstudio.engine.passes import Tickets
from loadstudio.engine.sampling import Sampler
from loadstudio.engine.steps import Script, Visitor, Witness
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.plan.model import ClosedLoad
from loadstudio.plan.run_spec import RunSpec, ScenarioShare
from loadstudio.plan.schedule import deal_scenarios, users_at
from loadstudio.plan.think_times import pauses
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.generate import Generators

_STARTED_AT_ONCE = 250
"""So many users begin in one beat of the pulse: thousands that connect at once would stop all others for a second."""

logger = logging.getLogger(__name__)


class Place:
    """What one user holds while it lives: its number over all workers, its turn, its visitor."""

    __slots__ = ("is_working", "number", "rank", "turn", "visitor")

    def __init__(self) -> None:
        self.number = -1
        self.is_working = False
        self.rank = 0
        self.turn = Event()
        self.visitor: Visitor | None = None


class Crew:
    """Made when the run spec comes. `ask` sends for passes, `seated` tells the master that all users have a place,
    `complain` that the crew cannot go on.
    """

    def __init__(
        self,
        spec: RunSpec,
        worker: int,
        *,
        witness: Witness,
        ask: Callable[[int, int], None],
        seated: Callable[[], None],
        complain: Callable[[Exception], None],
    ) -> None:
        assert isinstance(spec.load, ClosedLoad)
        self.network = Network(timeout_s=spec.timeout_s, verify_tls=spec.network.verify_tls)
        self.sampler = Sampler()
        self.tickets = Tickets(ask)
        self.is_halting = False
        self._working = self._peak = 0
        self._witness = witness
        self._complain = complain
        self._seated = seated
        self._stages = spec.load.stages
        self._weights = tuple(share.weight for share in spec.shares)
        self._pass_number = PassNumber()
        self._scripts = tuple(self._script(spec, share, worker) for share in spec.shares)
        self._dealt = deal_scenarios(self._weights, 0)
        self._held: int | None = None
        self._wanted = 0
        self._are_late = False
        self._known: set[int] = set()
        self._free: list[int] = []
        self._unplaced: list[Place] = []
        self._parked: dict[int, Place] = {}

    def _script(self, spec: RunSpec, share: ScenarioShare, worker: int) -> Script:
        seed = zlib.crc32(spec.run_id.encode())  # the same in every process, unlike `hash`
        compiled = compile_scenario(
            share.scenario,
            base_url=spec.base_url,
            include_static=spec.include_static,
            generators=Generators(
                clock=time.time,
                chance=random.Random(f"{spec.run_id}/{worker}"),
                worker=worker,
                workers=max(1, spec.workers),
            ),
            feeds=feeds_of(share.data, self._pass_number, worker=worker, seed=seed),
        )
        return Script(
            compiled,
            self.sampler,
            allowed=AllowedHosts.of(share.scenario, spec.allowed_hosts),
            pause=pauses(spec.think_times, random.Random(f"{spec.run_id}/{worker}/think times")),
            traces=spec.trace,
        )

    # --- who works

    def take_numbers(self, numbers: tuple[int, ...]) -> None:
        """These are the numbers of this worker's users from now on; they only ever get more."""
        new = [number for number in numbers if number not in self._known]
        if new and max(new) >= len(self._dealt):
            self._dealt = deal_scenarios(self._weights, max(new) + 1)
        self._known.update(new)
        self._free += reversed(new)
        while self._free and self._unplaced:
            self._settle(self._unplaced.pop(0))

    def hold_users(self, users: int) -> None:
        """Want so many users over all workers, whatever the stages say."""
        self._held = users

    def follow(self, time_s: float) -> None:
        """Let as many users work as the plan wants `time_s` after its start; to be called often."""
        wanted = users_at(self._stages, time_s) if self._held is None else self._held
        if wanted > self._wanted or self._are_late:
            due = sorted(number for number in self._parked if number < wanted)
            for number in due[:_STARTED_AT_ONCE]:
                self._parked.pop(number).turn.set()
            self._are_late = len(due) > _STARTED_AT_ONCE
        self._wanted = wanted

    @contextmanager
    def enlist(self) -> Iterator[Place]:
        """Give a user its place until it ends. Waits for a number."""
        place = Place()
        self._unplaced.append(place)
        try:
            if self._free:
                self._unplaced.remove(place)
                self._settle(place)
            else:
                place.turn.wait()
            yield place
        finally:
            self._rest(place)
            self._parked.pop(place.number, None)
            if place.visitor is not None:
                place.visitor.close()

    def _settle(self, place: Place) -> None:
        place.number = self._free.pop()
        scenario, place.rank = self._dealt[place.number]
        place.visitor = Visitor(self._scripts[scenario], self.network, self.sampler, self._witness)
        place.turn.set()
        if not self._free:
            self._seated()

    def take_peak(self) -> int:
        """Return the most users that worked at once since the last call."""
        peak, self._peak = self._peak, self._working
        return peak

    # --- what they do

    def next_pass(self, place: Place) -> int:
        """Return the number of the user's next pass; waits while the plan does not want the user, or has no pass
        left.
        """
        if place.number >= self._wanted or not place.is_working:
            self._await_turn(place)
        return self.tickets.take()

    def _await_turn(self, place: Place) -> None:
        self._rest(place)
        while not place.is_working:
            place.turn.clear()
            self._parked[place.number] = place
            self._are_late |= place.number < self._wanted
            place.turn.wait()
            place.is_working = place.number < self._wanted
        self._working += 1
        self._peak = max(self._peak, self._working)

    def _rest(self, place: Place) -> None:
        self._working -= place.is_working
        place.is_working = False

    def make_pass(self, place: Place, number: int) -> None:
        """Make one pass and count it."""
        assert place.visitor is not None
        self._pass_number.value = number
        try:
            if place.visitor.make_pass(place.rank):
                self.sampler.passes_completed += 1
            else:
                self.sampler.passes_failed += 1
            self.tickets.finish()
        except Exception as error:
            if not isinstance(error, LoadStudioError):
                logger.exception("A user failed inside the program")
            self._complain(error)
            raise GreenletExit from error
