"""Data rows for users: which row of a table a pass gets, and what happens behind the last one.

Rows go by numbers: of the pass, of the user, or of a row that nobody else gets. Where those come from, with several
workers, is the caller's; here is the arithmetic.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from loadstudio.base.errors import InvalidInput
from loadstudio.base.units import counted_text

type Row = tuple[str, ...]
type Policy = Literal["sequential", "random", "unique", "unique_pass", "per_user"]
type WhenUsedUp = Literal["repeat", "keep_last", "stop"]
type Numbers = Callable[[int], int]
"""Gives the number of the row that a user's next pass gets, were there rows without end; -1 when there are no more."""


class Table(Protocol):
    """A data source with its rows; `plan.run_spec.DataTable` is one."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def when_used_up(self) -> WhenUsedUp: ...


class Feed(Protocol):
    """Gives rows of the table `name`; each row has one text per column."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...

    def row(self, user: int, /) -> Row:
        """Return the row for the next pass of a user, by the user's number. Raises RowsUsedUp."""
        ...


class RowsUsedUp(InvalidInput):
    """A user finds no row any more, and the data says that it stops then. `table` is the data's name."""

    def __init__(self, table: str, rows: int) -> None:
        self.table = table
        super().__init__(
            f"The data '{table}' is used up: all its {counted_text(rows, 'row')} have been taken. People who find none "
            "stop. Add rows, or let rows be used again."
        )


def place_of(number: int, rows: int, when_used_up: WhenUsedUp) -> int:
    """Return which of `rows` rows has a number that may be beyond them, -1 for none."""
    if 0 <= number < rows:
        return number
    if when_used_up == "stop" or number < 0:
        return -1
    return rows - 1 if when_used_up == "keep_last" else number % rows


def has_own_numbers(policy: Policy, when_used_up: WhenUsedUp) -> bool:
    """Tell whether rows are counted by themselves, not by passes or users: each that is given out is one used up."""
    return policy == "unique_pass" or (policy == "sequential" and when_used_up != "repeat")


class NumberedFeed:
    """The rows in order of their numbers."""

    __slots__ = ("_numbers", "_rows", "_when_used_up", "columns", "name")

    def __init__(self, table: Table, numbers: Numbers) -> None:
        self.name = table.name
        self.columns = table.columns
        self._rows = table.rows
        self._when_used_up = table.when_used_up
        self._numbers = numbers

    def row(self, user: int, /) -> Row:
        """Return the row; raises RowsUsedUp."""
        place = place_of(self._numbers(user), len(self._rows), self._when_used_up)
        if place < 0:
            raise RowsUsedUp(self.name, len(self._rows))
        return self._rows[place]


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
        return self._rows[self._chance.randrange(len(self._rows))]


def open_feed(table: Table, numbers: Numbers | None = None, *, worker: int = 0, seed: int = 0) -> Feed:
    """Return the feed of a table. Without `numbers` it is that of a single worker: users go by their own numbers,
    passes by the order in which they ask. Raises InvalidInput for a table without rows.
    """
    if not table.rows:
        raise InvalidInput(f"The data '{table.name}' has no rows. Give a file with at least one.")
    if table.policy == "random":
        return RandomFeed(table, worker, seed)
    return NumberedFeed(table, numbers or _of_one_worker(table.policy))


def _of_one_worker(policy: Policy) -> Numbers:
    if policy in ("unique", "per_user"):
        return lambda user: user
    asked = itertools.count()
    return lambda _user: next(asked)
