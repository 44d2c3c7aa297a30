"""What a thousand users cost in one worker: memory a user, the time until all work, and the event loop's longest stall.

    python -m tests.benchmarks.engine_crowd [--users 5000] [--ramp 2]

Each user keeps a connection to nginx and thinks for 1 s between requests. Goals: at most 15 KB a user, 10,000
users within a second, no stall over 50 ms. Needs nginx, and a limit of open files above twice the users.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from loadstudio.wire.run_messages import RunFinished, StartRun
from tests.benchmarks.engine_speed import running_nginx
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=5000)
    parser.add_argument("--ramp", type=float, default=2.0)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="engine-crowd-"))
    try:
        with running_nginx(folder, tls=False) as address:
            few = run(address, folder / "few", users=10, ramp_s=0)
            many = run(address, folder / "many", users=options.users, ramp_s=options.ramp)
    finally:
        shutil.rmtree(folder)
    memory = max(one.generator.memory_bytes for one in many) - max(one.generator.memory_bytes for one in few)
    full = next((one.second for one in many if one.users >= options.users), None)
    print(f"memory a user      {memory / options.users / 1000:8.1f} KB")
    print(f"all {options.users} at work in second {full}")
    print(f"longest stall      {max(one.generator.hub_stall_ms_max for one in many):8.1f} ms")
    print(f"lateness p99       {max(one.generator.lateness_ms_p99 for one in many):8.1f} ms in the worst second")


def run(address: str, folder: Path, *, users: int, ramp_s: float) -> list:  # type: ignore[type-arg]  # intervals
    """Return the seconds of a run."""
    request = a_request(url=f"{address}/page.html", name="GET /page")
    scenario = a_scenario(a_step("", request, a_think_time("", 1.0)), start_url=address)
    with an_engine() as engine:
        load = closed_load(users, ramp_s=ramp_s, hold_s=5)
        engine.send(StartRun(spec=a_spec(scenario, folder, load, timeout_s=30.0)))
        engine.wait_for(RunFinished, timeout_s=60)
        return engine.intervals


if __name__ == "__main__":
    main()
