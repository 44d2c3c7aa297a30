"""A check: one user, one pass, without think times, every exchange kept and compared with the recording.

The same engine does it as a run; only the spec differs. A state machine without I/O, as a run session is.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.authoring.comparing.compared_rows import GoOn, Hide
from loadstudio.authoring.comparing.noise import Noise, changing_values
from loadstudio.authoring.comparing.replay_report import Judge, ReplayReport, replay_report
from loadstudio.authoring.comparing.side_by_side import SideBySide, side_by_side
from loadstudio.authoring.mending.drift import Drift, drifts
from loadstudio.authoring.mending.stale import Stale, stale_values
from loadstudio.base import ids
from loadstudio.base.clock import now_utc
from loadstudio.base.errors import FileError
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.compile import run_spec
from loadstudio.plan.model import ClosedLoad, Plan, RecordedThinkTimes, Stage
from loadstudio.plan.run_spec import RunSpec
from loadstudio.recording.entry import Entry, Recording
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.model import HttpRequest, Scenario, requests_of
from loadstudio.supervise.run_session import RunSession

MOST_CHECKS = 5
"""So often a scenario is checked at most while what went wrong is repaired."""


def check_spec(
    plan: Plan, *, folder: Path, results_dir: Path, data_overrides: dict[str, Path] | None = None
) -> RunSpec:
    """Return the run spec that checks a plan's first scenario: its data, hosts and address, but one user and one pass.

    Raises what `plan.compile.run_spec` raises.
    """
    once = msgspec.structs.replace(
        plan,
        scenarios=plan.scenarios[:1],
        load=ClosedLoad(stages=(Stage(target=1, duration_s=0),), iterations=1),
        limits=(),
        workers=1,
        think_times=RecordedThinkTimes(factor=0.0),
    )
    return run_spec(
        once,
        folder=folder,
        run_id=f"check-{ids.run_id(now_utc())}",
        results_dir=results_dir,
        data_overrides=data_overrides or {},
        trace=True,
    )


def recording_of(scenario: Scenario, folder: Path) -> Recording | None:
    """Return the recording that a scenario in `folder` was made of, or None when it is not there any more."""
    if not scenario.recording:
        return None
    try:
        return read_har(folder / scenario.recording)
    except FileError:
        return None


class CheckSession(RunSession):
    """A run session of one traced pass that ends in a report; `judge` says of each exchange what it is worth."""

    kept = ""  # a check has no results that outlive it

    def __init__(self, spec: RunSpec, recording: Recording | None) -> None:
        super().__init__(spec)
        self.scenario = spec.shares[0].scenario
        self.recording = recording
        self._entries = {entry.id: entry for entry in recording.entries} if recording is not None else {}
        self.judge = Judge(self.scenario, recording)

    @property
    def sent(self) -> int:
        """How many requests were answered (or failed) so far."""
        return len(self.exchanges)

    @property
    def total(self) -> int:
        """How many requests the pass has."""
        return len(requests_of(self.scenario, enabled_only=True))

    @property
    def step(self) -> str:
        """The name of the step that is under way, or ''."""
        return self.judge.step_after({exchange.request_id for exchange in self.exchanges})

    def drifts(self) -> tuple[Drift, ...]:
        """Return which values the site no longer gives where they are looked for, and what would help."""
        return drifts(self.scenario, self.recording, self.exchanges)

    def entry_of(self, request: HttpRequest) -> Entry | None:
        """Return the recorded exchange of a request, None where there is none."""
        return self._entries.get(request.recorded.entry_id) if request.recorded is not None else None

    def side_by_side(
        self,
        request: HttpRequest,
        exchange: Exchange | None,
        *,
        before: Exchange | None = None,
        hide: Hide = str,
        go_on: GoOn = lambda: None,
    ) -> SideBySide:
        """Return a request's exchange beside the recorded one, None where it was not sent. Slow for large bodies."""
        entry = self.entry_of(request)
        recorded = (entry.request, entry.response) if entry is not None else None
        noise = Noise(changing_values(self.scenario, tuple(self.exchanges)), request.ignored)
        return side_by_side(recorded, exchange, request, noise, before=before, hide=hide, go_on=go_on)

    def stale_values(self, request_id: str) -> tuple[Stale, ...]:
        """Return what a request sends as recorded although the site hands out new ones. Slow."""
        return stale_values(self.scenario, self.recording, self.exchanges, request_id)

    def report(self) -> ReplayReport:
        """Return what the pass showed until now."""
        return replay_report(self.scenario, self.recording, self.exchanges)
