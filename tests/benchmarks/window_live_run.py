"""What an hour's run of 200 labels costs the window: processor a second of the run, memory, the longest stall.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.window_live_run [--seconds 3600] [--profile FILE]

The real window shows the real screen. Its engine is a fake that says what an engine would, one second of the run after
the other, each as soon as the one before is painted: the pauses between repaints are left out, the work is not. Reading
the messages counts, making them does not. A stall as waited for is the program's only where nothing else runs.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import os
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtTest import QTest

from loadstudio.base import paths
from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.run import live_view, screen
from loadstudio.gui.run.screen import RunScreen
from loadstudio.gui.watchdog import Watchdog
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.trust import Trust
from loadstudio.wire.run_messages import IntervalReported, RunStarted
from tests.benchmarks.application import the_application
from tests.benchmarks.stalls import STALL_GOAL_MS
from tests.benchmarks.table import Row, print_table
from tests.support import runs
from tests.support.window import FakeChildren, a_workspace

CPU_GOAL_PERCENT = 10.0
LABELS = 200
_DIFFERENT_S = 240
"""So many seconds are made, then they come again, a little slower each time: making them takes longer than showing
them, and what comes again unchanged would hide what grows with each new latency."""
_QUARTERS = 4


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--profile", default="", help="write a profile of the window's work into this file")
    asked = parser.parse_args()
    profile = cProfile.Profile() if asked.profile else None
    print_table(rows(asked.seconds, profile))
    if profile is not None:
        profile.dump_stats(asked.profile)


def rows(seconds: int, profile: cProfile.Profile | None = None) -> Iterator[Row]:
    """Measure a run of so many seconds and yield what is found."""
    pauses = live_view._STEPS_AFTER_MS, live_view._CHARTS_AFTER_MS, screen.LEAST_PAUSE_MS
    with tempfile.TemporaryDirectory(prefix="window-live-run-", ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        try:
            live_view._STEPS_AFTER_MS = live_view._CHARTS_AFTER_MS = screen.LEAST_PAUSE_MS = 0
            yield from _measured(seconds, profile)
        finally:
            live_view._STEPS_AFTER_MS, live_view._CHARTS_AFTER_MS, screen.LEAST_PAUSE_MS = pauses


def _measured(seconds: int, profile: cProfile.Profile | None) -> Iterator[Row]:
    messages = made_messages(seconds)
    live = _Live()
    spent_s: list[float] = []
    memory: list[float] = []
    for second in range(seconds):
        line = next(messages)
        spent_s.append(live.show(second, line, profile))
        memory.append(_memory_mb())
    stall_ms = live.end()
    work = f"{seconds / 60:g} min of {LABELS} labels"
    quarter = math.ceil(seconds / _QUARTERS)
    percent = 100 * sum(spent_s) / seconds
    yield Row(work, "processor, of a core", f"{percent:.1f} %", f"{CPU_GOAL_PERCENT:g} %", percent <= CPU_GOAL_PERCENT)
    for number, start in enumerate(range(0, seconds, quarter), 1):
        part = spent_s[start : start + quarter]
        yield Row("", f"in quarter {number}", f"{100 * sum(part) / len(part):.1f} %")
    growth = (memory[-1] - memory[quarter]) / (seconds - quarter) * 3600
    yield Row("", "memory at the end", f"{memory[-1]:.0f} MB")
    yield Row("", "memory, growth after a quarter", f"{growth:.0f} MB / h")
    yield Row(
        "", "longest stall, as processor time", f"{live.longest_turn_ms:.0f} ms", f"{STALL_GOAL_MS:g} ms",
        live.longest_turn_ms <= STALL_GOAL_MS,
    )  # fmt: skip
    yield Row("", "longest stall, as waited for", f"{stall_ms:.0f} ms")


class _Live:
    """The window with a run in progress."""

    def __init__(self) -> None:
        app = the_application()
        self._app = app
        self._garbage = GarbageTimer()
        self._garbage.start()  # as the program does
        self._children = FakeChildren()
        self._workspace = a_workspace(self._children)
        self._window = MainWindow(self._workspace)
        self._window.resize(1440, 900)
        self._window.show()
        spec = runs.spec(limits=("errors<1%", "p95<800ms"))
        folder = paths.runs_dir() / spec.run_id
        folder.mkdir(parents=True, exist_ok=True)
        self._workspace.start_run(msgspec.structs.replace(spec, results_dir=str(folder)))
        self._children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
        self._window.show_screen("run")
        QTest.qWait(500)
        self._charts = cast("RunScreen", self._window.screen_of("run")).view.charts
        self.longest_turn_ms = 0.0
        self._watchdog = Watchdog()
        self._watchdog.restart()

    def show(self, second: int, line: bytes, profile: cProfile.Profile | None) -> float:
        """Say a second and wait until it is painted; return the processor time in s."""
        if profile is not None:
            profile.enable()
        begun_s = time.process_time()
        self._children.last.say(msgspec.json.decode(line, type=IntervalReported))
        while len(self._charts.rate.data("rate")[0]) <= second:
            self._turn()
        self._turn()  # what the last points asked for is painted
        spent_s = time.process_time() - begun_s
        if profile is not None:
            profile.disable()
        return spent_s

    def _turn(self) -> None:
        begun_s = time.process_time()
        self._app.processEvents()
        self.longest_turn_ms = max(self.longest_turn_ms, (time.process_time() - begun_s) * 1000)

    def end(self) -> float:
        """Close the window and return its longest stall in ms."""
        stall_ms = self._watchdog.stop()
        self._garbage.stop()
        self._window.hide()
        self._workspace.close()
        QTest.qWait(200)
        return stall_ms


def made_messages(seconds: int) -> Iterator[bytes]:
    """Return what the engine says of each second, as it comes over the wire."""
    return _encoded(seconds, [_with_labels(interval) for interval in runs.shop_run(_DIFFERENT_S + 300)[300:]])


def _encoded(seconds: int, made: list[Interval]) -> Iterator[bytes]:
    trust = Trust()
    encoder = msgspec.json.Encoder()
    for second in range(seconds):
        again, number = divmod(second, len(made))
        labels = tuple(_slower(part, again) for part in made[number].labels)
        interval = msgspec.structs.replace(made[number], second=second, labels=labels)
        trust.add(interval.generator, interval.errors)
        yield encoder.encode(IntervalReported(interval=interval, generator=trust.summary()))


def _slower(part: LabelInterval, buckets: int) -> LabelInterval:
    """Return the samples so many buckets, thus tenths of a percent, later."""
    pairs = part.latency
    moved = ((bucket + buckets, count) for bucket, count in zip(pairs[::2], pairs[1::2], strict=True))
    return msgspec.structs.replace(part, latency=tuple(chain.from_iterable(moved)))


def _with_labels(interval: Interval) -> Interval:
    """Return a second with 200 labels, half of them steps, each with the samples of one that is there."""
    labels: list[LabelInterval] = []
    for kind, name in (("request", "GET /products/{0}/details"), ("transaction", "Look at product {0}")):
        donors = [part for part in interval.labels if part.kind == kind]
        labels += [
            msgspec.structs.replace(donors[number % len(donors)], label=name.format(number))
            for number in range(LABELS // 2)
        ]
    return msgspec.structs.replace(interval, labels=tuple(labels))


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
