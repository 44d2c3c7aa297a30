"""The points of a run as arrays that grow, so that a repaint costs what is new and not what is there."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from loadstudio.metrics.aggregate import SecondPoint
from loadstudio.supervise.live_run import TenSeconds

type Array = NDArray[np.float64]

KEYS = ("second", "users", "rate", "errors", "p50", "p95", "p99")
_FIRST_ROOM = 512


class LivePoints:
    """Columns by key (see `KEYS`), one value a point; rates are per second, latencies ms, NaN where nothing ended."""

    def __init__(self) -> None:
        self._table = np.full((len(KEYS), _FIRST_ROOM), math.nan)
        self.count = 0

    def take(self, points: Sequence[SecondPoint] | Sequence[TenSeconds]) -> int:
        """Append those points of a run that are new; return how many that were."""
        fresh = points[self.count :]
        if not fresh:
            return 0
        self._make_room(len(points))
        rows = np.array([_row(point) for point in fresh], dtype=np.float64).T
        self._table[:, self.count : len(points)] = rows
        self.count = len(points)
        return len(fresh)

    def column(self, key: str) -> Array:
        """Return all values of a column; later points do not change it."""
        return self._table[KEYS.index(key), : self.count]

    def _make_room(self, needed: int) -> None:
        room = self._table.shape[1]
        if needed > room:
            bigger = np.full((len(KEYS), max(needed, 2 * room)), math.nan)
            bigger[:, : self.count] = self._table[:, : self.count]
            self._table = bigger


def _row(point: SecondPoint | TenSeconds) -> tuple[float, ...]:
    latencies = (math.nan if value is None else value for value in (point.p50_ms, point.p95_ms, point.p99_ms))
    share = point.failed / point.requests if point.requests else math.nan
    seconds = point.seconds if isinstance(point, TenSeconds) else 1
    return (point.second, point.users, point.requests / seconds, share, *latencies)
