"""The one door by which slow work leaves the GUI thread.

Work is a plain function that gets a `Task`; its result, error and progress come back as signals in the GUI thread.
Nothing here knows what the work is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, override

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from loadstudio.base.errors import LoadStudioError

_log = logging.getLogger(__name__)
_THREADS = 4


class Cancelled(Exception):
    """The person no longer wants the result; raised inside the work and never shown."""


class Task:
    """What the work sees of its job: a way to tell progress, and whether anybody still waits."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end at its next progress report; may be called from any thread."""
        self._cancelled.set()

    def progress(self, ratio: float, words: str = "") -> None:
        """Report a share done (0 to 1) and what is being done. Raises Cancelled when nobody waits any more."""
        if self.cancelled:
            raise Cancelled
        self._tell(ratio, words)


class Job(QObject):
    """A piece of work under way, seen from the GUI thread.

    `progressed(ratio, words)`, the last of which is `ratio`; then one of `done(result)` and `failed(error)`, or neither
    when it was cancelled; then `ended`, always.
    """

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _told = Signal(float, str)
    _outcome = Signal(object, object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.ratio = 0.0
        self.task = Task(self._told.emit)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._outcome.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Give up the result; the work ends at its next progress report."""
        self.task.cancel()

    def deliver(self, result: object, error: Exception | None) -> None:
        """Hand over the outcome; called once, in the thread of the work."""
        self._outcome.emit(result, error)

    def _pass_on(self, ratio: float, words: str) -> None:
        self.ratio = ratio
        self.progressed.emit(ratio, words)

    def _finish(self, result: object, error: Exception | None) -> None:
        if not self.task.cancelled:
            if error is None:
                self.done.emit(result)
            else:
                self.failed.emit(error)
        self.ended.emit()


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Callable[[Task], object]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    @override
    def run(self) -> None:
        try:
            result = self._work(self._job.task)
        except Cancelled:
            self._job.task.cancel()
            self._job.deliver(None, None)
        except LoadStudioError as error:
            self._job.deliver(None, error)
        except Exception as error:
            _log.exception("%s failed", self._job.title)
            self._job.deliver(None, error)
        else:
            self._job.deliver(result, None)


class Jobs(QObject):
    """Starts jobs and knows which are under way. `failed(error)` tells of each error that its starter does not take."""

    failed = Signal(object)
    count_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._running: set[Job] = set()

    @property
    def running(self) -> int:
        """How many jobs are under way."""
        return len(self._running)

    def start[R](
        self,
        title: str,
        work: Callable[[Task], R],
        *,
        done: Callable[[R], Any] | None = None,
        failed: Callable[[Exception], Any] | None = None,
        progressed: Callable[[float], Any] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Start `work` in another thread; `done`, `failed` and `progressed` (a share from 0 to 1) are called in this
        one. What is connected to the job later may miss its first reports.

        Without `failed` an error goes to the notices. The work must not touch widgets. When the `owner` is gone by then
        the job is cancelled; a bound method of a widget needs none, Qt calls no method of what is gone.
        """
        job = Job(title, self)
        if done is not None:
            job.done.connect(done)
        job.failed.connect(self.failed.emit if failed is None else failed)
        if progressed is not None:
            job.progressed.connect(lambda ratio, _words: progressed(ratio))
        job.ended.connect(lambda: self._forget(job))
        if owner is not None:
            owner.destroyed.connect(job.cancel)
        self._running.add(job)
        self.count_changed.emit(self.running)
        self._pool.start(_Runnable(job, work))
        return job

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        job.deleteLater()
        self.count_changed.emit(self.running)

    def finish(self, timeout_ms: int = 10_000) -> bool:
        """Cancel what can be cancelled and wait for the rest; return whether all threads came back in time."""
        for job in self._running:
            job.cancel()
        return self._pool.waitForDone(timeout_ms)
