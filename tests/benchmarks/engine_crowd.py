"""What thousands of users cost in one worker: memory a user, the time until all work, the event loop's longest stall,
and how long the run takes to begin.

    python -m tests.benchmarks.engine_crowd [--users 5000] [--ramp 2]

Each user keeps a connection to nginx and thinks for 1 s between requests. Goals: at most 15 KB a user, 10,000
users within a second, no stall over 50 ms, first request within 2 s of the order to run. Needs nginx, and a limit of
open files above twice the users.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loadstudio.metrics.interval import Interval
from loadstudio.wire.run_messages import RunFinished, RunStarted, StartRun
from tests.benchmarks.nginx import running_nginx
from tests.benchmarks.table import Row, print_table
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time


class Crowd(NamedTuple):
    """The seconds of a run, and how long it took from the engine's start to the run's."""

    intervals: list[Interval]
    start_s: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=5000)
    parser.add_argument("--ramp", type=float, default=2.0)
    options = parser.parse_args()
    print_table(rows(options.users, options.ramp))


def rows(users: int, ramp_s: float) -> Iterator[Row]:
    """Measure and yield what is found."""
    folder = Path(tempfile.mkdtemp(prefix="engine-crowd-"))
    try:
        with running_nginx(folder) as address:
            few = run(address, folder / "few", users=10, ramp_s=0)
            many = run(address, folder / "many", users=users, ramp_s=ramp_s)
    finally:
        shutil.rmtree(folder)
    memory = [max(one.generator.memory_bytes for one in crowd.intervals) for crowd in (few, many)]
    per_user_kb = (memory[1] - memory[0]) / users / 1000
    full = next((one.second for one in many.intervals if one.users >= users), None)
    stall_ms = max(one.generator.hub_stall_ms_max for one in many.intervals)
    late_ms = max(one.generator.lateness_ms_p99 for one in many.intervals)
    due = int(ramp_s) + 1
    yield Row(
        f"{users:,} users over {ramp_s:g} s", "memory a user", f"{per_user_kb:.1f} KB", "15 KB", per_user_kb <= 15
    )
    yield Row("", "all at work in second", f"{full}", f"{due}", full is not None and full <= due)
    yield Row("", "longest stall", f"{stall_ms:.0f} ms", "50 ms", stall_ms <= 50)
    yield Row("", "lateness p99, worst second", f"{late_ms:.0f} ms")
    yield Row("10 users", "engine's start to run's start", f"{few.start_s:.2f} s", "2 s", few.start_s <= 2)


def run(address: str, folder: Path, *, users: int, ramp_s: float) -> Crowd:
    """Make a run."""
    request = a_request(url=f"{address}/page.html", name="GET /page")
    scenario = a_scenario(a_step("", request, a_think_time("", 1.0)), start_url=address)
    begun_s = time.perf_counter()
    with an_engine() as engine:
        load = closed_load(users, ramp_s=ramp_s, hold_s=5)
        engine.send(StartRun(spec=a_spec(scenario, folder, load, timeout_s=30.0)))
        engine.wait_for(RunStarted)
        start_s = time.perf_counter() - begun_s
        engine.wait_for(RunFinished, timeout_s=60)
        return Crowd(engine.intervals, start_s)


if __name__ == "__main__":
    main()
