"""Data rows for users of several workers. Pass number and user number choose the row where they can, so that no two
workers have to agree; rows that are used up one by one are given out by the master, a few at a time (see `rows`).

A pass has the same number wherever it is made (see `passes`), hence rows in order are in order over all workers,
even when one is faster or dies.
"""

from __future__ import annotations

from collections.abc import Callable

from loadstudio.engine.between.rows import RowTickets
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.feed import Feed, Numbers, has_own_numbers, open_feed


class PassNumber:
    """The number of the pass that is about to begin; one for each worker, read by its feeds."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0


def feeds_of(
    tables: tuple[DataTable, ...],
    pass_number: PassNumber,
    tickets: Callable[[int], RowTickets],
    *,
    worker: int,
    seed: int,
    users: Callable[[int], Numbers] | None = None,
    is_alone: bool = True,
) -> tuple[Feed, ...]:
    """Return a feed for each table. Users go by their number over all workers, random rows by worker and seed;
    `tickets` gives the row tickets of a table by its position, `users` the number of a user among all who take rows of
    their own from it. Unless the scenario `is_alone` in its lane, the numbers of its passes have gaps, and rows in
    order are counted by themselves. Raises InvalidInput for a table without rows.
    """

    def counts_itself(table: DataTable) -> bool:
        in_order = table.policy == "sequential" and not is_alone
        return in_order or has_own_numbers(table.policy, table.when_used_up)

    def numbers(position: int, table: DataTable) -> Numbers | None:
        if counts_itself(table):
            own = tickets(position)
            return lambda _user: own.take()
        if table.policy == "sequential":
            return lambda _user: pass_number.value
        return users(position) if users is not None and table.policy == "unique" else None

    # asking for a ticket may wait, and then another user's pass begins: the pass number is to be read before
    ordered = sorted(enumerate(tables), key=lambda item: counts_itself(item[1]))
    return tuple(open_feed(table, numbers(position, table), worker=worker, seed=seed) for position, table in ordered)
