"""All benchmarks in one table: `python -m tests.benchmarks [--quick] [PART ...]`, printed and in `out/bench.md`.

With `--quick` rounds are shorter and the soak and the runs in the window take a minute. A part that fails is a row of
the table, the others go on, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import (
    editor_stalls,
    engine_accuracy,
    engine_crowd,
    engine_features,
    engine_scaling,
    engine_soak,
    engine_speed,
    engine_start,
    first_chart,
    http_parsers,
    import_speed,
    long_run,
    window_large,
    window_live_run,
    window_screens,
    window_start,
)
from tests.benchmarks.table import Row, kept, print_table

type Part = Callable[[], Iterator[Row]]

_TABLE = Path("out/bench.md")


def parts(*, quick: bool, live_minutes: float = 5) -> dict[str, Part]:
    """Return what can be measured, by name; `live_minutes` is how long the runs last that the window shows."""
    return {
        "start": lambda: engine_start.rows(3 if quick else 5, 2),
        "speed": lambda: engine_speed.rows(rounds=1 if quick else 3, seconds=2 if quick else 4),
        "features": lambda: engine_features.rows(8_000 if quick else 40_000),
        "parsers": lambda: http_parsers.rows(4_000 if quick else 20_000),
        "crowd": lambda: engine_crowd.rows(5_000, 2),
        "crowd-at-once": lambda: engine_crowd.rows(10_000, 0),
        "scaling": lambda: engine_scaling.rows(3 if quick else 5),
        "accuracy": lambda: engine_accuracy.rows(4 if quick else 6),
        "window": lambda: window_start.rows(3 if quick else 5),
        "first-chart": first_chart.rows,
        "screens": window_screens.rows,
        "editor": editor_stalls.rows,
        "large": lambda: window_large.rows(2_000 if quick else 10_000),
        "live": lambda: window_live_run.rows(round(60 * (1 if quick else live_minutes))),
        "watched": lambda: long_run.rows(1 if quick else live_minutes),
        "import": lambda: import_speed.rows((2, 5) if quick else (5, 10, 20)),
        "soak": lambda: engine_soak.rows(1 if quick else 10, 200),
    }


def rows(chosen: dict[str, Part], failed: list[str]) -> Iterator[Row]:
    """Measure the parts one after the other; the names of those that fail go into `failed`."""
    for name, part in chosen.items():
        try:
            yield from part()
        except (Exception, SystemExit) as error:  # a part that cannot be measured must not cost the others
            traceback.print_exc()
            failed.append(name)
            yield Row(name, f"could not be measured: {type(error).__name__}", "-", "", False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument(
        "--live-minutes", type=float, default=5, help="of the runs that the window shows; an hour is 60"
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of: {', '.join(parts(quick=False))}")
    options = parser.parse_args(arguments)
    known = parts(quick=options.quick, live_minutes=options.live_minutes)
    if strangers := [name for name in options.parts if name not in known]:
        parser.error(f"There is no part {', '.join(strangers)}; there are: {', '.join(known)}.")
    failed: list[str] = []
    chosen = {name: part for name, part in known.items() if not options.parts or name in options.parts}
    print_table(kept(rows(chosen, failed), _TABLE))
    if failed:
        print(f"Not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
