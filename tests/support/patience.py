"""Waiting for what comes sooner or later, instead of for so long as it usually takes: a busy computer takes longer."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent


def until(holds: Callable[[], object], *, patience_s: float = 60.0) -> None:
    """Let gevent's loop run until this holds. Raises AssertionError when it does not in time."""
    deadline_s = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < deadline_s, f"not within {patience_s:.0f} s"
        gevent.sleep(0.002)
