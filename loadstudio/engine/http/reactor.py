"""What all connections of a worker share: gevent's event loop and the deadlines.

Timeouts are found by one sweep over all waiting connections, since a timer for each request costs a quarter of
the speed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

import gevent
from gevent.hub import RawGreenlet, get_hub

_SWEEP_S = 1.0


class Expiring(Protocol):
    """Something that may wait for the network, with an end."""

    deadline_s: float

    @property
    def is_waiting(self) -> bool:
        """Whether an exchange is under way."""
        ...

    def expire(self) -> None:
        """Wake whoever waits, if the deadline is still over. Called in the hub."""


class Reactor:
    """One for each worker."""

    __slots__ = ("_sweeper", "hub_switch", "loop", "open", "sweep_s")

    def __init__(self, timeout_s: float) -> None:
        hub = get_hub()
        self.loop: Any = hub.loop
        self.hub_switch: Callable[[], object] = RawGreenlet.switch.__get__(hub)  # without gevent's switch_out hooks
        self.open: set[Expiring] = set()
        self.sweep_s = min(_SWEEP_S, timeout_s / 4)
        self._sweeper = gevent.spawn(self._sweep)

    def _sweep(self) -> None:
        while True:
            gevent.sleep(self.sweep_s)
            now_s = time.perf_counter()
            for connection in self.open:
                if connection.deadline_s < now_s and connection.is_waiting:
                    self.loop.run_callback(connection.expire)

    @property
    def waiting(self) -> int:
        """How many exchanges are under way."""
        return sum(connection.is_waiting for connection in self.open)

    def close(self) -> None:
        """Stop watching. Connections are closed by their users."""
        self._sweeper.kill(block=False)
