"""Whether our latencies are true: a server with known delays, an independent probe beside us, and three loads.

    python -m tests.benchmarks.engine_accuracy [--seconds 6]

The server waits as told (constant, uniform, bimodal, rarely 500 ms) and writes down how long each request really stayed
inside it: that is the truth, free of what two samples of one distribution differ by. A blocking client in another
process asks the same server at the same time: what it measures above its own truth is what any client on this machine
sees on the way. Our error is what we measure above the truth. First the capacity is found (the constant delay, as many
users as keep server and worker busy), then passes start at 20, 50 and 80 % of it. The first second, in which hundreds
of users connect at once, is judged apart: its p99 is told and no goal is set, since waiting to connect is real, and not
the server's. Server and probe run on one core, our worker on the other.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from loadstudio.metrics.totals import RunTotals
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.wire.run_messages import IntervalReported, RunFinished, RunStarted, StartRun
from tests.benchmarks.generators import GENERATOR_CORE
from tests.benchmarks.table import Row, print_table
from tests.support.engine_program import a_spec, an_engine
from tests.support.scenarios import a_request, a_scenario, a_step

LOADS = (0.2, 0.5, 0.8)
PROFILES = ("constant", "uniform", "bimodal", "rare")
PERCENTILES = (50, 95, 99)
_OTHER_CORE = 1 - GENERATOR_CORE
_PROBES = 16
_BUSY_USERS = 1000
_CAPACITY_S = 4
_MAX_USERS = 4000
_ALLOWED_MS, _ALLOWED_RATIO = 1.0, 0.02


class Measured(NamedTuple):
    """Percentiles in ms: what the server did for us and for the probe, what we and the probe saw; of us apart from the
    first second, whose are `first_truth` and `first`. `dropped` passes had no free user: the target could not keep up.
    """

    first_truth: tuple[float, ...]
    first: tuple[float, ...]
    our_truth: tuple[float, ...]
    ours: tuple[float, ...]
    probe_truth: tuple[float, ...]
    probe: tuple[float, ...]
    dropped: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6)
    print_table(rows(parser.parse_args().seconds))


def rows(seconds: float) -> Iterator[Row]:
    """Measure and yield an error for each percentile."""
    folder = Path(tempfile.mkdtemp(prefix="engine-accuracy-"))
    script = Path(__file__).with_name("delay_server.py")
    command = ["taskset", "-c", str(_OTHER_CORE), sys.executable, str(script), "7"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            at_once = (Stage(target=_BUSY_USERS, duration_s=0), Stage(target=_BUSY_USERS, duration_s=_CAPACITY_S))
            busy = _run(address, "constant", folder / "capacity", ClosedLoad(stages=at_once))
            capacity = busy.settled.requests.count / (_CAPACITY_S - 1)
            yield Row("accuracy", "capacity of target and worker", f"{capacity:,.0f}/s")
            for load in LOADS:
                for profile in PROFILES:
                    name = f"{profile}-{load:g}"
                    measured = _both(address, profile, load * capacity, seconds, folder / name)
                    yield from _errors(f"{profile} delay at {load:.0%}", measured)
        finally:
            server.kill()
            shutil.rmtree(folder)


def _errors(work: str, measured: Measured) -> Iterator[Row]:
    if measured.dropped:
        yield Row(work, "passes dropped: the target is too busy to judge by", f"{measured.dropped:,}", "", False)
        work = ""
    for place, percentile in enumerate(PERCENTILES):
        truth, seen = measured.our_truth[place], measured.ours[place]
        error = seen - truth
        beside = measured.probe[place] - measured.probe_truth[place]
        allowed = max(_ALLOWED_MS, _ALLOWED_RATIO * truth) + max(0.0, beside)
        value = f"{truth:.2f} {error:+.2f} ms"
        yield Row(work, f"p{percentile}: truth, our error", value, f"probe {beside:+.2f} ms", abs(error) <= allowed)
        work = ""
    first_ms = measured.first[-1] - measured.first_truth[-1]
    yield Row("", "p99 in the first second: truth, our error", f"{measured.first_truth[-1]:.2f} {first_ms:+.2f} ms")


def _both(address: str, profile: str, rate: float, seconds: float, folder: Path) -> Measured:
    """Measure as we do and as the probe does at the same time."""
    port = address.rpartition(":")[2]
    probe = Path(__file__).with_name("latency_probe.py")
    command = [sys.executable, str(probe), port, f"/{profile}/probe", str(seconds), str(_PROBES)]
    stages = (Stage(target=rate, duration_s=0), Stage(target=rate, duration_s=seconds))
    with subprocess.Popen(["taskset", "-c", str(_OTHER_CORE), *command], stdout=subprocess.PIPE) as process:
        run = _run(address, profile, folder, OpenLoad(stages=stages, max_users=_MAX_USERS))
        printed, _ = process.communicate(timeout=60)
    return Measured(
        first_truth=run.first_truth,
        first=_percentiles_of(run.first),
        our_truth=_percentiles(_facts(address, "us")),
        ours=_percentiles_of(run.settled),
        probe_truth=_percentiles(_facts(address, "probe")),
        probe=_percentiles(json.loads(printed)),
        dropped=run.first.iterations.dropped + run.settled.iterations.dropped,
    )


class _Run(NamedTuple):
    """The first second of a run, what the server did in it, and the rest of the run."""

    first: RunTotals
    first_truth: tuple[float, ...]
    settled: RunTotals


def _run(address: str, profile: str, folder: Path, load: Load) -> _Run:
    """Make a run. What the server did after the first second is still to be asked for."""
    scenario = a_scenario(a_step("", a_request(url=f"{address}/{profile}/us")))
    first, settled = RunTotals(), RunTotals()
    _facts(address, "us")
    with an_engine() as engine:
        engine.send(StartRun(spec=a_spec(scenario, folder, load)))
        engine.wait_for(RunStarted)
        (worker,) = engine.workers()
        os.sched_setaffinity(worker.pid, {GENERATOR_CORE})
        engine.wait_for(IntervalReported)
        first_truth = _facts(address, "us")
        engine.wait_for(RunFinished, timeout_s=60)
        for interval in engine.intervals:
            (settled if interval.second else first).add(interval)
    for totals in (first, settled):
        assert totals.requests.failed == 0, totals.errors
    return _Run(first, _percentiles(first_truth), settled)


def _percentiles_of(totals: RunTotals) -> tuple[float, ...]:
    return tuple(value / 1000 for value in totals.requests.latency.percentiles_us(PERCENTILES))


def _facts(address: str, client: str) -> list[float]:
    with urllib.request.urlopen(f"{address}/facts/{client}", timeout=10) as answer:
        return [float(value) for value in json.loads(answer.read())]


def _percentiles(values_ms: Sequence[float]) -> tuple[float, ...]:
    cuts = quantiles(values_ms, n=100, method="inclusive")
    return tuple(cuts[percentile - 1] for percentile in PERCENTILES)


if __name__ == "__main__":
    main()
