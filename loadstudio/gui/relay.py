"""A child process as a Qt object: its events come as signals in the GUI thread, a few milliseconds of them a turn.

Which events there are and what they mean is the business of the sessions in `supervise`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from loadstudio.gui.jobs import Jobs, Task
from loadstudio.supervise.child import ChildEnded

_TURN_MS = 8.0


class ChildLike(Protocol):
    """What a relay needs of `supervise.child.Child`."""

    def send(self, message: msgspec.Struct) -> None: ...
    def take(self, timeout_s: float | None = 0.0) -> msgspec.Struct | None: ...
    def end(self, grace_s: float = 10.0) -> None: ...


type StartChild = Callable[[str, Any, Callable[[], None]], ChildLike]
"""Starts a child: its role, the union of its events, what to call from any thread when there is something to take."""


class Relay(QObject):
    """`told(message)` for each thing the child said, `turned` after each batch of them, `ended(ChildEnded)` last."""

    told = Signal(object)
    turned = Signal()
    ended = Signal(object)
    _woken = Signal()

    def __init__(
        self, start_child: StartChild, role: str, events: Any, *, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.running = True
        self._role = role
        self._jobs = jobs
        self._finishing = False
        self._signalled = threading.Event()
        self._woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)
        self._child = start_child(role, events, self._wake)

    def _wake(self) -> None:
        """Called in the child's reading thread; one queued signal at a time is enough."""
        if not self._signalled.is_set():
            self._signalled.set()
            self._woken.emit()

    def send(self, message: msgspec.Struct) -> None:
        """Tell the child something, without waiting."""
        if self.running:
            self._child.send(message)

    def finish(self, grace_s: float = 10.0) -> None:
        """Close the child's input, so that it ends in order, and see to it that it has; `ended` tells when.

        After `grace_s` it is terminated.
        """
        if self.running and not self._finishing:
            self._finishing = True
            self._jobs.start(f"end of the {self._role}", lambda _task: self._child.end(grace_s))

    def _drain(self) -> None:
        self._signalled.clear()
        deadline_s = time.perf_counter() + _TURN_MS / 1000
        taken = False
        while (message := self._child.take(0.0)) is not None:
            taken = True
            if isinstance(message, ChildEnded):
                self._over(message)
                return
            self.told.emit(message)
            if time.perf_counter() >= deadline_s:
                QTimer.singleShot(0, self, self._drain)
                break
        if taken:
            self.turned.emit()

    def _over(self, message: ChildEnded) -> None:
        self.running = False
        self.told.emit(message)
        self.turned.emit()
        if not self._finishing:
            self._finishing = True
            self._jobs.start(f"end of the {self._role}", self._reap)
        self.ended.emit(message)

    def _reap(self, _task: Task) -> None:
        self._child.end(1.0)
