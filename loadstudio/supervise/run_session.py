"""A run in progress, as a state machine without I/O: events in, commands and facts out."""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.metrics.summary import Summary
from loadstudio.plan.lanes import lanes_of
from loadstudio.plan.model import Load, OpenLoad
from loadstudio.plan.run_spec import RunSpec
from loadstudio.supervise.child import ChildEnded
from loadstudio.supervise.live_run import LiveRun
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.run_messages import (
    BeginRun,
    ErrorSampled,
    Exchange,
    ExchangeTraced,
    IntervalReported,
    Machines,
    MachinesAwaited,
    MarkMoment,
    RunFinished,
    RunStarted,
    SetRate,
    SetUsers,
    StartRun,
    StopRun,
)

type LoadChange = Literal["users", "rate", ""]
type RunPhase = Literal["starting", "running", "stopping", "finished", "failed"]

_EXCHANGES_KEPT = 500


class RunSession:
    """What is known of one run. `live` holds its numbers, `error_samples` and `exchanges` hold whole exchanges,
    `awaited` which of the `machines` have joined. `stopped_s` is the second in which the person stopped it, `cut` tells
    that people are not let finish.
    """

    kept = "The results until then are kept."
    """What is left of a run whose engine died."""

    def __init__(self, spec: RunSpec, machines: Machines | None = None) -> None:
        self.spec = spec
        self.machines = machines
        self.awaited: MachinesAwaited | None = None
        self.phase: RunPhase = "starting"
        self.started_utc = ""
        self.workers = 0
        self.live = LiveRun()
        self.error_samples: list[ErrorSampled] = []
        self.exchanges: list[Exchange] = []
        self.notices: list[str] = []
        self.summary: Summary | None = None
        self.failure = ""
        self.exit_code = 0
        self.users_set: int | None = None
        self.rate_set_per_s: float | None = None
        self.notes: list[MarkMoment] = []
        self.stopped_s: int | None = None
        self.cut = False

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ("finished", "failed")

    @property
    def load(self) -> Load:
        """The load of the run; of several, the first."""
        return lanes_of(self.spec)[0].load

    @property
    def load_change(self) -> LoadChange:
        """What can be changed while it runs: `users`, the `rate`, or nothing where loads are mixed."""
        if len(lanes_of(self.spec)) > 1:
            return ""
        return "rate" if isinstance(self.load, OpenLoad) else "users"

    @property
    def duration_s(self) -> float:
        """How long its plan takes."""
        return max(lane.duration_s for lane in lanes_of(self.spec))

    @property
    def grace_left_s(self) -> float:
        """How long people have to finish what they do, once the run is stopped."""
        if self.cut or self.stopped_s is None:
            return 0.0
        return max(0.0, self.spec.graceful_stop_s - (self.live.seconds - self.stopped_s))

    def start(self) -> StartRun:
        """Return the command that starts the run."""
        return StartRun(spec=self.spec, machines=self.machines)

    def begin(self) -> BeginRun:
        """Return the command that waits for no further computers."""
        return BeginRun()

    def set_users(self, users: int) -> SetUsers:
        """Return the command that changes the number of users from now on."""
        self.users_set = max(0, users)
        return SetUsers(users=self.users_set)

    def set_rate(self, rate_per_s: float) -> SetRate:
        """Return the command that changes the rate at which passes start from now on."""
        self.rate_set_per_s = max(0.0, rate_per_s)
        return SetRate(rate_per_s=self.rate_set_per_s)

    def mark(self, second: int, text: str) -> MarkMoment:
        """Return the command that keeps a note of the person about a second of the run."""
        self.notes.append(MarkMoment(second=second, text=text))
        return self.notes[-1]

    def stop(self) -> StopRun:
        """Return the command that stops: the first time users finish what they do, the second time they are cut."""
        self.cut = self.phase == "stopping"
        if not self.cut:
            self.stopped_s = self.live.seconds
        self.phase = "stopping"
        return StopRun(at_once=self.cut)

    def handle(self, event: msgspec.Struct) -> None:
        """Take in what the engine said (or that it ended)."""
        match event:
            case MachinesAwaited():
                self.awaited = event
            case RunStarted():
                self.started_utc = event.started_utc
                self.workers = event.workers
                if self.phase == "starting":
                    self.phase = "running"
            case IntervalReported():
                self.live.add(event.interval)
                self.live.trust = event.generator
            case ErrorSampled():
                if len(self.error_samples) < _EXCHANGES_KEPT:
                    self.error_samples.append(event)
            case ExchangeTraced():
                self.exchanges.append(event.exchange)
            case Noticed():
                self.notices.append(event.message)
            case RunFinished():
                self.summary = event.summary
                self.phase = "finished"
                self.live.finish()
            case Failed():
                self._fail(event.message, event.exit_code)
            case ChildEnded():
                if not self.over:
                    kept = self.kept if self.started_utc else ""
                    self._fail(f"{event.outcome.sentence()} {kept}".strip(), 5)

    def _fail(self, message: str, exit_code: int) -> None:
        self.phase = "failed"
        self.live.finish()
        self.failure = message
        self.exit_code = exit_code
