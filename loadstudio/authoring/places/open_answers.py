"""Which recorded answers are kept parsed: those asked for last. A parsed page takes some 25 times its bytes and 120 KB
more, however small it is, and the leaves of JSON nearly as much: of a long recording not all would fit in memory.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

_MOST_BYTES = 150_000_000


class Parsable(Protocol):
    """An answer that takes about so much memory when it is parsed."""

    @property
    def parsed_bytes(self) -> int: ...


class OpenAnswers:
    """What was worked out of the answers asked for last, `most_bytes` of them together, and the very last in any case.
    Several threads may ask.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._known: OrderedDict[Parsable, dict[Any, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, answer: Parsable) -> dict[Any, Any]:
        """Return what is known of an answer, to be added to."""
        with self._lock:
            known = self._known.get(answer)
            if known is not None:
                self._known.move_to_end(answer)
                return known
            self._known[answer] = known = {}
            self._bytes += answer.parsed_bytes
            while self._bytes > self._most_bytes and len(self._known) > 1:
                closed, _ = self._known.popitem(last=False)
                self._bytes -= closed.parsed_bytes
            return known

    def close(self) -> None:
        """Forget all."""
        with self._lock:
            self._known.clear()
            self._bytes = 0


OPEN = OpenAnswers()
"""Those of this process."""


class while_open[A: Parsable, T]:  # noqa: N801 - a decorator, like `property`
    """A property that is worked out once, as long as its answer is among those asked for last; that there is nothing
    takes no memory, and stays known.
    """

    def __init__(self, work: Callable[[A], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, answer: A, _owner: type[A] | None = None) -> T:
        known = OPEN.of(answer)
        if self._name in known:
            found: T = known[self._name]
            return found
        value = known[self._name] = self._work(answer)
        if isinstance(value, tuple | str | frozenset) and not value:
            vars(answer)[self._name] = value  # comes before this property from now on
        return value
