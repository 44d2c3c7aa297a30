"""A real run as it is watched: what the window, the engine and its worker cost, and whether they grow.

    tests/with_screen.sh python -m tests.benchmarks.long_run [--minutes 60]

The real window shows a real run on the real demo shop in the time that it really takes: 200 requests with a name each,
40 people, 20 requests a second. A stall as waited for is the program's only where nothing else runs, so the processor
time of the window's thread stands beside it. The first tenth, in which caches fill, does not count as growth.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression

import psutil
from PySide6.QtTest import QTest

from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.settings import Settings
from loadstudio.gui.watchdog import Watchdog
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.model import Scenario
from loadstudio.supervise.demo_shop import DemoShop
from tests.benchmarks.application import the_application
from tests.benchmarks.stalls import STALL_GOAL_MS
from tests.benchmarks.table import Row, print_table
from tests.benchmarks.window_live_run import CPU_GOAL_PERCENT, LABELS
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.support.window import open_scenario_in

PEOPLE = 40
_PAUSE_S = 2.0
_STEPS = 20
_SAMPLE_S = 10.0
_END_S = 120.0
_FLAT_KB_PER_MINUTE = 100.0
_WINDOW_FLAT_KB_PER_MINUTE = 250.0
"""15 MB an hour: the run's own numbers, 200 labels a second, are about 8 of them."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    print_table(rows(parser.parse_args().minutes))


def rows(minutes: float) -> Iterator[Row]:
    """Make a run of so many minutes and yield what it cost."""
    with tempfile.TemporaryDirectory(prefix="long-run-", ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        with DemoShop() as shop:
            run = _Watched(shop.url, Path(home), minutes * 60)
            run.last()
            yield from _found(run, f"{minutes:g} min watched, {LABELS} labels")


def _found(run: _Watched, work: str) -> Iterator[Row]:
    percent = 100 * run.cpu_s["window"] / run.lasted_s
    yield Row(
        work, "window, processor", f"{percent:.1f} % of a core", f"{CPU_GOAL_PERCENT:g} %", percent <= CPU_GOAL_PERCENT
    )
    for name, points in run.memory.items():
        settled = [point for point in points if point[0] > run.lasted_s / 10]
        slope = linear_regression(*zip(*settled, strict=True)).slope * 60
        goal = _WINDOW_FLAT_KB_PER_MINUTE if name == "window" else _FLAT_KB_PER_MINUTE
        yield Row("", f"{name}, memory a minute", f"{slope:+.0f} KB", f"at most {goal:g} KB", slope <= goal)
        halves = settled[: len(settled) // 2], settled[len(settled) // 2 :]
        each = (f"{linear_regression(*zip(*half, strict=True)).slope * 60:+.0f}" for half in halves)
        yield Row("", f"{name}, in each half; at the end", f"{', '.join(each)} KB; {settled[-1][1] / 1000:.0f} MB")
    yield Row("", "longest stall, as waited for", f"{run.stall_ms:.0f} ms")
    is_met = run.busy_ms <= STALL_GOAL_MS
    yield Row("", "longest stall, as processor time", f"{run.busy_ms:.0f} ms", f"{STALL_GOAL_MS:g} ms", is_met)
    yield Row("", "requests, failed", f"{run.requests:,}, {run.failed:,}")


class _Watched:
    """A run in the window: afterwards its processor seconds and its points of (seconds, KB), by process."""

    def __init__(self, url: str, folder: Path, seconds: float) -> None:
        the_application()
        self.lasted_s = seconds
        self.cpu_s: dict[str, float] = {}
        self.memory: dict[str, list[tuple[float, float]]] = {}
        self.stall_ms = self.busy_ms = 0.0
        self.requests = self.failed = 0
        self._garbage = GarbageTimer()
        self._garbage.start()  # as the program does
        self._window = MainWindow(Workspace(Settings()))
        self._window.resize(1440, 900)
        self._window.show()
        workspace = self._window.workspace
        open_scenario_in(workspace, folder, _scenario(url))
        stages = Stage(target=PEOPLE, duration_s=2), Stage(target=PEOPLE, duration_s=seconds)
        uses = (ScenarioUse(file="shop.scenario.json"),)
        workspace.set_plan(Plan(name="shop", scenarios=uses, load=ClosedLoad(stages=stages), workers=1))

    def last(self) -> None:
        """Start the run, look at it until it ends, and close the window."""
        workspace = self._window.workspace
        person = Person(self._window)
        person.go_to("Load")
        person.click("Start the run")
        person.wait(lambda: workspace.run and workspace.run.session.live.seconds >= 3, "the first live numbers")
        assert workspace.run is not None
        session = workspace.run.session
        processes = _processes()
        watchdog = Watchdog()
        watchdog.restart()
        begun_s, begun_cpu_s = time.perf_counter(), {name: _cpu_s(process) for name, process in processes.items()}
        self.memory = {name: [] for name in processes}
        while (so_far_s := time.perf_counter() - begun_s) < self.lasted_s - 10 and not session.over:
            for name, process in processes.items():
                self.memory[name].append((so_far_s, process.memory_info().rss / 1000))
            QTest.qWait(round(_SAMPLE_S * 1000))
        self.lasted_s = time.perf_counter() - begun_s
        self.cpu_s = {name: _cpu_s(process) - begun_cpu_s[name] for name, process in processes.items()}
        self.stall_ms, self.busy_ms = watchdog.stop(), watchdog.longest_busy_ms
        person.wait(lambda: session.over, "the end of the run", _END_S)
        assert session.summary is not None, session.failure
        self.requests, self.failed = session.summary.requests.count, session.summary.requests.failed
        self._garbage.stop()
        self._window.close()
        person.wait(lambda: not self._window.isVisible(), "the window's end")


def _scenario(url: str) -> Scenario:
    each = LABELS // _STEPS
    steps = []
    for step in range(_STEPS):
        children = []
        for number in range(step * each, step * each + each):
            children.append(a_request(f"r{number}", f"{url}/?look={number}", name=f"GET product {number}"))
            children.append(a_think_time(f"t{number}", _PAUSE_S))
        steps.append(a_step(f"s{step}", *children, name=f"Look at shelf {step}"))
    return a_scenario(*steps, start_url=url)


def _processes() -> dict[str, psutil.Process]:
    window = psutil.Process()
    engine = next(child for child in window.children() if "engine" in child.cmdline())
    worker = next(child for child in engine.children() if "--worker" in child.cmdline())
    return {"window": window, "engine": engine, "worker": worker}


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    main()
