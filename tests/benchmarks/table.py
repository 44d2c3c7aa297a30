"""The one table that benchmarks print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
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
        print(f"{row.work:34} {row.figure:36} {row.value:>16}  {row.goal} {_verdict(row)}".rstrip(), flush=True)


def kept(rows: Iterable[Row], file: Path) -> Iterator[Row]:
    """Yield the rows, each once it stands in a Markdown table in `file`: what breaks off keeps what it had."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as table:
        table.write("| work | figure | value | goal | |\n|---|---|---|---|---|\n")
        for row in rows:
            cells = (row.work, row.figure, row.value, row.goal, _verdict(row))
            table.write("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
            table.flush()
            yield row


def _verdict(row: Row) -> str:
    return {None: "", True: "met", False: "MISSED"}[row.is_met]
