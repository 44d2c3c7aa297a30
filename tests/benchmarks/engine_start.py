"""How long it takes from the order to run to the first request that the server sees: engine started, workers joined,
scenario compiled, users seated.

With bytecode on disk, as an installed program has it: a first round that is not counted writes it to a folder of its
own, since where the environment forbids that (PYTHONDONTWRITEBYTECODE) each process would compile all anew.

    python -m tests.benchmarks.engine_start [--rounds 5] [--workers 2]

Goal: under 2 s.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from loadstudio.wire.run_messages import RunFinished, StartRun
from tests.benchmarks.table import Row, print_table
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.raw_server import OK, Peer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

GOAL_S = 2.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    print_table(rows(options.rounds, options.workers))


def rows(rounds: int, workers: int) -> Iterator[Row]:
    """Measure and yield what is found."""
    with tempfile.TemporaryDirectory(prefix="engine-start-bytecode-") as bytecode, patch.dict(os.environ):
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode  # the engine and its workers inherit it
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        start_s(workers)
        cpu_before_s = _children_cpu_s()
        times_s = [start_s(workers) for _ in range(rounds)]
        cpu_s = (_children_cpu_s() - cpu_before_s) / rounds
    median_s = statistics.median(times_s)
    spread = f"{min(times_s):.2f} to {max(times_s):.2f} s"
    yield Row(f"{workers} workers", "order to first request", f"{median_s:.2f} s", f"{GOAL_S:g} s", median_s <= GOAL_S)
    yield Row("", "of all rounds", spread)
    yield Row("", "CPU of engine and workers, start to end", f"{cpu_s:.2f} s a run")


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def start_s(workers: int) -> float:
    """Return how long one start takes, from before the engine's process is started."""
    seen = threading.Event()
    first_s = 0.0

    def serve(peer: Peer, _index: int) -> None:
        nonlocal first_s
        while peer.request():
            if not seen.is_set():
                first_s = time.perf_counter()
                seen.set()
            peer.send(OK)

    with raw_server(serve) as server, tempfile.TemporaryDirectory(prefix="engine-start-") as folder:
        base = f"http://127.0.0.1:{server.port}"
        scenario = a_scenario(a_step("", a_request(url=f"{base}/")), start_url=base)
        begun_s = time.perf_counter()
        with an_engine() as engine:
            load = closed_load(4, iterations=8)
            engine.send(StartRun(spec=a_spec(scenario, Path(folder), load, workers=workers)))
            engine.wait_for(RunFinished, timeout_s=60)
    return first_s - begun_s


if __name__ == "__main__":
    main()
