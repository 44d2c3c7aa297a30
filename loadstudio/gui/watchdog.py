"""Measures how long the GUI thread does not answer: a timer that ought to tick tells how late it is.

A stall has two figures. What the person waits for is time by the clock; what the program does is processor time of the
GUI thread. Where the first is much longer than the second, the thread was waiting: for the processor, which other
programs had, or for Python's lock.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

_PERIOD_MS = 2


class Stall(NamedTuple):
    """A time in which no event could be handled: `waited_ms` by the clock, since `began_s` of `time.perf_counter`;
    `busy_ms` of it the GUI thread had the processor (a little too much: up to a period before belongs to it).
    """

    waited_ms: float = 0.0
    busy_ms: float = 0.0
    began_s: float = 0.0


class Watchdog(QObject):
    """Since `restart`: `longest` is the stall that lasted longest by the clock, `busiest` the one with the most
    processor time. They are two where other programs are at work. With `period_ms` 0 it ticks in each turn of the event
    loop, which is exact, but keeps a processor busy; else what two timers do in a row may count as one stall.
    """

    def __init__(self, parent: QObject | None = None, *, period_ms: int = _PERIOD_MS) -> None:
        super().__init__(parent)
        self._period_ms = period_ms
        self.longest = self.busiest = Stall()
        self._last_s = time.perf_counter()
        self._last_cpu_s = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def restart(self) -> None:
        """Begin to measure, or begin anew. Call it in the GUI thread."""
        self.longest = self.busiest = Stall()
        self._last_s, self._last_cpu_s = time.perf_counter(), time.thread_time()
        self._timer.start(self._period_ms)

    def stop(self) -> float:
        """Stop measuring and return how long the longest stall was, in milliseconds by the clock."""
        self._tick()
        self._timer.stop()
        return self.longest.waited_ms

    @property
    def longest_busy_ms(self) -> float:
        """The most processor time of this thread in one stall."""
        return self.busiest.busy_ms

    def _tick(self) -> None:
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        waited_ms = (now_s - self._last_s) * 1000 - self._period_ms
        busy_ms = (cpu_s - self._last_cpu_s) * 1000
        if waited_ms > self.longest.waited_ms or busy_ms > self.busiest.busy_ms:
            stall = Stall(waited_ms, busy_ms, self._last_s)
            self.longest = max(self.longest, stall, key=lambda one: one.waited_ms)
            self.busiest = max(self.busiest, stall, key=lambda one: one.busy_ms)
        self._last_s, self._last_cpu_s = now_s, cpu_s
