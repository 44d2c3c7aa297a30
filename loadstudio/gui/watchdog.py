"""Measures how long the GUI thread does not answer: a timer that ought to tick tells how late it is."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

_PERIOD_MS = 10


class Watchdog(QObject):
    """Since `restart`: `longest_stall_ms` is the longest time for which no event could be handled, `longest_busy_ms`
    the most CPU time that the GUI thread itself spent between two ticks. Where a stall is much longer than busy times,
    the thread was waiting: for the processor, which others had, or for Python's lock.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_stall_ms = 0.0
        self.longest_busy_ms = 0.0
        self._last_s = time.perf_counter()
        self._last_cpu_s = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def restart(self) -> None:
        """Begin to measure, or begin anew. Call it in the GUI thread."""
        self.longest_stall_ms = self.longest_busy_ms = 0.0
        self._last_s, self._last_cpu_s = time.perf_counter(), time.thread_time()
        self._timer.start(_PERIOD_MS)

    def stop(self) -> float:
        """Stop measuring and return the longest stall in milliseconds."""
        self._tick()
        self._timer.stop()
        return self.longest_stall_ms

    def _tick(self) -> None:
        now_s, cpu_s = time.perf_counter(), time.thread_time()
        self.longest_stall_ms = max(self.longest_stall_ms, (now_s - self._last_s) * 1000 - _PERIOD_MS)
        self.longest_busy_ms = max(self.longest_busy_ms, (cpu_s - self._last_cpu_s) * 1000)
        self._last_s, self._last_cpu_s = now_s, cpu_s
