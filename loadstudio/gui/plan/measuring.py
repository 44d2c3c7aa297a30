"""Measures what this computer can send, in a job, and keeps it in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.settings import Capacity
from loadstudio.gui.workspace import Workspace


class Measuring(QObject):
    """`progressed(share done)` while it goes on, `ended` when it is over, whatever came of it."""

    progressed = Signal(float)
    ended = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job | None = None

    @property
    def going_on(self) -> bool:
        """Whether this computer is being measured."""
        return self._job is not None

    def begin(self) -> None:
        """Measure, unless it is going on."""
        if self._job is not None:
            return
        self._job = self._workspace.jobs.start(
            "measuring this computer", _measured, done=self._keep, progressed=self.progressed.emit
        )
        self._job.ended.connect(self._over)

    def give_up(self) -> None:
        """Measure no more; what was known stays."""
        if self._job is not None:
            self._job.cancel()

    def _keep(self, requests_per_worker_s: float) -> None:
        self._workspace.settings.set_capacity(
            Capacity(requests_per_worker_s=requests_per_worker_s, measured_utc=iso_utc(now_utc()))
        )

    def _over(self) -> None:
        self._job = None
        self.ended.emit()


def _measured(task: Task) -> float:
    from loadstudio.supervise.self_measurement import measure_requests_per_worker_s  # noqa: PLC0415 - seldom needed

    return measure_requests_per_worker_s(task.progress)
