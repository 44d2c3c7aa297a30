"""What a stall of the window is told as in the table, and with `LOADSTUDIO_STACKS=1` what the thread did in it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType

from loadstudio.gui.watchdog import Stall, Watchdog
from tests.benchmarks.table import Row

STALL_GOAL_MS = 50.0
_EVERY_S = 0.001
_LEAST_MS = 2.0

type _Place = tuple[str, ...]


class Stalls:
    """`restart` before something is done, `row` after it: its busiest stall and its longest, as one row of the table.

    The goal is judged by processor time of the window's thread, so that what else the computer does counts little; in
    brackets stands the longest by the clock, and the processor time in that one.
    """

    def __init__(self) -> None:
        self._watchdog = Watchdog(period_ms=0)
        self._stacks = _Stacks() if os.environ.get("LOADSTUDIO_STACKS") else None

    def restart(self) -> None:
        """Begin to measure. Call it in the thread of the window."""
        if self._stacks is not None:
            self._stacks.begin()
        self._watchdog.restart()

    def row(self, work: str, figure: str) -> Row:
        """Stop measuring and return what was found."""
        self._watchdog.stop()
        busiest, longest = self._watchdog.busiest, self._watchdog.longest
        if self._stacks is not None:
            self._stacks.end()
            self._stacks.print_of(f"{work} {figure}", busiest)
        value = f"{busiest.busy_ms:.0f} ms (clock {longest.waited_ms:.0f}/{longest.busy_ms:.0f})"
        return Row(work, figure, value, f"{STALL_GOAL_MS:g} ms", busiest.busy_ms <= STALL_GOAL_MS)


class _Stacks:
    """Looks a thousand times a second where the main thread is, and how much processor time it had by then.

    By a signal, whose handler runs in that thread: a look from another one would keep what a call holds alive after it,
    a painter for example. Time in a call of Qt is counted where Python goes on, thus mostly at that call.
    """

    def __init__(self) -> None:
        self._seen: list[tuple[float, float, _Place]] = []
        signal.signal(signal.SIGALRM, self._look)

    def begin(self) -> None:
        self._seen = []
        signal.setitimer(signal.ITIMER_REAL, _EVERY_S, _EVERY_S)

    def end(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        self._seen.append((time.perf_counter(), time.thread_time(), _place(frame)))

    def print_of(self, title: str, stall: Stall) -> None:
        """Print in which calls the processor time of a stall went, to stderr, each under its caller."""
        end_s = stall.began_s + stall.waited_ms / 1000
        seen = [one for one in self._seen if stall.began_s <= one[0] <= end_s]
        spent_ms: dict[_Place, float] = {}
        for before, now in pairwise(seen):
            for depth in range(1, len(now[2]) + 1):
                spent_ms[now[2][:depth]] = spent_ms.get(now[2][:depth], 0.0) + (now[1] - before[1]) * 1000
        print(f"== {title}: {stall.busy_ms:.0f} ms busy, {stall.waited_ms:.0f} by the clock", file=sys.stderr)
        for line in _lines(spent_ms):
            print(line, file=sys.stderr)


def _lines(spent_ms: dict[_Place, float]) -> Iterator[str]:
    """Dearest first, each under its caller; of the callers that all of it shares only the last."""

    def order(place: _Place) -> list[tuple[float, _Place]]:
        return [(-spent_ms[place[:depth]], place[:depth]) for depth in range(1, len(place) + 1)]

    whole_ms = max(spent_ms.values(), default=0.0)
    dear = sorted((place for place in spent_ms if spent_ms[place] >= _LEAST_MS), key=order)
    shared = sum(spent_ms[place] >= 0.99 * whole_ms for place in dear)
    for place in dear[max(0, shared - 1) :]:
        yield f"{spent_ms[place]:6.1f} {'  ' * len(place)}{place[-1]}"


def _place(frame: FrameType | None) -> _Place:
    calls: list[str] = []
    while frame is not None:
        name = frame.f_code.co_filename.rpartition("/loadstudio/")[2].rpartition("site-packages/")[2]
        calls.append(f"{name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(calls))
