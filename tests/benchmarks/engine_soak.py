"""Whether memory stays flat in a long run: the slope of all processes' memory over ten minutes.

    python -m tests.benchmarks.engine_soak [--minutes 10] [--users 200]

Users go through the journey (a cookie that changes, values taken from answers) with a pause of 0.1 s, and some answers
fail their check, so that errors are sampled too. The first tenth, in which caches fill, does not count. Needs nginx.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression

import msgspec
import psutil

from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.model import HttpRequest, Scenario
from loadstudio.wire.run_messages import IntervalReported, RunFinished, RunStarted, StartRun
from tests.benchmarks.generators import USERS_TABLE, scenario_of
from tests.benchmarks.nginx import running_nginx
from tests.benchmarks.table import Row, print_table
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.scenarios import a_think_time

_FLAT_KB_PER_MINUTE = 100.0
"""6 MB in an hour: below what the interpreter's own memory pools come and go by."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--users", type=int, default=200)
    options = parser.parse_args()
    print_table(rows(options.minutes, options.users))


def rows(minutes: float, users: int) -> Iterator[Row]:
    """Make the run and yield the slopes."""
    folder = Path(tempfile.mkdtemp(prefix="engine-soak-"))
    try:
        with running_nginx(folder) as address:
            samples = _memory(_scenario(address), folder / "run", minutes * 60, users)
    finally:
        shutil.rmtree(folder)
    work = f"{minutes:g} minutes, {users} users"
    for name, points in samples.items():
        settled = [(time_s, kb) for time_s, kb in points if time_s > minutes * 6]
        per_minute = linear_regression(*zip(*settled, strict=True)).slope * 60
        figure = f"memory of the {name} a minute"
        is_met = per_minute <= _FLAT_KB_PER_MINUTE
        yield Row(work, figure, f"{per_minute:+.0f} KB", f"at most {_FLAT_KB_PER_MINUTE:g} KB", is_met)
        yield Row("", f"memory of the {name} at the end", f"{settled[-1][1] / 1000:.0f} MB")
        work = ""


def _scenario(address: str) -> Scenario:
    """Return the journey with a pause, and a check that its last page always fails."""
    journey = scenario_of("journey", address)
    (step,) = journey.steps
    *others, last = step.children
    assert isinstance(last, HttpRequest)
    failing = msgspec.structs.replace(last, checks=(*last.checks, TextCheck(text="no such text")))
    children = (*others, failing, a_think_time("", 0.1))
    return msgspec.structs.replace(journey, steps=(msgspec.structs.replace(step, children=children),))


def _memory(scenario: Scenario, folder: Path, seconds: float, users: int) -> dict[str, list[tuple[float, float]]]:
    """Return points of time in s and resident memory in KB, by process."""
    with an_engine() as engine:
        load = closed_load(users, ramp_s=2, hold_s=seconds)
        engine.send(StartRun(spec=a_spec(scenario, folder, load, data=(USERS_TABLE,))))
        engine.wait_for(RunStarted)
        (worker,) = engine.workers()
        watched = {"worker": worker, "engine": psutil.Process(engine.process.pid)}
        samples: dict[str, list[tuple[float, float]]] = {name: [] for name in watched}
        begun_s = time.perf_counter()
        while time.perf_counter() - begun_s < seconds - 2:
            engine.wait_for(IntervalReported)
            for name, process in watched.items():
                samples[name].append((time.perf_counter() - begun_s, process.memory_info().rss / 1000))
        summary = engine.wait_for(RunFinished, timeout_s=60).summary
    assert summary.requests.count > summary.requests.failed > 0
    return samples


if __name__ == "__main__":
    main()
