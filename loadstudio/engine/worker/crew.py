"""The users of one worker: what they share, which lane each belongs to, and what they measured.

When a user of a lane begins a pass is `lanes`'; what it does in a pass is `steps`'.
"""

from __future__ import annotations

import logging
import random
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gevent import GreenletExit

from loadstudio.base.errors import LoadStudioError
from loadstudio.engine.between.rows import RowTickets
from loadstudio.engine.http.network import Network
from loadstudio.engine.user.request_making import Witness
from loadstudio.engine.user.sampling import Sampler
from loadstudio.engine.user.script import Script
from loadstudio.engine.user.steps import Visitor
from loadstudio.engine.worker.closed_lane import ClosedLane
from loadstudio.engine.worker.feeds import PassNumber, feeds_of
from loadstudio.engine.worker.lanes import Place, WorkingLane
from loadstudio.engine.worker.open_lane import OpenLane
from loadstudio.engine.worker.passes import Tickets
from loadstudio.metrics.histogram import bucket_bounds_us
from loadstudio.metrics.interval import Interval
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.plan.lanes import Lane, lane_of, lanes_of
from loadstudio.plan.model import OpenLoad
from loadstudio.plan.row_numbers import is_alone, number_of_user
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.schedule import Turns
from loadstudio.plan.think_times import pauses
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.feed import RowsUsedUp
from loadstudio.playback.generate import Generators

_LEAST_PATIENCE_S = 1.0
"""So long a request must have waited for an answer, and twice as long as any answer took, to count as failed when it is
cut off at the end of the run.
"""

logger = logging.getLogger(__name__)


class Crew:
    """Made when the run spec comes. `ask` sends for passes of a lane, `give` sends passes back, `ask_rows` sends for
    rows of a share's table, `finished` tells of a user that has made all of its own passes, `out_of_rows` of one that
    finds no data, `seated` that all users have a place, `complain` that the crew cannot go on.
    """

    def __init__(
        self,
        spec: RunSpec,
        *,
        worker: int,
        workers: int,
        witness: Witness,
        ask: Callable[[int, int, int], None],
        give: Callable[[int, tuple[int, ...], int], None],
        ask_rows: Callable[[int, int, int], None],
        finished: Callable[[int], None],
        out_of_rows: Callable[[int, RowsUsedUp], None],
        seated: Callable[[], None],
        complain: Callable[[Exception], None],
    ) -> None:
        self.network = Network(timeout_s=spec.timeout_s, settings=spec.network, identities=spec.identities)
        self.sampler = Sampler()
        self.is_halting = False
        self._longest_s = 0.0
        self._ask, self._give, self._ask_rows = ask, give, ask_rows
        self._finished, self._out_of_rows = finished, out_of_rows
        self._rows: dict[tuple[int, int], RowTickets] = {}
        self._witness = witness
        self._complain = complain
        self._seated = seated
        self._pass_number = PassNumber()
        self._scripts = tuple(self._script(spec, share, worker, workers) for share in range(len(spec.shares)))
        self._plan = lanes_of(spec)
        self._lanes = tuple(self._lane(position, lane) for position, lane in enumerate(self._plan))
        self._known: set[int] = set()
        self._free: list[int] = []
        self._unplaced: list[Place] = []

    def _script(self, spec: RunSpec, position: int, worker: int, workers: int) -> Script:
        share = spec.shares[position]
        seed = zlib.crc32(spec.run_id.encode())  # the same in every process, unlike `hash`
        compiled = compile_scenario(
            share.scenario,
            base_url=spec.base_url,
            include_static=spec.include_static,
            parallel=spec.network.parallel and not spec.trace,  # a check is made in order, to be told in order
            generators=Generators(
                clock=time.time,
                chance=random.Random(f"{spec.run_id}/{worker}"),
                worker=worker,
                workers=workers,
                secrets=spec.secrets,
            ),
            files=share.files,
            feeds=feeds_of(
                share.data,
                self._pass_number,
                lambda table: self._row_tickets(position, table),
                worker=worker,
                seed=seed,
                users=lambda table: number_of_user(spec, (position, table)),
                is_alone=is_alone(spec, position),
            ),
        )
        return Script(
            compiled,
            self.sampler,
            allowed=AllowedHosts.of(share.scenario, spec.allowed_hosts),
            pause=pauses(spec.think_times, random.Random(f"{spec.run_id}/{worker}/think times")),
            chance=random.Random(f"{spec.run_id}/{worker}/choices"),
            caches=spec.network.browser_cache and not spec.trace,
            traces=spec.trace,
        )

    def _row_tickets(self, share: int, table: int) -> RowTickets:
        return self._rows.setdefault((share, table), RowTickets(lambda wanted: self._ask_rows(share, table, wanted)))

    def _lane(self, position: int, lane: Lane) -> WorkingLane:
        if isinstance(lane.load, OpenLoad):
            return OpenLane(lane, lane.load, self._drop)
        tickets = Tickets(
            lambda wanted, finished: self._ask(position, wanted, finished),
            lambda numbers, finished: self._give(position, numbers, finished),
        )
        return ClosedLane(lane, lane.load, tickets, lambda: self._finished(position))

    def _drop(self) -> None:
        self.sampler.passes_dropped += 1

    # --- who works

    def take_numbers(self, numbers: tuple[int, ...]) -> None:
        """These are the numbers of this worker's users from now on; they only ever get more."""
        new = [number for number in numbers if number not in self._known]
        for position, lane in enumerate(self._lanes):
            if mine := [number for number in new if lane_of(self._plan, number) == position]:
                lane.deal(mine)
        self._known.update(new)
        self._free += reversed(new)
        while self._free and self._unplaced:
            place = self._unplaced.pop(0)
            self._settle(place)
            place.turn.give()

    def begin(self, start_s: float) -> None:
        """The run's second 0 is at this moment of `time.perf_counter`."""
        for lane in self._lanes:
            lane.begin(start_s)

    def follow(self, time_s: float) -> None:
        """Let as many users work as the plan wants `time_s` after its start; to be called often."""
        for lane in self._lanes:
            lane.follow(time_s)

    def hold(self, lane: int, target: float, from_s: float) -> None:
        """Want so many users over all workers, or passes a second, whatever the stages say."""
        self._lanes[lane].hold(target, from_s)

    def grant(self, lane: int, numbers: range) -> None:
        """Take passes that the master gave."""
        closed = self._lanes[lane]
        assert isinstance(closed, ClosedLane)
        closed.grant(numbers)

    def grant_rows(self, share: int, table: int, numbers: range) -> None:
        """Take rows that the master gave."""
        self._rows[share, table].grant(numbers)

    def take_turns(self, lane: int, turns: Turns) -> None:
        """Take these arrivals of an open lane from their number on."""
        opened = self._lanes[lane]
        assert isinstance(opened, OpenLane)
        opened.take_turns(turns)

    def expect(self, passes: int) -> None:
        """Learn how many passes are used up in a fraction of a second."""
        for lane in self._lanes:
            if isinstance(lane, ClosedLane):
                lane.tickets.expect(passes)
        for tickets in self._rows.values():
            tickets.expect(passes)

    def remember(self, interval: Interval) -> None:
        """Keep how long answers take at most."""
        slowest = (label.latency[-2] for label in interval.labels if label.kind == "request" and label.latency)
        self._longest_s = max(self._longest_s, bucket_bounds_us(max(slowest, default=0))[1] / 1e6)

    def halt(self, grace_s: float) -> None:
        """Begin no pass any more; users have `grace_s` to end theirs."""
        self.is_halting = True
        self.network.patience_s = max(grace_s, _LEAST_PATIENCE_S, 2 * self._longest_s)
        for lane in self._lanes:
            lane.halt()

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
            if place.lane is not None:
                place.lane.leave(place)
            if place.visitor is not None:
                place.visitor.close()

    def _settle(self, place: Place) -> None:
        place.number = self._free.pop()
        script = self._lanes[lane_of(self._plan, place.number)].seat(place)
        place.visitor = Visitor(self._scripts[script], self.network, self.sampler, self._witness)
        if not self._free:
            self._seated()

    def take_peak(self) -> int:
        """Return the most users that worked at once since the last call."""
        return sum(lane.take_peak() for lane in self._lanes)

    @property
    def finished(self) -> tuple[int, ...]:
        """How many passes of each lane are over."""
        return tuple(lane.finished for lane in self._lanes)

    # --- what they do

    def next_pass(self, place: Place) -> int:
        """Return the number of the user's next pass; waits while the plan does not want one of it. Raises GreenletExit
        where its turn comes at the end of the run, while others leave.
        """
        assert place.lane is not None
        number = place.lane.next_pass(place)
        if self.is_halting:
            raise GreenletExit
        return number

    def retire(self, place: Place) -> None:
        """Let a user wait for the end of the run."""
        assert place.lane is not None
        place.lane.retire(place)

    def make_pass(self, place: Place, number: int) -> bool:
        """Make one pass and count it; return whether the user can make another one."""
        assert place.visitor is not None
        assert place.lane is not None
        self._pass_number.value = number
        try:
            if place.visitor.make_pass(place.rank, place.intended_s):
                self.sampler.passes_completed += 1
            else:
                self.sampler.passes_failed += 1
            place.lane.end_pass()
        except RowsUsedUp as error:
            place.lane.end_pass()
            self._out_of_rows(self._lanes.index(place.lane), error)
            return False
        except Exception as error:
            if not isinstance(error, LoadStudioError):
                logger.exception("A user failed inside the program")
            self._complain(error)
            raise GreenletExit from error
        return True
