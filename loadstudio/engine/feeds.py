"""Data rows for users of several workers: pass number and user number choose the row, so no two workers have to agree.

A pass has the same number wherever it is made (see `passes`), hence rows in order are in order over all workers,
even when one is faster or dies.
"""

from __future__ import annotations

from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.feed import Feed, Row, open_feed


class PassNumber:
    """The number of the pass that is about to begin; one for each worker, read by its feeds."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0


class PassFeed:
    """The next row for each pass, after the last row the first again."""

    __slots__ = ("_pass_number", "_rows", "columns", "name")

    def __init__(self, table: DataTable, pass_number: PassNumber) -> None:
        self.name = table.name
        self.columns = table.columns
        self._rows = table.rows
        self._pass_number = pass_number

    def row(self, user: int) -> Row:  # noqa: ARG002 - every feed is asked in the same way
        """Return the row of the pass that begins."""
        return self._rows[self._pass_number.value % len(self._rows)]


def feeds_of(tables: tuple[DataTable, ...], pass_number: PassNumber, *, worker: int, seed: int) -> tuple[Feed, ...]:
    """Return a feed for each table. `unique` rows go by the user's number over all workers, `random` ones by worker and
    seed. Raises InvalidInput for a table without rows.
    """
    return tuple(
        PassFeed(table, pass_number)
        if table.policy == "sequential" and table.rows
        else open_feed(table, worker=0 if table.policy == "unique" else worker, workers=1, seed=seed)
        for table in tables
    )
