"""Passes have numbers, and workers ask the master for some: so all passes add up to the plan's number for any
number of workers, none waits for a slow one, and rows of data follow the passes in order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from gevent.event import Event

from loadstudio.plan.schedule import passes_to_grant


class PassPool:
    """The master's side, pure. `limit` None means without end."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._next = 0
        self._returned: list[int] = []
        self._granted: dict[str, list[Sequence[int]]] = {}
        self._finished: dict[str, int] = {}
        self._waiting: dict[str, int] = {}

    def join(self, worker: str) -> None:
        """Begin to count a worker's passes."""
        self._granted[worker] = []
        self._finished[worker] = 0

    def ask(self, worker: str, wanted: int, finished: int) -> range | None:
        """Return the numbers of the passes that a worker may make next, None when it must wait."""
        if worker not in self._granted:
            return None
        self._hear(worker, finished)
        self._waiting[worker] = wanted
        return self._grant(worker)

    def lose(self, worker: str, recorded: int) -> tuple[tuple[str, range], ...]:
        """Give the passes of a dead worker, of which `recorded` stand in the results, to the others; return who
        gets what.
        """
        numbers = [number for part in self._granted.pop(worker, []) for number in part]
        self._finished.pop(worker, None)
        self._waiting.pop(worker, None)
        if self._limit is None:
            return ()
        self._limit -= min(recorded, len(numbers))
        self._returned += numbers[recorded:]
        return self._serve()

    def give_back(self, worker: str, numbers: Collection[int], finished: int) -> tuple[tuple[str, range], ...]:
        """Take passes back that a worker does not make, since its users are parked; return who gets them instead."""
        if worker not in self._granted or self._limit is None:
            return ()
        self._hear(worker, finished)
        kept = [number for part in self._granted[worker] for number in part if number not in numbers]
        self._granted[worker] = [kept]
        self._returned += numbers
        return self._serve()

    def _hear(self, worker: str, finished: int) -> None:
        """Learn how many passes a worker has finished; an older message may come behind a newer one."""
        self._finished[worker] = max(self._finished[worker], finished)

    def _serve(self) -> tuple[tuple[str, range], ...]:
        """Give those who wait what there is now."""
        grants = ((waiting, self._grant(waiting)) for waiting in tuple(self._waiting))
        return tuple((name, grant) for name, grant in grants if grant is not None)

    @property
    def is_done(self) -> bool:
        """Whether all passes of the plan are over."""
        return self._limit is not None and sum(self._finished.values()) >= self._limit

    def _grant(self, worker: str) -> range | None:
        wanted = self._waiting[worker]
        if self._returned:
            first = self._returned.pop()
            grant = range(first, first + 1)
        else:
            size = wanted if self._limit is None else passes_to_grant(wanted, self._unassigned(), len(self._granted))
            grant = range(self._next, self._next + size)
            self._next += size
        if not grant:
            return None
        del self._waiting[worker]
        self._granted[worker].append(grant)
        if self._limit is None:
            self._granted[worker] = []  # nothing to give back in a run without end
        return grant

    def _unassigned(self) -> int:
        assert self._limit is not None
        granted = sum(len(part) for parts in self._granted.values() for part in parts)
        return self._limit - granted - len(self._returned)


class Tickets:
    """The worker's side. `ask` sends for passes: (how many, how many are finished); `give` sends unused ones
    back: (which, how many are finished).
    """

    __slots__ = ("_arrived", "_ask", "_asked", "_chunk", "_give", "_granted", "_numbers", "_parts", "_told",
                 "_waiting", "finished")  # fmt: skip

    def __init__(self, ask: Callable[[int, int], None], give: Callable[[tuple[int, ...], int], None]) -> None:
        self._ask = ask
        self._give = give
        self._asked = False
        self._chunk = 1
        self._arrived = Event()
        self._numbers: Iterator[int] = iter(())
        self._parts: list[range] = []
        self._granted = 0
        self._told = -1
        self._waiting = 0
        self.finished = 0

    def expect(self, passes: int) -> None:
        """Ask for so many at a time from now on: what is used up in a fraction of a second."""
        self._chunk = max(1, passes)

    def take(self) -> int:
        """Return the number of the next pass; waits until there is one, for ever when all are made."""
        number = next(self._numbers, -1)
        while number < 0:
            if self._parts:
                self._open_next_part()
            else:
                self._wait()
            number = next(self._numbers, -1)
        return number

    def finish(self) -> None:
        """Count a pass as over; when it was the last at hand, tell the master."""
        self.finished += 1
        if self.finished == self._granted and self._told != self.finished:
            self._send()

    def grant(self, numbers: range) -> None:
        """Take what the master gave."""
        self._asked = False
        self._granted += len(numbers)
        ahead = min(len(numbers), self._chunk // 2)  # when these are reached, the next are sent for
        self._parts += (part for part in (numbers[: len(numbers) - ahead], numbers[len(numbers) - ahead :]) if part)
        self._arrived.set()

    def give_back(self) -> None:
        """Send back what is at hand: nobody here will use it."""
        unused = (*self._numbers, *(number for part in self._parts for number in part))
        if unused or self._told != self.finished:
            self._parts.clear()
            self._granted -= len(unused)
            self._told = self.finished
            self._give(unused, self.finished)

    def _open_next_part(self) -> None:
        self._numbers = iter(self._parts.pop(0))
        if not self._parts and not self._asked and self._chunk > 1:
            self._send()

    def _wait(self) -> None:
        self._waiting += 1
        try:
            self._arrived.clear()
            if not self._asked:
                self._send()
            self._arrived.wait()
        finally:
            self._waiting -= 1

    def _send(self) -> None:
        self._asked = True
        self._told = self.finished
        self._ask(max(self._chunk, self._waiting), self.finished)
