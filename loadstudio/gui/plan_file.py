"""Keeps the plan of the open scenario in its file, a moment after each change, and tries again where that fails."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from loadstudio.gui.jobs import Jobs
from loadstudio.plan.file import save_plan
from loadstudio.plan.model import Plan

_SAVE_AFTER_MS = 800
_TRY_AGAIN_AFTER_MS = 5_000


class PlanFile(QObject):
    """The file of one plan at a time; a plan that was never changed is never written. `failed(error)`: it could not be
    written, told once for each change. `saved` when a file holds its plan.
    """

    failed = Signal(object)
    saved = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path = Path()
        self._unwritten: dict[Path, Plan] = {}
        self._writing: set[Path] = set()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    def open(self, path: Path) -> None:
        """From now on it is this file; the one before is written if it must."""
        self.save()
        self._path = path

    def keep(self, plan: Plan) -> None:
        """Write this plan soon."""
        self._unwritten[self._path] = plan
        self._told = False
        self._timer.start(_SAVE_AFTER_MS)

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
        self._jobs.start(
            "saving the plan",
            lambda _task: save_plan(plan, path),
            done=partial(self._wrote, path, plan),
            failed=partial(self._not_written, path),
        )

    def _wrote(self, path: Path, plan: Plan, _nothing: None) -> None:
        self._writing.discard(path)
        if self._unwritten[path] is plan:
            del self._unwritten[path]
            self.saved.emit()
        elif not self._timer.isActive():
            self._timer.start(_SAVE_AFTER_MS)  # it was changed meanwhile

    def _not_written(self, path: Path, error: Exception) -> None:
        self._writing.discard(path)
        self._timer.start(_TRY_AGAIN_AFTER_MS)
        if not self._told:
            self._told = True
            self.failed.emit(error)
