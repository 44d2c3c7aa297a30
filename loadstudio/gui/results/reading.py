"""Reads the run or the two runs that are to be seen, in jobs; what is not wanted any more is given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.results.detail import RunDetail, can_compare, read_against, read_compared, read_detail
from loadstudio.gui.workspace import Workspace
from loadstudio.results.history import RunEntry


class Reading(QObject):
    """`read_one(RunDetail)`, a moment later `changes_read(RunDetail)` with how it differs from the run before;
    `two_read(ComparedRuns)`; `failed(RunEntry, error)` for a run that cannot be read. Of the comparison of two runs
    `began`, `progressed(ratio)` and `ended` tell.
    """

    read_one = Signal(object)
    changes_read = Signal(object)
    two_read = Signal(object)
    failed = Signal(object, object)
    began = Signal()
    progressed = Signal(float)
    ended = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Path, Path | None] | None = None
        self._job: Job | None = None
        self._comparing: Job | None = None

    @property
    def path(self) -> Path | None:
        """The run that is seen or being read."""
        return self._shown[0] if self._shown is not None else None

    def forget(self) -> None:
        """Read anew what is asked for next, even if it is the same, and drop what is being read."""
        self._shown = None
        if self._job is not None:
            self._job.cancel()

    def read(self, entry: RunEntry, baseline: RunEntry | None) -> None:
        """Read a run and then how it differs from an earlier one; nothing happens when it is seen already."""
        path = Path(entry.folder)
        if self._shown == (path, None) and entry.outcome != "running":
            return
        self._shown = (path, None)

        def show(detail: RunDetail) -> None:
            self.read_one.emit(detail)
            if baseline is not None and can_compare(entry):
                before = Path(baseline.folder)
                # without it the run is seen all the same; the list says which run cannot be read
                self._start(
                    "the run before",
                    lambda task: read_against(detail, before, task.progress),
                    self.changes_read.emit,
                    _ignore,
                )

        self._start(
            "reading the result", lambda _task: read_detail(path), show, lambda error: self.failed.emit(entry, error)
        )

    def read_two(self, one: RunEntry, other: RunEntry) -> None:
        """Read two runs beside each other."""
        paths = Path(one.folder), Path(other.folder)
        if self._shown != paths:
            self._shown = paths
            job = self._start(
                "comparing two runs",
                lambda task: read_compared(*paths, task.progress),
                self.two_read.emit,
                lambda error: self.failed.emit(one, error),
                self.progressed.emit,
            )
            self._comparing = job
            self.began.emit()

    def _start(
        self,
        title: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[float], None] | None = None,
    ) -> Job:
        """Read something else than what is being read."""
        if self._job is not None:
            self._job.cancel()
        jobs = self._workspace.jobs
        job = self._job = jobs.start(title, work, done=done, failed=failed, progressed=progressed, owner=self)
        job.ended.connect(lambda: self._over(job))
        return job

    def _over(self, job: Job) -> None:
        if self._job is job:
            self._job = None
        if self._comparing is job:
            self._comparing = None
            self.ended.emit()


def _ignore(_error: Exception) -> None:
    pass
