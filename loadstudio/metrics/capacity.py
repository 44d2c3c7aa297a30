"""What one worker of this computer can send, told from a short run: by the processor time that its requests took, so
that it does not matter whether the site could answer more.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from loadstudio.metrics.trust import CPU_LIMIT_PERCENT

_FIRST_SECONDS = 2
_LEAST_SECONDS = 3
_LEAST_CPU_PERCENT = 5.0


class BusySecond(NamedTuple):
    """What one worker did in a second: requests answered, percent of one core used."""

    requests: float
    cpu_percent: float


def requests_per_worker_s(seconds: Sequence[BusySecond]) -> float | None:
    """Return how many requests a second one worker can send before its answers wait in its own queue (see `trust`), or
    None when the seconds say too little: the first ones (start-up) and idle ones do not count.
    """
    rates = [
        second.requests / second.cpu_percent * CPU_LIMIT_PERCENT
        for second in seconds[_FIRST_SECONDS:]
        if second.cpu_percent >= _LEAST_CPU_PERCENT and second.requests > 0
    ]
    return median(rates) if len(rates) >= _LEAST_SECONDS else None
