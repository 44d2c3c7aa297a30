"""Keeping the load on its plan while a run goes: who makes which passes, changes by hand, and what happens to the part
of a worker that is lost. When a run begins and ends is `run`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from loadstudio.base.errors import InvalidInput
from loadstudio.engine.between import orders
from loadstudio.engine.master.lane_progress import Grants, LaneProgress
from loadstudio.engine.master.locust_adapter import Master
from loadstudio.engine.master.roster import Roster
from loadstudio.engine.master.spec_check import check_unique_rows
from loadstudio.engine.master.telling import Telling
from loadstudio.metrics.interval import Interval
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.validate import RATE_MAX_PER_S

_NOTICE_S = 0.3
"""A change of the plan is told so long before it happens, so that all workers do it at the same moment."""


class Steering:
    """One for a run. `finished` is what each worker said last of the passes that it finished, by lane."""

    def __init__(
        self, spec: RunSpec, lanes: Sequence[LaneProgress], roster: Roster, master: Master, telling: Telling
    ) -> None:
        self._spec = spec
        self._lanes = lanes
        self._roster = roster
        self._master = master
        self._telling = telling
        self.finished: dict[str, tuple[int, ...]] = {}

    def on_passes(self, worker: str, report: orders.AskPasses | orders.GivePasses) -> None:
        """A worker wants passes to make, or gives some back."""
        lane = self._lanes[report.lane]
        if isinstance(report, orders.GivePasses):
            self._grant(report.lane, lane.give_back(worker, report))
            return
        grant = lane.pool.ask(worker, report.wanted, report.finished)
        self._grant(report.lane, () if grant is None else ((worker, grant),))

    def set_users(self, users: int) -> None:
        """The person wants so many people at once from now on."""
        if len(self._lanes) > 1 or self._lanes[0].is_open:
            self._telling.notice("The number of people cannot be set in this run: its plan says when passes start.")
            return
        try:
            check_unique_rows(self._spec, users)
        except InvalidInput as error:
            self._telling.notice(str(error))
            return
        if users > self._roster.users:
            self._lanes[0].users = max(self._lanes[0].users, users)
            self._master.spread(users)
        self._hold(max(0, users))
        self._telling.moment(f"People set to {users}", "users")

    def set_rate(self, rate_per_s: float) -> None:
        """The person wants passes to start at this rate from now on."""
        if len(self._lanes) > 1 or not self._lanes[0].is_open:
            self._telling.notice("Passes a second cannot be set in this run: its plan has a number of people.")
            return
        if not 0 <= rate_per_s <= RATE_MAX_PER_S:
            self._telling.notice(f"{rate_per_s:g} passes a second cannot be. Ask for 0 to {RATE_MAX_PER_S:,}.")
            return
        self._hold(rate_per_s)
        self._telling.moment(f"Passes a second set to {rate_per_s:g}", "users")

    def _hold(self, target: float) -> None:
        """Want this in the only lane from a moment on that all workers hear of before."""
        from_s = self._telling.time_s + _NOTICE_S
        self._lanes[0].hold(target, from_s)
        for worker in self._roster.workers:
            self._master.send(worker, orders.Hold(0, target, from_s))

    def _grant(self, lane: int, grants: Grants) -> None:
        for worker, numbers in grants:
            self._master.send(worker, orders.Grant(lane, numbers.start, len(numbers)))

    def deal_arrivals(self, from_s: float) -> None:
        """Deal the passes that a rate starts to the workers that are there."""
        for position, lane in enumerate(self._lanes):
            if lane.is_open:
                able = self._roster.workers_of(lane.lane.user_numbers)
                for worker, turns in lane.deal_turns(able, from_s).items():
                    self._master.send(worker, orders.TakeTurns(position, *turns))

    def hand_over(self, worker: str) -> int:
        """Give what a lost worker would have done to the others; what it missed meanwhile counts as dropped. Return the
        second from which on nothing is known of it.
        """
        telling = self._telling
        time_s = telling.time_s
        unknown_s = telling.seconds.reported(worker) + 1
        self.deal_arrivals(time_s + _NOTICE_S)
        finished = self.finished.get(worker) or (0,) * len(self._lanes)
        for position, lane in enumerate(self._lanes):
            self._grant(position, lane.lose(worker, finished[position]))
            if missed := lane.arrivals_lost(worker, unknown_s, time_s + _NOTICE_S):
                telling.seconds.add("lost", Interval(second=int(time_s), iterations_dropped=missed))
        return unknown_s
