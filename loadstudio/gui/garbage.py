"""Python's collector kept in the GUI thread: a widget that it frees in the thread of a job ends the program.

The collector runs in whichever thread happens to allocate, and objects of Qt may be freed only where they live.
While a job is at work the collector looks only at what was made since its last turn, often, so that it never is much:
to go through all that the job has made so far took hundreds of milliseconds while two large answers were compared, and
to look at a large recording only when it was read took 60.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_PERIOD_MS = 500
_AT_WORK_MS = 50
_MOST_WAITS = 400
"""A job may last for minutes: so often in a row what is older waits at most."""


class GarbageTimer(QObject):
    """From `start` to `stop` garbage is collected by a timer of this thread alone, a generation when it is due.
    `at_work` tells whether jobs are under way.
    """

    def __init__(self, parent: QObject | None = None, *, at_work: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._at_work = at_work
        self._waits = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self.turn)

    def start(self) -> None:
        """No other thread collects from now on."""
        gc.disable()
        self._timer.start()

    def turn(self) -> None:
        """Collect what is due; while a job is at work only of what is new."""
        at_work = self._at_work()
        self._timer.setInterval(_AT_WORK_MS if at_work else _PERIOD_MS)
        if at_work and self._waits < _MOST_WAITS:
            self._waits += 1
            if gc.get_count()[0] > gc.get_threshold()[0]:
                gc.collect(0)
            return
        self._waits = 0
        collect_what_is_due()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has reached Python's own threshold, and the younger ones with it."""
    due = [
        age
        for age, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit > 0
    ]
    if due:
        gc.collect(max(due))
