"""From the plan to a run, here or on other computers: saved, compiled in a job, asked what must be asked, started."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from loadstudio.base import ids, paths
from loadstudio.base.clock import now_utc
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.compile import run_spec
from loadstudio.plan.hosts import hosts_to_allow
from loadstudio.plan.run_spec import RunSpec
from loadstudio.scenario.model import PythonCode, walk
from loadstudio.wire.run_messages import Machines


def load_charts() -> None:
    """Load what the Run screen draws with, which takes long, so that the run is seen at once. Call it in a job."""
    importlib.import_module("loadstudio.gui.charts.time_chart")


class RunStart(QObject):
    """`busy(bool)` tells while the run is made ready; `hosts_asked(tuple)`: these were not recorded, may they get load?
    `code_asked(names)`: may these Python steps be run? Then `allow` or `trust` goes on, or `forget`.
    `awaiting(control)`: the run waits for other computers.
    """

    busy = Signal(bool)
    hosts_asked = Signal(object)
    code_asked = Signal(object)
    awaiting = Signal(object)

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
        path, file, scenario, dirty = document.path, document.file, document.scenario, document.dirty
        run_id = ids.run_id(now_utc().astimezone())

        def compile_run(_task: Task) -> RunSpec:
            if dirty:
                file.write(scenario)  # the run reads files, and the last edit may not be in them yet
            return run_spec(plan, folder=path.parent, run_id=run_id, results_dir=paths.runs_dir() / run_id)

        self._workspace.jobs.start("getting the run ready", compile_run, done=self._ready, failed=self._failed)

    def allow(self, hosts: tuple[str, ...]) -> None:
        """Go on with the waiting run, with these hosts allowed."""
        if self._waiting is not None:
            self._ready(replace(self._waiting, allowed_hosts=(*self._waiting.allowed_hosts, *hosts)))

    def trust(self) -> None:
        """Go on with the waiting run, whose code may be run from now on."""
        if self._waiting is not None:
            self._workspace.settings.trust_code(code_digest(code_of(self._waiting)))
            self._ready(self._waiting)

    def forget(self) -> None:
        """Do not start the waiting run."""
        self._waiting = None

    def _ready(self, spec: RunSpec) -> None:
        self._tell_busy(busy=False)
        self._waiting = spec
        code = code_of(spec)
        if unknown := hosts_to_allow(spec):
            self.hosts_asked.emit(unknown)
        elif code and not self._workspace.settings.trusts_code(code_digest(code)):
            self.code_asked.emit(tuple(step.name for step in code))
        else:
            self._waiting = None
            self._start(spec)

    def _start(self, spec: RunSpec) -> None:
        if self.run_in_progress:
            return
        folder = Path(spec.results_dir)
        folder.mkdir(parents=True, exist_ok=True)
        count = self._workspace.settings.machines
        control = self._workspace.start_run(spec, Machines(count=count) if count else None)
        control.over.connect(lambda: _leave_no_empty_folder(folder))
        if count:
            self.awaiting.emit(control)
        else:  # the run's screen has taken the run in this turn; it is shown in another one
            QTimer.singleShot(0, self, lambda: self._workspace.go_to("run"))

    def _failed(self, error: Exception) -> None:
        self._tell_busy(busy=False)
        self._workspace.notices.error(error)

    def _tell_busy(self, *, busy: bool) -> None:
        self.busy_now = busy
        self.busy.emit(busy)


def code_of(spec: RunSpec) -> tuple[PythonCode, ...]:
    """Return the Python steps that a run executes."""
    nodes = (node for share in spec.shares for node in walk(share.scenario.steps, enabled_only=True))
    return tuple(node for node in nodes if isinstance(node, PythonCode))


def code_digest(code: Sequence[PythonCode]) -> str:
    """Return what changes with any change of the code."""
    return hashlib.sha256("\0".join(step.code for step in code).encode("utf-8", "surrogatepass")).hexdigest()


def _leave_no_empty_folder(folder: Path) -> None:
    """A run that never began leaves none among the others."""
    with contextlib.suppress(OSError):
        folder.rmdir()
