"""Reads the run or the two runs that are to be seen, in jobs; what comes too late is dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.results.detail import RunDetail, can_compare, read_against, read_compared, read_detail
from loadstudio.gui.workspace import Workspace
from loadstudio.results.history import RunEntry


class Reading(QObject):
    """`read_one(RunDetail)`, a moment later `changes_read(RunDetail)` with how it differs from the run before;
    `two_read(ComparedRuns)`; `failed(RunEntry, error)` for a run that cannot be read.
    """

    read_one = Signal(object)
    changes_read = Signal(object)
    two_read = Signal(object)
    failed = Signal(object, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Path, Path | None] | None = None
        self._number = 0

    @property
    def path(self) -> Path | None:
        """The run that is seen or being read."""
        return self._shown[0] if self._shown is not None else None

    def forget(self) -> None:
        """Read anew what is asked for next, even if it is the same, and drop what is being read."""
        self._shown = None
        self._number += 1

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
                self._start("the run before", lambda: read_against(detail, before), self.changes_read.emit, _ignore)

        self._start("reading the result", lambda: read_detail(path), show, lambda error: self.failed.emit(entry, error))

    def read_two(self, one: RunEntry, other: RunEntry) -> None:
        """Read two runs beside each other."""
        paths = Path(one.folder), Path(other.folder)
        if self._shown != paths:
            self._shown = paths
            self._start(
                "comparing two runs",
                lambda: read_compared(*paths),
                self.two_read.emit,
                lambda error: self.failed.emit(one, error),
            )

    def _start(
        self, title: str, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._number += 1
        number = self._number

        def if_wanted[T](show: Callable[[T], None]) -> Callable[[T], None]:
            return lambda value: show(value) if number == self._number else None

        self._workspace.jobs.start(
            title, lambda _task: work(), done=if_wanted(done), failed=if_wanted(failed), owner=self
        )


def _ignore(_error: Exception) -> None:
    pass
