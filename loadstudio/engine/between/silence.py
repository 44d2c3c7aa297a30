"""Who has not been heard of for how long. Pure: the caller tells the time.

Only time in which the listener itself was awake counts: a computer that slept or was too busy to listen has not lost
anybody by that.
"""

from __future__ import annotations

_AWAKE_S = 0.5
"""A step of the clock that is longer than this was partly slept through."""


class Silence:
    """Call `tick` several times a second."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._clock_s: float | None = None
        self._heard_s: dict[str, float] = {}

    def heard(self, name: str) -> None:
        """Somebody has said something."""
        self._heard_s[name] = self._now_s

    def forget(self, name: str) -> None:
        """Listen for somebody no more."""
        self._heard_s.pop(name, None)

    def tick(self, clock_s: float) -> None:
        """It is this time on a clock that never goes back."""
        if self._clock_s is not None:
            self._now_s += min(_AWAKE_S, clock_s - self._clock_s)
        self._clock_s = clock_s

    def longer_than(self, limit_s: float) -> tuple[str, ...]:
        """Return who has been silent for longer than this."""
        return tuple(name for name, heard_s in self._heard_s.items() if self._now_s - heard_s > limit_s)
