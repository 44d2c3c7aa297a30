"""How long a person waits for the window, and from there to the first live chart of the demo shop, by real clicks.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.window_start [--rounds 5]

The start is measured from source, from the beginning of the process to the first paint. The goal is
under a minute from there to the chart.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from PySide6.QtTest import QTest

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.settings import Settings
from loadstudio.gui.workspace import Workspace
from tests.benchmarks.application import the_application
from tests.benchmarks.table import Row, print_table
from tests.support.person import Person

CHART_GOAL_S = 60.0


class CountingPerson(Person):
    """Counts the clicks."""

    clicks = 0

    def click(self, words: str) -> None:
        super().click(words)
        self.clicks += 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    print_table(rows(parser.parse_args().rounds))


def rows(rounds: int) -> Iterator[Row]:
    """Measure and yield what is found."""
    with tempfile.TemporaryDirectory(prefix="window-start-", ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        yield from _measured(rounds)


def _measured(rounds: int) -> Iterator[Row]:
    times_ms = [start_ms() for _ in range(rounds)]
    median_ms = statistics.median(times_ms)
    spread = f"{min(times_ms):.0f} to {max(times_ms):.0f} ms"
    yield Row("window", "process to first paint", f"{median_ms:.0f} ms")
    yield Row("", "of all rounds", spread)
    clicks, seconds = first_chart()
    yield Row(
        "demo shop", "window to first live chart", f"{seconds:.1f} s", f"{CHART_GOAL_S:g} s", seconds < CHART_GOAL_S
    )
    yield Row("", "clicks", str(clicks))


def start_ms() -> float:
    """Return how long one start takes, as the window itself tells it."""
    environment = os.environ | {"LOADSTUDIO_SMOKE": "1"}
    command = [sys.executable, "-m", "loadstudio"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["startup_ms"])


def first_chart() -> tuple[int, float]:
    """Return the clicks and seconds from the window to two seconds of numbers in the live charts of the demo shop."""
    the_application()
    workspace = Workspace(Settings())
    window = MainWindow(workspace)
    window.show()
    person = CountingPerson(window)
    QTest.qWait(200)
    begun_s = time.perf_counter()
    person.click("Start the demo")
    person.click("Start the run")
    person.wait(lambda: workspace.run and workspace.run.session.live.seconds >= 2, "the first live numbers")
    seconds = time.perf_counter() - begun_s
    window.close()
    person.wait(lambda: not window.isVisible(), "the end")
    workspace.jobs.finish()
    return person.clicks, seconds


if __name__ == "__main__":
    main()
