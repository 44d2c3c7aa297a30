"""The one table that benchmarks print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """A figure; `goal` and `is_met` where one was set."""

    work: str
    figure: str
    value: str
    goal: str = ""
    is_met: bool | None = None


def print_table(rows: Iterable[Row]) -> None:
    """Print each row as it comes."""
    print(f"{'work':34} {'figure':36} {'value':>16}  goal", flush=True)
    for row in rows:
        verdict = {None: "", True: "met", False: "MISSED"}[row.is_met]
        print(f"{row.work:34} {row.figure:36} {row.value:>16}  {row.goal} {verdict}".rstrip(), flush=True)
