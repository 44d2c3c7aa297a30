"""Python's collector kept in the GUI thread: a widget that it frees in the thread of a job ends the program.

The collector runs in whichever thread happens to allocate, and objects of Qt may be freed only where they live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_PERIOD_MS = 500


class GarbageTimer(QObject):
    """From `start` to `stop` garbage is collected by a timer of this thread alone, a generation when it is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(collect_what_is_due)

    def start(self) -> None:
        """No other thread collects from now on."""
        gc.disable()
        self._timer.start()

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
