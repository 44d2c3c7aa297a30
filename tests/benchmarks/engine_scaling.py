"""Whether cost grows in a straight line: CPU of all workers per request as workers, users and steps grow.

    python -m tests.benchmarks.engine_scaling [--seconds 5]

Each row is compared with the first of its kind in the same run; 1.00x means that a request costs the same. Users think
for 1 s, so that ten thousand make no more than ten thousand requests a second. Needs nginx and a limit of open files
above 20,000.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from loadstudio.scenario.model import Scenario
from loadstudio.wire.run_messages import IntervalReported, RunFinished, RunStarted, StartRun
from tests.benchmarks.nginx import running_nginx
from tests.benchmarks.table import Row, print_table
from tests.support.engine_program import EngineProgram, a_spec, an_engine, closed_load
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

WORKERS = (1, 2, 4)
USERS = (100, 1_000, 10_000)
STEPS = (10, 100, 1_000)
_ALLOWED = 1.25
"""Of a straight line's cost; caches of the processor alone make thousands of users a little dearer than a hundred."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    print_table(rows(parser.parse_args().seconds))


def rows(seconds: float) -> Iterator[Row]:
    """Measure and yield each kind of growth."""
    folder = Path(tempfile.mkdtemp(prefix="engine-scaling-"))
    numbers = itertools.count()
    try:
        with running_nginx(folder) as address:

            def cost_us(steps: int = 1, *, users: int = 50, workers: int = 1, think_s: float = 0.0) -> float:
                scenario = _scenario(address, steps, think_s)
                return _cost_us(scenario, folder / f"run-{next(numbers)}", seconds, users=users, workers=workers)

            yield from _compared("workers", WORKERS, [cost_us(workers=workers) for workers in WORKERS])
            yield from _compared("users thinking 1 s", USERS, [cost_us(users=users, think_s=1.0) for users in USERS])
            yield from _compared("steps", STEPS, [cost_us(steps) for steps in STEPS])
    finally:
        shutil.rmtree(folder)


def _compared(kind: str, sizes: Sequence[int], costs_us: Sequence[float]) -> Iterator[Row]:
    for size, cost in zip(sizes, costs_us, strict=True):
        ratio = cost / costs_us[0]
        figure = f"CPU per request, of {sizes[0]:,}: {ratio:.2f}x"
        is_met = ratio <= _ALLOWED
        yield Row(f"{size:,} {kind}", figure, f"{cost:.1f} us", f"at most {_ALLOWED:g}x", is_met)


def _scenario(address: str, steps: int, think_s: float) -> Scenario:
    pause = (a_think_time("", think_s),) if think_s else ()
    made = (
        a_step(f"step-{number}", a_request(url=f"{address}/page.html", name=f"GET /page {number}"), *pause)
        for number in range(steps)
    )
    return a_scenario(*made, start_url=address)


def _cost_us(scenario: Scenario, folder: Path, seconds: float, *, users: int, workers: int) -> float:
    """Return CPU microseconds of the workers per request, in the steady part of a run."""
    with an_engine() as engine:
        load = closed_load(users, ramp_s=1, hold_s=seconds + 2)
        engine.send(StartRun(spec=a_spec(scenario, folder, load, timeout_s=30.0, workers=workers)))
        engine.wait_for(RunStarted)
        processes = engine.workers()
        _await_seconds(engine, 2)
        counted = len(engine.intervals)
        before_s = cpu_s(processes)
        _await_seconds(engine, counted + int(seconds))
        spent_s = cpu_s(processes) - before_s
        seen = engine.intervals[counted:]
        engine.wait_for(RunFinished, timeout_s=60)
    return spent_s / sum(part.count for one in seen for part in one.labels if part.kind == "request") * 1e6


def _await_seconds(engine: EngineProgram, count: int) -> None:
    while len(engine.intervals) < count:
        engine.wait_for(IntervalReported)


def cpu_s(processes: Sequence[psutil.Process]) -> float:
    """Return the CPU seconds that processes have used so far."""
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)


if __name__ == "__main__":
    main()
