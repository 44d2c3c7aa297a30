"""Keeps the plan of the open scenario in its file, a moment after each change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from loadstudio.gui.jobs import Jobs
from loadstudio.plan.file import save_plan
from loadstudio.plan.model import Plan

_SAVE_AFTER_MS = 800


class PlanFile(QObject):
    """The file of one plan at a time; a plan that was never changed is never written. `failed(error)`: not written."""

    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path = Path()
        self._plan: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def open(self, path: Path) -> None:
        """From now on it is this file; the one before is written if it must."""
        self.save()
        self._path = path

    def keep(self, plan: Plan) -> None:
        """Write this plan soon."""
        self._plan = plan
        self._timer.start()

    def save(self) -> None:
        """Write what is not written yet, in a job."""
        self._timer.stop()
        if self._plan is not None:
            plan, path = self._plan, self._path
            self._plan = None
            self._jobs.start("saving the plan", lambda _task: save_plan(plan, path), failed=self.failed.emit)
