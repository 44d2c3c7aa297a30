"""Brings the workers' parts of each second together. Pure: the caller tells the time."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from loadstudio.metrics.aggregate import merge_intervals
from loadstudio.metrics.interval import Interval

_PATIENCE_S = 1.5


class Seconds:
    """Seconds come out in order, each once. A part that comes after its second went out is counted in the next one."""

    def __init__(self) -> None:
        self._next = 0
        self._parts: dict[int, list[tuple[str, Interval]]] = {}
        self._reported: dict[str, int] = {}

    def add(self, worker: str, part: Interval) -> None:
        """Take a worker's part of a second."""
        self._reported[worker] = part.second
        second = max(part.second, self._next)
        self._parts.setdefault(second, []).append((worker, msgspec.structs.replace(part, second=second)))

    def reported(self, worker: str) -> int:
        """Return the last second that a worker has reported, -1 when there is none."""
        return self._reported.get(worker, -1)

    def take(self, workers: Collection[str], time_s: float) -> list[Interval]:
        """Return the seconds for which every worker has reported, or has had long enough, `time_s` after the start."""
        complete = min((self._reported.get(worker, -1) for worker in workers), default=-1)
        overdue = int(time_s - _PATIENCE_S) - 1
        return self._take_until(max(complete, overdue))

    def take_all(self) -> list[Interval]:
        """Return what is left, at the end of the run."""
        return self._take_until(max(self._parts, default=-1))

    def _take_until(self, last: int) -> list[Interval]:
        taken = []
        while self._next <= last:
            parts = [part for _, part in self._parts.pop(self._next, [])]
            if parts:
                taken.append(merge_intervals(self._next, parts))
            self._next += 1
        return taken
