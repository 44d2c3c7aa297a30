"""Until a run begins: workers join, compile the scenario and get their users; then the clock can start."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Literal

from loadstudio import __version__
from loadstudio.base.errors import EngineFailed, LoadStudioError
from loadstudio.engine.between import orders
from loadstudio.engine.master.lane_progress import LaneProgress
from loadstudio.engine.master.link import Link
from loadstudio.engine.master.locust_adapter import Master
from loadstudio.engine.master.muster import Muster
from loadstudio.engine.master.roster import Roster
from loadstudio.engine.master.telling import Telling
from loadstudio.engine.worker.capacity import hosts_needed, shortage
from loadstudio.plan.lanes import users_in_all
from loadstudio.plan.run_spec import RunSpec
from loadstudio.wire.run_messages import Machines, MachinesAwaited

_START_S = 60.0


class Beginning:
    """`phase` is "mustering" until all workers have joined. `begin` is called when each has its users, `give_up` when
    it cannot come to that, `dismiss` for a worker that is not needed or not fit, with the reason.
    """

    def __init__(
        self,
        spec: RunSpec,
        lanes: Sequence[LaneProgress],
        machines: Machines,
        *,
        muster: Muster,
        roster: Roster,
        master: Master,
        telling: Telling,
        link: Link,
        begin: Callable[[], None],
        give_up: Callable[[LoadStudioError], None],
        dismiss: Callable[[str, str], None],
    ) -> None:
        self.phase: Literal["mustering", "starting"] = "mustering"
        self._is_over = False
        self._spec = spec
        self._lanes = lanes
        self._users = users_in_all([one.lane for one in lanes])
        self._machines = machines
        self._muster = muster
        self._roster = roster
        self._master = master
        self._telling = telling
        self._link = link
        self._begin = begin
        self._give_up = give_up
        self._dismiss = dismiss
        self._prepared: set[str] = set()
        self._seated: set[str] = set()
        self._wait_s = machines.wait_s if machines.count else _START_S
        self._deadline_s = time.monotonic() + self._wait_s

    def begin_with_those_here(self) -> None:
        """Wait no longer for other computers, where some have come."""
        if self._muster.close():
            self.tell_awaited()
            self._prepare()

    def on_time(self, now_s: float) -> None:
        """Give up when it takes too long. `now_s` is on `time.monotonic`."""
        if now_s <= self._deadline_s:
            return
        if self.phase == "mustering":
            self._give_up(EngineFailed(self._muster.missing_text(self._wait_s)))
        else:
            self._give_up(EngineFailed(f"The workers did not start within {_START_S:.0f} s."))

    def on_arrival(self, worker: str, report: orders.Joined | orders.Prepared | orders.Seated) -> None:
        """A worker is one step further."""
        match report:
            case orders.Joined():
                self._on_joined(worker, report)
            case orders.Prepared():
                self._prepared.add(worker)
                if self.phase == "starting" and self._prepared.issuperset(self._muster.workers):
                    self._seat()
            case orders.Seated():
                self._seated.add(worker)
                if not self._is_over and self._seated.issuperset(self._muster.workers):
                    self._is_over = True  # those who get more users later say so again
                    self._begin()

    def _on_joined(self, worker: str, joined: orders.Joined) -> None:
        if joined.version != __version__:
            self._dismiss(worker, f"The run is made by LoadStudio {__version__}, and this is {joined.version}.")
            self._telling.notice(
                f"{joined.host} has LoadStudio {joined.version}, not {__version__}, and was sent away."
            )
        elif self.phase != "mustering":
            self._dismiss(worker, "The run has begun without this computer.")
        else:
            self._muster.join(worker, joined)
            self.tell_awaited()
            if self._muster.is_complete:
                self._prepare()

    def tell_awaited(self) -> None:
        """Tell the parent which other computers have joined, where any are awaited."""
        wanted = self._machines
        if wanted.count:
            where = self._master.connection(wanted.announced_host, wanted.announced_port).text()
            joined, expected = self._muster.machines_joined, self._muster.machines
            names = self._muster.machine_names
            self._link.send(MachinesAwaited(connection=where, joined=joined, expected=expected, names=names))

    def _prepare(self) -> None:
        """All are there: have them compile the scenario."""
        for worker in self._muster.choose(self._users):
            self._dismiss(worker, "The run has enough workers without this one.")
        self.phase = "starting"
        self._deadline_s = time.monotonic() + _START_S
        workers = self._muster.workers
        for number, worker in enumerate(workers):
            self._master.send(worker, orders.Prepare(self._spec, number, len(workers)))

    def _seat(self) -> None:
        """Have all users on the workers before the clock starts: thousands take their time."""
        for worker in self._muster.workers:
            self._roster.join(worker)
            for lane in self._lanes:
                lane.join(worker)
        self._roster.grow(self._users)
        for worker in self._muster.workers:
            if too_few := self._shortage(worker):
                if not any(lane.is_open for lane in self._lanes):
                    self._give_up(EngineFailed(too_few))
                    return
                self._telling.notice(too_few)  # at a rate, not all may ever be needed
        self._master.spread(self._users)

    def _shortage(self, worker: str) -> str:
        joined = self._muster.joined(worker)
        assert joined is not None
        return shortage(
            self._muster.name(worker),
            users=len(self._roster.numbers(worker)),
            hosts=hosts_needed(self._spec),
            open_files=joined.open_files,
            ports=joined.ports // self._muster.neighbours(worker),
        )
