"""Keeps the plan of the open scenario in its file, a moment after each change, and tries again where that fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from loadstudio.gui.changed_elsewhere import KnownFile, keep_theirs
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.save_times import SAVE_AFTER_MS, TRY_AGAIN_AFTER_MS
from loadstudio.plan.file import load_plan, save_plan
from loadstudio.plan.model import Plan
from loadstudio.scenario.model import Scenario


class PlanFile(QObject):
    """The file of one plan at a time; a plan that was never changed is never written. `failed(error)`: it could not be
    written, told once for each change. `saved` when a file holds its plan, `overwrote` when another window or program
    had changed it since; what that wrote is kept among the versions of the scenario.
    """

    failed = Signal(object)
    saved = Signal()
    overwrote = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path = Path()
        self._files: dict[Path, _PlanOnDisk] = {}
        self._unwritten: dict[Path, Plan] = {}
        self._writing: set[Path] = set()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    def open(self, path: Path, plan: Plan | None, scenario_path: Path, scenario: Callable[[], Scenario]) -> None:
        """From now on it is this file, which holds `plan` (None: there is none); the one before is written if it must.
        The `scenario` is the one whose plan it is, as it is when that is asked for.
        """
        self.save()
        self._path = path
        done = self.tr("Changed in another window or program")
        opened = _PlanOnDisk(path, plan, lambda theirs: keep_theirs(scenario_path, path, done, scenario(), theirs))
        self._files = {path: opened} | {one: self._files[one] for one in self._unwritten}

    def keep(self, plan: Plan) -> None:
        """Write this plan soon."""
        self._unwritten[self._path] = plan
        self._told = False
        self._timer.start(SAVE_AFTER_MS)

    @property
    def dirty(self) -> bool:
        """Whether a file does not hold its plan yet."""
        return bool(self._unwritten)

    def save(self) -> None:
        """Write what is not written yet, in jobs."""
        self._timer.stop()
        for path, plan in self._unwritten.items():
            if path not in self._writing:
                self._write(path, plan)

    def _write(self, path: Path, plan: Plan) -> None:
        self._writing.add(path)
        file = self._files[path]
        self._jobs.start(
            "saving the plan",
            lambda _task: file.write(plan),
            done=partial(self._wrote, path, plan),
            failed=partial(self._not_written, path),
        )

    def _wrote(self, path: Path, plan: Plan, overwrote: bool) -> None:
        self._writing.discard(path)
        if overwrote:
            self.overwrote.emit()
        if self._unwritten[path] is plan:
            del self._unwritten[path]
            self.saved.emit()
        elif not self._timer.isActive():
            self._timer.start(SAVE_AFTER_MS)  # it was changed meanwhile

    def _not_written(self, path: Path, error: Exception) -> None:
        self._writing.discard(path)
        self._timer.start(TRY_AGAIN_AFTER_MS)
        if not self._told:
            self._told = True
            self.failed.emit(error)


class _PlanOnDisk:
    """A plan's file as this window last knew it; `keep` keeps what others wrote before it is written over."""

    def __init__(self, path: Path, plan: Plan | None, keep: Callable[[Plan], None]) -> None:
        self._file = KnownFile(path, plan, load_plan)
        self._keep = keep

    def write(self, plan: Plan) -> bool:
        """Write the plan, in a job; tell whether anything of others was written over. Raises FileError, also where what
        others wrote cannot be read: it is not written over.
        """
        theirs = self._file.theirs()
        if theirs is not None and theirs != plan:
            self._keep(theirs)
        save_plan(plan, self._file.path)
        self._file.wrote(plan)
        return theirs is not None and theirs != plan
