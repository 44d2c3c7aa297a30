"""Rows of data that are used up one by one: the master gives them out, so that no two workers ever use the same, and
none is left over while a user looks for one.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable

from gevent.event import Event

from loadstudio.base.units import counted_text
from loadstudio.engine.between.orders import AskRows, GrantRows
from loadstudio.plan.row_numbers import serving_together
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.schedule import passes_to_grant


class RowPool:
    """The master's side, pure."""

    def __init__(self) -> None:
        self._next = 0

    def ask(self, wanted: int, workers: int, limit: int | None) -> range:
        """Return the numbers of the rows that one of so many workers may use next; none when all are used up. `limit`
        None means without end: what comes behind the last row is the feed's matter.
        """
        size = wanted if limit is None else passes_to_grant(wanted, limit - self._next, workers)
        grant = range(self._next, self._next + size)
        self._next += size
        return grant


class RowLedger:
    """All pools of one run, and who stopped for want of a row."""

    def __init__(self, spec: RunSpec) -> None:
        self._spec = spec
        self._pools: dict[tuple[int, int], RowPool] = {}
        self._stopped: Counter[str] = Counter()

    def granted(self, asked: AskRows, workers: int) -> GrantRows:
        """Return what one of so many workers gets."""
        place = asked.share, asked.table
        table = self._spec.shares[asked.share].data[asked.table]
        # scenarios that draw on the same rows have one pool
        pool = self._pools.setdefault(serving_together(self._spec, place)[0], RowPool())
        numbers = pool.ask(asked.wanted, workers, len(table.rows) if table.when_used_up == "stop" else None)
        return GrantRows(*place, numbers.start, len(numbers))

    def stop_user(self, table: str) -> None:
        """A user has found no row."""
        self._stopped[table] += 1

    def users_stopped(self, table: str) -> int:
        """Return how many users have found no row in a table."""
        return self._stopped[table]

    def closing_words(self) -> tuple[str, ...]:
        """Return what is to be told at the end, a sentence for each table that was used up."""
        return tuple(
            f"{counted_text(count, 'user')} stopped before the end, since the data '{table}' was used up."
            for table, count in self._stopped.items()
        )


class RowTickets:
    """The worker's side. `ask` sends for so many rows."""

    __slots__ = ("_arrived", "_ask", "_chunk", "_is_asked", "_is_used_up", "_numbers", "_waiting")

    def __init__(self, ask: Callable[[int], None]) -> None:
        self._ask = ask
        self._arrived = Event()
        self._chunk = 1
        self._is_asked = False
        self._is_used_up = False
        self._numbers: deque[int] = deque()
        self._waiting = 0

    def expect(self, passes: int) -> None:
        """Ask for so many at a time from now on: what is used up in a fraction of a second."""
        self._chunk = max(1, passes)

    def take(self) -> int:
        """Return the number of the next row; waits for the master. -1 when all are used up."""
        while not self._numbers:
            if self._is_used_up:
                return -1
            self._wait()
        number = self._numbers.popleft()
        if len(self._numbers) < self._chunk // 2:
            self._send()
        return number

    def grant(self, numbers: range) -> None:
        """Take what the master gave; nothing means that there is no more."""
        self._is_asked = False
        self._is_used_up = not numbers
        self._numbers += numbers
        self._arrived.set()

    def _wait(self) -> None:
        self._waiting += 1
        try:
            self._arrived.clear()
            self._send()
            self._arrived.wait()
        finally:
            self._waiting -= 1

    def _send(self) -> None:
        if not self._is_asked and not self._is_used_up:
            self._is_asked = True
            self._ask(max(self._chunk, self._waiting))
