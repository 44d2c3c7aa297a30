"""All benchmarks in one table: `python -m tests.benchmarks [--quick]`.

Takes about 25 minutes with nothing else running, 5 with `--quick` (shorter rounds, a soak of one minute).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tests.benchmarks import engine_accuracy, engine_crowd, engine_scaling, engine_soak, engine_speed
from tests.benchmarks.table import Row, print_table


def rows(*, quick: bool) -> Iterator[Row]:
    """Measure everything, one after the other."""
    yield from engine_speed.rows(rounds=1 if quick else 3, seconds=2 if quick else 4)
    yield from engine_crowd.rows(5_000, 2)
    yield from engine_crowd.rows(10_000, 0)
    yield from engine_scaling.rows(3 if quick else 5)
    yield from engine_accuracy.rows(4 if quick else 6)
    yield from engine_soak.rows(1 if quick else 10, 200)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    print_table(rows(quick=parser.parse_args().quick))


if __name__ == "__main__":
    main()
