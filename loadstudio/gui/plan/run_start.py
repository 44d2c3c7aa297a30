"""From the plan to a run: saved, compiled in a job, its hosts asked for, started."""

from __future__ import annotations

import importlib
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from loadstudio.base import ids, paths
from loadstudio.base.clock import now_utc
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.compile import run_spec
from loadstudio.plan.hosts import hosts_to_allow
from loadstudio.plan.run_spec import RunSpec
from loadstudio.scenario.file import save_scenario


def load_charts() -> None:
    """Load what the Run screen draws with, which takes long, so that the run is seen at once. Call it in a job."""
    importlib.import_module("loadstudio.gui.charts.time_chart")


class RunStart(QObject):
    """`busy(bool)` tells while the run is made ready; `hosts_asked(tuple)`: these were not recorded, may they get load?
    Then `allow` goes on, or `forget`.
    """

    busy = Signal(bool)
    hosts_asked = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._waiting: RunSpec | None = None
        self.busy_now = False

    @property
    def run_in_progress(self) -> bool:
        """Whether a run must end before the next one can start."""
        run = self._workspace.run
        return run is not None and not run.session.over

    def begin(self) -> None:
        """Make the run ready; when nothing has to be asked it starts by itself."""
        plan, document = self._workspace.plan, self._workspace.document
        if plan is None or document is None or self.busy_now or self.run_in_progress:
            return
        self._tell_busy(busy=True)
        path, scenario, dirty = document.path, document.scenario, document.dirty
        run_id = ids.run_id(now_utc().astimezone())

        def compile_run(_task: Task) -> RunSpec:
            if dirty:
                save_scenario(path, scenario)  # the run reads files, and the last edit may not be in them yet
            return run_spec(plan, folder=path.parent, run_id=run_id, results_dir=paths.runs_dir() / run_id)

        self._workspace.jobs.start("getting the run ready", compile_run, done=self._ready, failed=self._failed)

    def allow(self, hosts: tuple[str, ...]) -> None:
        """Start the waiting run with these hosts allowed."""
        if self._waiting is not None:
            spec, self._waiting = self._waiting, None
            self._start(replace(spec, allowed_hosts=(*spec.allowed_hosts, *hosts)))

    def forget(self) -> None:
        """Do not start the waiting run."""
        self._waiting = None

    def _ready(self, spec: RunSpec) -> None:
        self._tell_busy(busy=False)
        unknown = hosts_to_allow(spec)
        if unknown:
            self._waiting = spec
            self.hosts_asked.emit(unknown)
        else:
            self._start(spec)

    def _start(self, spec: RunSpec) -> None:
        if self.run_in_progress:
            return
        Path(spec.results_dir).mkdir(parents=True, exist_ok=True)
        self._workspace.start_run(spec)
        self._workspace.go_to("run")

    def _failed(self, error: Exception) -> None:
        self._tell_busy(busy=False)
        self._workspace.notices.error(error)

    def _tell_busy(self, *, busy: bool) -> None:
        self.busy_now = busy
        self.busy.emit(busy)
