"""Notices that a run is over which nobody says is over: one of another window, or one whose engine was killed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.workspace import Workspace
from loadstudio.results.history import RunEntry, list_runs

_AGAIN_MS = 3000


class RunsGoingOn(QObject):
    """Looks at the runs again while one of them goes on and its `screen` is seen; `ended` tells that one is over, and
    that the list is to be read anew.
    """

    ended = Signal()

    def __init__(self, workspace: Workspace, screen: QWidget) -> None:
        super().__init__(screen)
        self._workspace = workspace
        self._screen = screen
        self._folders: frozenset[str] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, entries: Iterable[RunEntry]) -> None:
        """Wait for the end of those that go on."""
        self._folders = _going_on(entries)
        if self._folders:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        if self._screen.isVisible():  # else it reads the runs when it is shown
            self._workspace.jobs.start("reading the runs", lambda _task: list_runs(), done=self._take)

    def _take(self, entries: tuple[RunEntry, ...]) -> None:
        if _going_on(entries) != self._folders:
            self.ended.emit()
        elif self._folders:
            self._timer.start()


def _going_on(entries: Iterable[RunEntry]) -> frozenset[str]:
    return frozenset(entry.folder for entry in entries if entry.outcome == "running")
