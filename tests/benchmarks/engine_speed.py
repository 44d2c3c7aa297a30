"""Requests per CPU-second of our engine, wrk, Locust's FastHttpUser and k6 against the same nginx in the same rounds.

    python -m tests.benchmarks.engine_speed [--rounds 3] [--seconds 4]

nginx has one process on one core, the generator runs on another, 50 connections are kept, a page has 1 KB. CPU time
counts, not the clock, so other work on the machine disturbs little; ratios are of the same round, and their median is
printed. Ours runs as in a real run: Locust's master and one worker, labels, histograms, checks, cookies, timeouts,
results in SQLite. wrk only ever asks for the page, without looking at it. k6 joins where it is on the PATH.
Needs nginx and wrk. Goals: 0.55x wrk and 10x Locust for a page, 0.5x wrk for TLS, 9x Locust and 4x k6 for the journey.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.generators import Work, k6, locust, ours, wrk
from tests.benchmarks.nginx import running_nginx
from tests.benchmarks.table import Row, print_table


class Case(NamedTuple):
    """A kind of work, and what is wanted of it: ratios to a generator's name."""

    name: str
    work: Work
    tls: bool
    goals: tuple[tuple[str, float], ...]


CASES = (
    Case("page", "page", False, (("wrk", 0.55), ("Locust", 10), ("k6", 4))),
    Case("page with TLS", "page", True, (("wrk", 0.5), ("Locust", 10), ("k6", 4))),
    Case("text check and changing cookie", "cookie", False, (("Locust", 9),)),
    Case("journey of 4 steps", "journey", False, (("Locust", 9), ("k6", 4))),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    print_table(rows(rounds=options.rounds, seconds=options.seconds))


def rows(*, rounds: int, seconds: float) -> Iterator[Row]:
    """Measure each case and yield its ratios."""
    for case in CASES:
        folder = Path(tempfile.mkdtemp(prefix="engine-speed-"))
        try:
            with running_nginx(folder, tls=case.tls) as address:
                measured = [_round(case, address, seconds, folder / f"run-{number}") for number in range(rounds)]
        finally:
            shutil.rmtree(folder)
        yield Row(case.name, "requests per CPU-second", f"{median(one['ours'] for one in measured):,.0f}")
        for generator in measured[0]:
            if generator == "ours":
                continue
            ratio = median(one["ours"] / one[generator] for one in measured)
            goal = dict(case.goals).get(generator)
            is_met = None if goal is None else ratio >= goal
            yield Row("", f"of {generator}", f"{ratio:.2f}x", "" if goal is None else f"at least {goal:g}x", is_met)


def _round(case: Case, address: str, seconds: float, folder: Path) -> dict[str, float]:
    found = {
        "wrk": wrk(address, seconds),
        "ours": ours(address, seconds, folder, case.work),
        "Locust": locust(address, seconds, case.work),
    }
    if (of_k6 := k6(address, seconds, case.work)) is not None:
        found["k6"] = of_k6
    print(case.name, {name: round(value) for name, value in found.items()}, file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
