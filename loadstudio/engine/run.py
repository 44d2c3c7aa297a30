"""One run from its spec to its summary: a state machine fed from one queue, so that nothing in it happens at the
same time.

Commands of the parent, reports of the workers and the end of processes come in; orders to the workers and events
for the parent go out.
"""

from __future__ import annotations

import contextlib
import signal
import time
from typing import Literal, NamedTuple

from gevent.queue import Empty, Queue

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.base.errors import EngineFailed, InvalidInput, LoadStudioError
from loadstudio.engine import orders
from loadstudio.engine.lane_progress import Grants, LaneProgress
from loadstudio.engine.link import Heard, Link, Nonsense, ParentGone, Terminated
from loadstudio.engine.locust_adapter import Master
from loadstudio.engine.results_thread import ResultsThread
from loadstudio.engine.roster import Roster
from loadstudio.engine.rows import RowLedger
from loadstudio.engine.seconds import Seconds
from loadstudio.engine.spec_check import check_unique_rows, checked_lanes
from loadstudio.engine.worker_processes import WorkerEnded, WorkerProcesses
from loadstudio.metrics.aggregate import RunTotals
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.summary import Summary
from loadstudio.plan.lanes import users_in_all
from loadstudio.plan.limits import run_summary
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.validate import RATE_MAX_PER_S
from loadstudio.wire.common import Noticed
from loadstudio.wire.run_messages import (
    ErrorSampled,
    ExchangeTraced,
    IntervalReported,
    MarkMoment,
    RunFinished,
    RunStarted,
    SetRate,
    SetUsers,
    StartRun,
    StopRun,
)

_START_S = 60.0
_LEAD_S = 0.05
_CUT_S = 5.0
_TICK_S = 0.1
_SAMPLES_KEPT = 3
_NOTE_LENGTH = 500
_NOTICE_S = 0.3
"""A change of the plan is told so long before it happens, so that all workers do it at the same moment."""

type Phase = Literal["starting", "running", "halting", "over"]


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

    def __init__(self, spec: RunSpec, processes: WorkerProcesses, link: Link, inbox: Queue[Event]) -> None:
        self._spec = spec
        self._link = link
        self._inbox = inbox
        self._lanes = tuple(LaneProgress(lane) for lane in checked_lanes(spec))
        self._phase: Phase = "starting"
        self._outcome = "finished"
        self._roster = Roster()
        self._seconds = Seconds()
        self._totals = RunTotals()
        self._finished_passes: dict[str, tuple[int, ...]] = {}
        self._sampled: dict[tuple[str, str], int] = {}
        self._rows = RowLedger(spec)
        self._pids: dict[int, str] = {}
        self._joined: list[str] = []
        self._prepared: set[str] = set()
        self._seated: set[str] = set()
        self._drained: set[str] = set()
        self._failure: LoadStudioError | None = None
        self._results: ResultsThread | None = None
        self._started_utc = ""
        self._started_s = self._ended_s = 0.0
        self._deadline_s = time.monotonic() + _START_S
        self._processes = processes
        self._workers = processes.count
        self._master = Master(
            self._roster,
            lambda worker, report: inbox.put(Reported(worker, report)),
            lambda worker: inbox.put(WorkerSilent(worker)),
        )

    def conduct(self) -> None:
        """Run it. Raises LoadStudioError when it could not even start."""
        try:
            self._processes.connect(self._master.address)
            while self._phase != "over":
                with contextlib.suppress(Empty):
                    self._handle(self._inbox.get(timeout=_TICK_S))
                self._on_time()
            if self._failure is not None:
                raise self._failure
            self._finish()
        finally:
            self._master.close()

    # --- what happens

    def _handle(self, event: Event) -> None:
        match event:
            case Reported():
                self._on_report(event.worker, event.report)
            case WorkerEnded():
                self._on_worker_ended(event)
            case WorkerSilent():
                self._lose(event.worker, "has fallen silent")
            case StopRun():
                self._stop("stopped", 0.0 if event.at_once else self._spec.graceful_stop_s)
            case Terminated():
                self._stop("interrupted", self._spec.graceful_stop_s)
            case ParentGone() | Nonsense():
                self._outcome = "interrupted"
                self._phase = "over"
            case SetUsers():
                self._set_users(event.users)
            case SetRate():
                self._set_rate(event.rate_per_s)
            case MarkMoment():
                self._mark(event.second, event.text)
            case StartRun():
                self._notice("A run is going on already; an engine makes one run.")

    def _on_report(self, worker: str, report: orders.FromWorker) -> None:
        match report:
            case orders.Joined() | orders.Prepared() | orders.Seated():
                self._on_arrival(worker, report)
            case orders.Refused():
                self._fail(report)
            case orders.AskPasses():
                grant = self._lanes[report.lane].pool.ask(worker, report.wanted, report.finished)
                self._grant(report.lane, () if grant is None else ((worker, grant),))
            case orders.GivePasses():
                self._grant(report.lane, self._lanes[report.lane].give_back(worker, report))
            case orders.UserFinished():
                self._lanes[report.lane].user_finished(worker)
            case orders.AskRows() | orders.OutOfRows():
                self._on_rows(worker, report)
            case orders.SecondOver():
                self._finished_passes[worker] = report.finished
                self._seconds.add(worker, report.interval)
            case orders.Seen():
                self._on_seen(report)
            case orders.Drained():
                self._drained.add(worker)

    def _on_arrival(self, worker: str, report: orders.Joined | orders.Prepared | orders.Seated) -> None:
        match report:
            case orders.Joined():
                self._pids[report.pid] = worker
                self._joined.append(worker)
                self._master.send(worker, orders.Prepare(self._spec, len(self._joined) - 1, self._workers))
            case orders.Prepared():
                self._prepared.add(worker)
                if self._phase == "starting" and len(self._prepared) == self._workers:
                    self._seat()
            case orders.Seated():
                self._seated.add(worker)
                if self._phase == "starting" and len(self._seated) == self._workers:
                    self._begin()

    def _grant(self, lane: int, grants: Grants) -> None:
        for worker, numbers in grants:
            self._master.send(worker, orders.Grant(lane, numbers.start, len(numbers)))

    def _on_rows(self, worker: str, report: orders.AskRows | orders.OutOfRows) -> None:
        if isinstance(report, orders.AskRows):
            self._master.send(worker, self._rows.granted(report, len(self._roster.workers)))
            return
        self._lanes[report.lane].user_finished(worker)
        if self._rows.users_stopped(report.table) == 0:
            self._notice(report.sentence)
        self._rows.stop_user(report.table)

    def _on_seen(self, report: orders.Seen) -> None:
        exchange = report.exchange
        if report.traced:
            self._link.send(ExchangeTraced(exchange=exchange))
            return
        key = (exchange.label, exchange.failure)
        self._sampled[key] = self._sampled.get(key, 0) + 1
        if self._sampled[key] <= _SAMPLES_KEPT:
            self._link.send(ErrorSampled(second=report.second, exchange=exchange))
            if self._results is not None:
                self._results.write_error(report.second, exchange)

    def _on_worker_ended(self, event: WorkerEnded) -> None:
        code = event.exit_code
        how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with code {code}"
        worker = self._pids.get(event.pid)
        if worker is not None:
            self._lose(worker, how)
        elif self._phase == "starting":
            self._give_up(EngineFailed(f"A worker process could not start: it {how}."))

    def _on_time(self) -> None:
        now_s = time.monotonic()
        time_s = now_s - self._started_s
        match self._phase:
            case "starting" if now_s > self._deadline_s:
                self._give_up(EngineFailed(f"The workers did not start within {_START_S:.0f} s."))
            case "running":
                self._publish(self._seconds.take(self._roster.workers, time_s))
                if all(lane.is_over(time_s) for lane in self._lanes):
                    self._halt(self._spec.graceful_stop_s)
            case "halting":
                self._publish(self._seconds.take(self._roster.workers, time_s))
                if self._drained.issuperset(self._roster.workers) or now_s > self._deadline_s:
                    self._ended_s = now_s
                    self._phase = "over"

    # --- what follows from it

    def _seat(self) -> None:
        """Have all users on the workers before the clock starts: thousands take their time."""
        for worker in self._joined:
            self._roster.join(worker)
            for lane in self._lanes:
                lane.join(worker)
        self._master.spread(users_in_all([one.lane for one in self._lanes]))

    def _begin(self) -> None:
        self._started_utc = iso_utc(now_utc())
        self._results = ResultsThread(
            self._spec, started_utc=self._started_utc, workers=self._workers, on_failure=self._notice
        )
        self._started_s = time.monotonic() + _LEAD_S
        self._deal_arrivals(0.0)
        for worker in self._roster.workers:
            self._master.send(worker, orders.Begin(time.time() + _LEAD_S))
        self._phase = "running"
        self._link.send(RunStarted(run_id=self._spec.run_id, started_utc=self._started_utc, workers=self._workers))

    def _set_users(self, users: int) -> None:
        if self._phase != "running":
            return
        if len(self._lanes) > 1 or self._lanes[0].is_open:
            self._notice("The number of people cannot be set in this run: its plan says when passes start.")
            return
        try:
            check_unique_rows(self._spec, users)
        except InvalidInput as error:
            self._notice(str(error))
            return
        if users > self._roster.users:
            self._lanes[0].users = max(self._lanes[0].users, users)
            self._master.spread(users)
        self._hold(max(0, users))
        self._moment(f"Users set to {users}", "users")

    def _set_rate(self, rate_per_s: float) -> None:
        if self._phase != "running":
            return
        if len(self._lanes) > 1 or not self._lanes[0].is_open:
            self._notice("Passes a second cannot be set in this run: its plan has a number of people.")
            return
        if not 0 <= rate_per_s <= RATE_MAX_PER_S:
            self._notice(f"{rate_per_s:g} passes a second cannot be. Ask for 0 to {RATE_MAX_PER_S:,}.")
            return
        self._hold(rate_per_s)
        self._moment(f"Passes a second set to {rate_per_s:g}", "users")

    def _mark(self, second: int, text: str) -> None:
        """Keep a note of the person, who began to write it at a second that may be over by now."""
        note = text.strip()[:_NOTE_LENGTH]
        if note and self._results is not None:
            last = max(0, int(time.monotonic() - self._started_s))
            self._results.write_moment(min(max(0, second), last), note, "note")

    def _hold(self, target: float) -> None:
        """Want this in the only lane from a moment on that all workers hear of before."""
        from_s = time.monotonic() - self._started_s + _NOTICE_S
        self._lanes[0].hold(target, from_s)
        for worker in self._roster.workers:
            self._master.send(worker, orders.Hold(0, target, from_s))

    def _deal_arrivals(self, from_s: float) -> None:
        for position, lane in enumerate(self._lanes):
            if lane.is_open:
                able = self._roster.workers_of(lane.lane.user_numbers)
                for worker, turns in lane.deal_turns(able, from_s).items():
                    self._master.send(worker, orders.TakeTurns(position, *turns))

    def _lose(self, worker: str, how: str) -> None:
        """Go on without a worker: its users and its passes go to the others."""
        if self._phase == "starting":
            self._give_up(EngineFailed(f"A worker process {how} before the run began."))
        if worker not in self._roster.workers:
            return
        self._master.forget(worker)
        users = self._roster.lose(worker)
        if self._phase != "running":
            return
        if not self._roster.workers:
            self._moment(f"The last worker process {how}.", "worker")
            self._outcome = f"failed: the last worker process {how}"
            self._ended_s = time.monotonic()
            self._phase = "over"
            return
        theirs = "Its user goes" if users == 1 else f"Its {users} users go"
        self._notice(f"A worker process {how}. {theirs} on in the other workers.", "worker")
        self._master.spread(self._roster.users)
        self._hand_over(worker)

    def _hand_over(self, worker: str) -> None:
        """Give what a lost worker would have done to the others; what it missed meanwhile counts as dropped."""
        time_s = time.monotonic() - self._started_s
        last_s = self._seconds.reported(worker) + 1.0
        self._deal_arrivals(time_s + _NOTICE_S)
        finished = self._finished_passes.get(worker) or (0,) * len(self._lanes)
        for position, lane in enumerate(self._lanes):
            self._grant(position, lane.lose(worker, finished[position]))
            if missed := lane.arrivals_lost(worker, last_s, time_s + _NOTICE_S):
                self._seconds.add("lost", Interval(second=int(time_s), iterations_dropped=missed))

    def _fail(self, report: orders.Refused) -> None:
        if self._phase == "starting":
            failure = LoadStudioError(report.message)
            failure.exit_code = type(failure.exit_code)(report.exit_code)
            self._give_up(failure)
        elif self._phase == "running":
            self._notice(report.message)
            self._outcome = f"failed: {report.message}"
            self._halt(0.0)

    def _give_up(self, failure: LoadStudioError) -> None:
        self._failure = failure
        self._phase = "over"

    def _stop(self, outcome: str, grace_s: float) -> None:
        if self._phase == "starting":
            self._outcome = outcome
            self._phase = "over"
        elif self._phase in ("running", "halting"):
            if self._phase == "running":
                self._outcome = outcome
                self._moment("Stopped", "stop")
            self._halt(grace_s)

    def _halt(self, grace_s: float) -> None:
        self._phase = "halting"
        self._deadline_s = time.monotonic() + grace_s + _CUT_S
        for worker in self._roster.workers:
            self._master.send(worker, orders.Halt(grace_s))

    def _publish(self, intervals: list[Interval]) -> None:
        for interval in intervals:
            self._totals.add(interval)
            self._link.send(IntervalReported(interval=interval))
            if self._results is not None:
                self._results.write_interval(interval)

    def _finish(self) -> None:
        self._publish(self._seconds.take_all())
        for sentence in self._rows.closing_words():
            self._notice(sentence)
        summary = self._summary()
        if self._results is not None:
            self._results.finish(summary)
        self._link.send(RunFinished(summary=summary))

    def _summary(self) -> Summary:
        duration = max(0.0, (self._ended_s or time.monotonic()) - self._started_s) if self._started_s else 0.0
        return run_summary(
            self._spec,
            self._totals,
            started_utc=self._started_utc or iso_utc(now_utc()),
            duration_s=duration,
            outcome=self._outcome,
            workers=self._workers,
        )

    def _notice(self, message: str, kind: Literal["notice", "worker"] = "notice") -> None:
        self._link.send(Noticed(message=message))
        self._moment(message, kind)

    def _moment(self, text: str, kind: Literal["notice", "worker", "users", "stop"]) -> None:
        if self._results is not None:
            self._results.write_moment(max(0, int(time.monotonic() - self._started_s)), text, kind)
