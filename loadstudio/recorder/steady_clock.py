"""The moments of a recording stay in order, even where the computer's clock is set back meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

from loadstudio.recorder.translate import microseconds

_ADJUSTED_S = 1.0
"""By less than this a clock is adjusted all the time."""


class SteadyClock:
    """`wall` is the clock that people see, `steady` one that nobody sets."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._began_s = wall() - steady()

    def microseconds(self, just_now_s: float | None = None) -> int:
        """Return a moment of just now (by default this one) that the wall's clock gave, as if that had not been set
        back since the recording began: microseconds since the epoch.
        """
        wall_s = self._wall()
        set_back_s = self._began_s - (wall_s - self._steady())
        moment_s = wall_s if just_now_s is None else just_now_s
        return microseconds(moment_s + (set_back_s if set_back_s > _ADJUSTED_S else 0.0))
