"""Data rows for users: which row of a table a pass gets. With several workers each takes its own rows by arithmetic
alone, so none has to ask another.
"""

from __future__ import annotations

import random
from typing import Literal, Protocol

from loadstudio.base.errors import InvalidInput
from loadstudio.base.units import counted_text

type Row = tuple[str, ...]


class Table(Protocol):
    """A data source with its rows; `plan.run_spec.DataTable` is one."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[Row, ...]: ...
    @property
    def policy(self) -> Literal["sequential", "random", "unique", "unique_pass", "per_user"]: ...


class Feed(Protocol):
    """Gives rows of the table `name`; each row has one text per column."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...

    def row(self, user: int, /) -> Row:
        """Return the row for the next pass of a user, counted from 0 in this worker. Raises InvalidInput when there
        is none left.
        """
        ...


class SequentialFeed:
    """The next row for each pass, whoever makes it; after the last row the first again. Worker i of n takes the
    rows i, i+n, i+2n, ... of that endless list.
    """

    __slots__ = ("_next", "_rows", "_step", "columns", "name")

    def __init__(self, table: Table, worker: int, workers: int) -> None:
        self.name = table.name
        self.columns = table.columns
        self._rows = table.rows
        self._next = worker
        self._step = workers

    def row(self, _user: int, /) -> Row:
        """Return the next row."""
        turn = self._next
        self._next = turn + self._step
        return self._rows[turn % len(self._rows)]


class RandomFeed:
    """Any row, each as likely; the same seed and worker give the same rows."""

    __slots__ = ("_chance", "_rows", "columns", "name")

    def __init__(self, table: Table, worker: int, seed: int) -> None:
        self.name = table.name
        self.columns = table.columns
        self._rows = table.rows
        self._chance = random.Random(f"{seed}/{table.name}/{worker}")

    def row(self, _user: int, /) -> Row:
        """Return a random row."""
        return self._chance.choice(self._rows)


class UniqueFeed:
    """A row of its own for each user, the same in all his passes. User u of worker i of n has row i + u*n."""

    __slots__ = ("_rows", "_worker", "_workers", "columns", "name")

    def __init__(self, table: Table, worker: int, workers: int) -> None:
        self.name = table.name
        self.columns = table.columns
        self._rows = table.rows
        self._worker = worker
        self._workers = workers

    def row(self, user: int, /) -> Row:
        """Return the user's row; raises InvalidInput when users outnumber the rows."""
        place = self._worker + user * self._workers
        if place >= len(self._rows):
            rows = counted_text(len(self._rows), "row")
            raise InvalidInput(
                f"The data '{self.name}' has {rows}, which is fewer than there are users, and each "
                "user needs a row of his own. Add rows, start fewer users, or let rows be used again."
            )
        return self._rows[place]


def open_feed(table: Table, *, worker: int = 0, workers: int = 1, seed: int = 0) -> Feed:
    """Return the feed of worker `worker` (from 0) of `workers`. Raises InvalidInput for a table without rows."""
    if not table.rows:
        raise InvalidInput(f"The data '{table.name}' has no rows. Give a file with at least one.")
    if table.policy == "unique":
        return UniqueFeed(table, worker, workers)
    if table.policy == "random":
        return RandomFeed(table, worker, seed)
    return SequentialFeed(table, worker, workers)
