"""What is in a table of test data: its columns, how many rows, what its columns hold, rows that are there twice. Looked
at once, since large tables take their time.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.scenario.column_facts import ColumnFacts, column_facts

type Row = tuple[str, ...]

ROWS_LOOKED_AT = 100_000
_CELLS_LOOKED_AT = 400_000


class TableFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the table of a data source: its columns by the names of templates, how many rows it has, what its
    columns hold, told from the first `looked_at` rows; `twice` are two rows (counted from 1) that are the same.
    `problem` says why it cannot be read.
    """

    columns: tuple[str, ...] = ()
    rows: int = 0
    looked_at: int = 0
    facts: tuple[ColumnFacts, ...] = ()
    twice: tuple[int, int] | None = None
    problem: str = ""


def table_facts(columns: tuple[str, ...], rows: Sequence[Row], count: int) -> TableFacts:
    """Return what is in a table of `count` rows, of which these are the first."""
    looked_at = rows[: min(ROWS_LOOKED_AT, max(1_000, _CELLS_LOOKED_AT // max(1, len(columns))))]
    return TableFacts(
        columns=columns,
        rows=count,
        looked_at=len(looked_at),
        facts=column_facts(columns, looked_at),
        twice=_first_twice(looked_at),
    )


def _first_twice(rows: Sequence[Row]) -> tuple[int, int] | None:
    first: dict[Row, int] = {}
    for number, row in enumerate(rows, 1):
        if (before := first.setdefault(row, number)) != number:
            return before, number
    return None
