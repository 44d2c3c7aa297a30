"""Python's collector kept in the GUI thread: a widget that it frees in the thread of a job ends the program.

The collector runs in whichever thread happens to allocate, and objects of Qt may be freed only where they live.
While a job is at work the collector waits: it would go through all that the job has made so far, for hundreds of
milliseconds while two large answers are compared, and what a job makes mostly goes with its end.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_PERIOD_MS = 500
_MOST_WAITS = 40
"""A job may last for minutes: so often in a row the collector waits at most."""


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
        """Collect what is due, unless a job is at work."""
        if self._waits < _MOST_WAITS and self._at_work():
            self._waits += 1
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
