"""Work of the GUI thread that is done in pieces: what the person does meanwhile is answered between two of them.

A widget that takes long to make is an empty shell at first; its method `make` fills it and yields after each piece. No
piece leaves a widget behind that stands in no other one: nobody would take it along if the window went meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

TURN_MS = 8.0
"""What a turn may take of the thread where a second look at the window would be worth nothing: half a frame."""


class Pieces(QObject):
    """Does a piece of `work` in each turn of the event loop, once it is started; `finish` does what is left at once.

    With `turn_ms` a turn goes on to the next piece until so much of the thread's time is spent: small pieces need not
    wait for each other. `done` comes after the last piece, and `over` when no piece follows for whatever reason. What a
    piece raises is raised where it was done, and no further piece follows.
    """

    done = Signal()
    over = Signal()

    def __init__(self, work: Iterator[object], parent: QObject | None = None, *, turn_ms: float = 0.0) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = work
        self._turn_s = turn_ms / 1000
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self._work is None

    def start(self, *, pause_ms: int = 0) -> None:
        """Do the pieces one by one, with so much time between them for what the person does."""
        if not self.is_done:
            self._timer.start(pause_ms)

    def begin(self) -> None:
        """Do a turn now, and start if that was not all: what is small is done when this returns."""
        self._turn()
        self.start()

    def finish(self) -> None:
        """Do all that is left, now."""
        while not self.is_done:
            self.do_next()

    def stop(self) -> None:
        """Leave what is left undone for good."""
        if self._work is not None:
            self._leave()
            self.over.emit()

    def _leave(self) -> None:
        self._work = None
        self._timer.stop()

    def _turn(self) -> None:
        end_s = time.thread_time() + self._turn_s
        self.do_next()
        while not self.is_done and time.thread_time() < end_s:
            self.do_next()

    def do_next(self) -> None:
        """Do one piece, if one is left."""
        work = self._work
        if work is None:
            return
        try:
            next(work)
        except StopIteration:
            self._leave()
            self.done.emit()
            self.over.emit()
        except BaseException:
            self.stop()
            raise
