"""The one door by which slow work leaves the GUI thread.

Work is a plain function that gets a `Task`; its result, error and progress come back as signals in the GUI thread.
Nothing here knows what the work is. But two threads of Python get in each other's way: each call of Qt gives the
interpreter away and waits for it anew. So a job begins when the turn that started it is painted, and what the person
looks at may come first for longer (`Jobs.let_first`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from loadstudio.base.errors import LoadStudioError
from loadstudio.gui.pieces import Pieces

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

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.ratio = 0.0
        self.task = Task(self._told.emit)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Give up the result; the work ends at its next progress report."""
        self.task.cancel()

    def _pass_on(self, ratio: float, words: str) -> None:
        self.ratio = ratio
        self.progressed.emit(ratio, words)

    def tell(self, outcome: _Outcome) -> None:
        """Tell the outcome, unless nobody waits for it; called once, in the GUI thread."""
        if self.task.cancelled:
            return
        if outcome.error is None:
            self.done.emit(outcome.result)
        else:
            self.failed.emit(outcome.error)


class _Outcome(NamedTuple):
    result: object = None
    error: Exception | None = None


class Jobs(QObject):
    """Starts jobs and knows which are under way. `failed(error)` tells of each error that its starter does not take.

    A thread knows its work by a number only, and has let go of everything when it tells that the work is over: a widget
    whose last holder were a thread would be destroyed there, and the program with it.
    """

    failed = Signal(object)
    count_changed = Signal(int)
    _over = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._running: dict[int, tuple[Job, Callable[[Task], object]]] = {}
        self._outcomes: dict[int, _Outcome] = {}
        self._next: list[int] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._begin)
        self._first: set[int] = set()
        self._patient: list[int] = []
        self._numbers = count()
        self._over.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """How many jobs are under way, or wait for what comes first."""
        return len(self._running)

    def let_first(self, pieces: Pieces) -> None:
        """Begin patient jobs only when this work of the GUI thread is over."""
        if not pieces.is_done:
            number = next(self._numbers)
            self._first.add(number)
            for over in (pieces.over, pieces.destroyed):
                over.connect(partial(self._let_go_of, number))

    def start[R](
        self,
        title: str,
        work: Callable[[Task], R],
        *,
        done: Callable[[R], Any] | None = None,
        failed: Callable[[Exception], Any] | None = None,
        progressed: Callable[[float], Any] | None = None,
        owner: QObject | None = None,
        patient: bool = False,
    ) -> Job:
        """Start `work` in another thread; `done`, `failed` and `progressed` (a share from 0 to 1) are called in this
        one. What is connected to the job later may miss its first reports.

        Without `failed` an error goes to the notices. The work must not touch widgets. When the `owner` is gone by then
        the job is cancelled; a bound method of a widget needs none, Qt calls no method of what is gone. A `patient` job
        waits for what `let_first` was told of.
        """
        job = Job(title, self)
        if done is not None:
            job.done.connect(done)
        job.failed.connect(self.failed.emit if failed is None else failed)
        if progressed is not None:
            job.progressed.connect(lambda ratio, _words: progressed(ratio))
        if owner is not None:
            owner.destroyed.connect(job.cancel)
        number = next(self._numbers)
        self._running[number] = job, work
        self.count_changed.emit(self.running)
        if patient and self._first:
            self._patient.append(number)
        else:
            self._next.append(number)
            self._turn.start()
        return job

    def _begin(self) -> None:
        beginning, self._next = self._next, []
        for number in beginning:
            self._pool.start(partial(self._work, number))

    def _let_go_of(self, first: int, _gone: object = None) -> None:
        self._first.discard(first)
        if self._patient and not self._first:
            self._next += self._patient
            self._patient = []
            self._turn.start()

    def _work(self, number: int) -> None:
        """In another thread."""
        self._outcomes[number] = self._outcome(*self._running[number])
        self._over.emit(number)

    def _outcome(self, job: Job, work: Callable[[Task], object]) -> _Outcome:
        try:
            return _Outcome(work(job.task))
        except Cancelled:
            job.task.cancel()
            return _Outcome()
        except LoadStudioError as error:
            return _Outcome(error=error)
        except Exception as error:
            _log.exception("%s failed", job.title)
            return _Outcome(error=error)

    def _finish(self, number: int) -> None:
        job, _ = self._running[number]
        job.tell(self._outcomes.pop(number))
        del self._running[number]
        self.count_changed.emit(self.running)
        job.ended.emit()
        job.deleteLater()

    def finish(self, timeout_ms: int = 10_000) -> bool:
        """Cancel what can be cancelled and wait for the rest; return whether all threads came back in time."""
        self._patient = []
        for job, _ in self._running.values():
            job.cancel()
        self._begin()
        return self._pool.waitForDone(timeout_ms)
