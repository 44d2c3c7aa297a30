"""One run from its spec to its summary: a state machine fed from one queue, so that nothing in it happens at the
same time.

Commands of the parent, reports of the workers and the end of processes come in; orders to the workers and events
for the parent go out. What the run tells is `telling`'s, how it comes to begin `beginning`'s, keeping the load on
its plan `steering`'s.
"""

from __future__ import annotations

import contextlib
import time
from typing import Literal, NamedTuple

from gevent.queue import Empty, Queue

from loadstudio.base.errors import EngineFailed, LoadStudioError
from loadstudio.base.units import clock_text
from loadstudio.engine.between import orders
from loadstudio.engine.between.rows import RowLedger
from loadstudio.engine.between.silence import Silence
from loadstudio.engine.master.beginning import Beginning
from loadstudio.engine.master.lane_progress import LaneProgress
from loadstudio.engine.master.link import Heard, Link, Nonsense, ParentGone, Terminated
from loadstudio.engine.master.locust_adapter import Master
from loadstudio.engine.master.muster import Muster
from loadstudio.engine.master.roster import Roster
from loadstudio.engine.master.spec_check import checked_lanes
from loadstudio.engine.master.steering import Steering
from loadstudio.engine.master.telling import Telling
from loadstudio.engine.master.worker_processes import WorkerEnded, WorkerProcesses
from loadstudio.wire.run_messages import (
    BeginRun,
    Machines,
    MarkMoment,
    SetRate,
    SetUsers,
    StartRun,
    StopRun,
)
from loadstudio.wire.worker_messages import JoinRun

_LEAD_S = 0.05
_CUT_S = 5.0
_TICK_S = 0.1
_SILENT_S = {"mustering": 10.0, "starting": 60.0, "running": 4.0, "halting": 4.0, "over": 60.0}
"""Who has said nothing for so long is lost: preparing a large scenario takes its time, in the run each second counts.
The end of this computer's own workers is seen at once.
"""
type Phase = Literal["mustering", "starting", "running", "halting", "over"]


class Reported(NamedTuple):
    """A worker said something."""

    worker: str
    report: orders.FromWorker


class WorkerSilent(NamedTuple):
    """Locust has not heard of a worker for a while, or it said good-bye."""

    worker: str


type Event = Heard | Reported | WorkerSilent | WorkerEnded


class Run:
    """`inbox` is where the link and the workers put what happens; `conduct` returns when all is over and told."""

    def __init__(self, start: StartRun, processes: WorkerProcesses, link: Link, inbox: Queue[Event]) -> None:
        spec = self._spec = start.spec
        self._inbox = inbox
        lanes = self._lanes = tuple(LaneProgress(lane) for lane in checked_lanes(spec))
        self._later: Literal["", "running", "halting", "over"] = ""
        self._outcome = "finished"
        self._roster = Roster()
        self._telling = Telling(spec, link)
        self._machines = start.machines or Machines(count=0)
        self._muster = Muster(processes.count, self._machines.count)
        self._silence = Silence()
        self._rows = RowLedger(spec)
        self._drained: set[str] = set()
        self._failure: LoadStudioError | None = None
        self._ended_s = 0.0
        self._deadline_s = 0.0
        self._processes = processes
        self._master = Master(
            self._roster,
            start.machines,
            on_report=lambda worker, report: inbox.put(Reported(worker, report)),
            on_missing=lambda worker: inbox.put(WorkerSilent(worker)),
            on_heard=self._silence.heard,
        )
        self._steering = Steering(spec, lanes, self._roster, self._master, self._telling)
        self._beginning = Beginning(
            spec,
            lanes,
            self._machines,
            muster=self._muster,
            roster=self._roster,
            master=self._master,
            telling=self._telling,
            link=link,
            begin=self._begin,
            give_up=self._give_up,
            dismiss=self._dismiss,
        )

    def conduct(self) -> None:
        """Run it. Raises LoadStudioError when it could not even start."""
        try:
            here = self._master.connection("127.0.0.1")
            self._processes.connect(JoinRun(connection=here.text(), processes=self._processes.count))
            self._beginning.tell_awaited()
            while self._phase != "over":
                with contextlib.suppress(Empty):
                    self._handle(self._inbox.get(timeout=_TICK_S))
                self._on_time()
            if self._failure is not None:
                raise self._failure
            for sentence in self._rows.closing_words():
                self._telling.notice(sentence)
            self._telling.finish(self._outcome, self._ended_s)
        finally:
            self._master.close()

    @property
    def _phase(self) -> Phase:
        return self._later or self._beginning.phase

    # --- what happens

    def _handle(self, event: Event) -> None:
        match event:
            case Reported():
                self._silence.heard(event.worker)
                self._on_report(event.worker, event.report)
            case WorkerEnded():
                self._on_worker_ended(event)
            case WorkerSilent():
                self._lose(event.worker, "it has left")
            case BeginRun() if self._phase == "mustering":
                self._beginning.begin_with_those_here()
            case StopRun():
                self._stop("stopped", 0.0 if event.at_once else self._spec.graceful_stop_s)
            case Terminated():
                self._stop("interrupted", self._spec.graceful_stop_s)
            case ParentGone() | Nonsense():
                self._outcome = "interrupted"
                self._later = "over"
            case SetUsers() if self._phase == "running":
                self._steering.set_users(event.users)
            case SetRate() if self._phase == "running":
                self._steering.set_rate(event.rate_per_s)
            case MarkMoment():
                self._telling.mark(event.second, event.text)
            case StartRun():
                self._telling.notice("A run is going on already; an engine makes one run.")

    def _on_report(self, worker: str, report: orders.FromWorker) -> None:
        match report:
            case orders.Joined() | orders.Prepared() | orders.Seated():
                self._beginning.on_arrival(worker, report)
            case orders.Refused():
                self._fail(report)
            case orders.AskPasses() | orders.GivePasses():
                self._steering.on_passes(worker, report)
            case orders.UserFinished():
                self._lanes[report.lane].user_finished(worker)
            case orders.AskRows() | orders.OutOfRows():
                self._on_rows(worker, report)
            case orders.SecondOver() if worker in self._roster.workers:
                self._steering.finished[worker] = report.finished
                self._telling.seconds.add(worker, report.interval)
            case orders.Seen():
                self._telling.saw(report)
            case orders.Drained():
                self._drained.add(worker)

    def _on_rows(self, worker: str, report: orders.AskRows | orders.OutOfRows) -> None:
        if isinstance(report, orders.AskRows):
            self._master.send(worker, self._rows.granted(report, len(self._roster.workers)))
            return
        self._lanes[report.lane].user_finished(worker)
        if self._rows.users_stopped(report.table) == 0:
            self._telling.notice(report.sentence)
        self._rows.stop_user(report.table)

    def _on_worker_ended(self, event: WorkerEnded) -> None:
        worker = self._muster.worker_of(event.pid)
        if worker is not None:
            self._lose(worker, event.how)
        elif self._phase == "mustering":
            self._give_up(EngineFailed(f"A worker process could not start: {event.how}."))

    def _on_time(self) -> None:
        now_s = time.monotonic()
        self._silence.tick(now_s)
        for worker in self._silence.longer_than(_SILENT_S[self._phase]):
            self._silence.forget(worker)
            if self._muster.is_remote(worker):
                self._lose(worker, "it cannot be heard any more")
        match self._phase:
            case "mustering" | "starting":
                self._beginning.on_time(now_s)
            case "running":
                self._telling.publish(self._roster.workers)
                if all(lane.is_over(self._telling.time_s) for lane in self._lanes):
                    self._halt(self._spec.graceful_stop_s)
            case "halting":
                self._telling.publish(self._roster.workers)
                if self._drained.issuperset(self._roster.workers) or now_s > self._deadline_s:
                    self._ended_s = now_s
                    self._later = "over"

    def _begin(self) -> None:
        self._telling.begin(len(self._muster.workers), _LEAD_S)
        self._steering.deal_arrivals(0.0)
        for worker in self._roster.workers:
            self._master.send(worker, orders.Begin(_LEAD_S))
        self._later = "running"
        if self._machines.count:
            self._telling.moment(f"The load comes from {self._muster.whence()}", "worker")

    # --- losses and ends

    def _dismiss(self, worker: str, reason: str) -> None:
        self._silence.forget(worker)
        self._master.send(worker, orders.Dismiss(reason))

    def _lose(self, worker: str, how: str) -> None:
        """Go on without a worker: its users and its passes go to the others."""
        name = self._muster.name(worker)
        if self._phase == "mustering" and self._muster.is_remote(worker):
            self._muster.leave(worker)
            self._beginning.tell_awaited()
        elif self._phase == "mustering" or (self._phase == "starting" and worker in self._muster.workers):
            self._give_up(EngineFailed(f"{name} was lost before the run began: {how}."))
        if worker not in self._roster.workers:
            return
        self._master.forget(worker)
        if self._muster.is_remote(worker):
            self._dismiss(worker, "The run goes on without this computer: it could not be heard for some seconds.")
        users = self._roster.lose(worker)
        if self._phase != "running":
            return
        if not self._roster.workers:
            self._telling.moment(f"The last worker was lost: {how}.", "worker")
            self._outcome = f"failed: the last worker was lost: {how}"
            self._ended_s = time.monotonic()
            self._later = "over"
            return
        self._master.spread(self._roster.users)
        gap_s = self._steering.hand_over(worker)
        theirs = "Its one person goes" if users == 1 else f"Its {users} people go"
        gap = f"Its part of the load was missing from {clock_text(gap_s)} to {clock_text(self._telling.time_s)}."
        self._telling.notice(f"{name} was lost: {how}. {theirs} on in the other workers. {gap}", "worker")

    def _fail(self, report: orders.Refused) -> None:
        if self._phase in ("mustering", "starting"):
            failure = LoadStudioError(report.message)
            failure.exit_code = type(failure.exit_code)(report.exit_code)
            self._give_up(failure)
        elif self._phase == "running":
            self._telling.notice(report.message)
            self._outcome = f"failed: {report.message}"
            self._halt(0.0)

    def _give_up(self, failure: LoadStudioError) -> None:
        self._failure = failure
        self._later = "over"

    def _stop(self, outcome: str, grace_s: float) -> None:
        if self._phase in ("mustering", "starting"):
            self._outcome = outcome
            self._later = "over"
        elif self._phase in ("running", "halting"):
            if self._phase == "running":
                self._outcome = outcome
                self._telling.moment("Stopped", "stop")
            self._halt(grace_s)

    def _halt(self, grace_s: float) -> None:
        self._later = "halting"
        self._deadline_s = time.monotonic() + grace_s + _CUT_S
        for worker in self._roster.workers:
            self._master.send(worker, orders.Halt(grace_s))
