"""How far long work is, told item by item: whoever is told may raise, and so ends the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

type Progress = Callable[[float], None]
"""Is told the share done, from 0 to 1."""


def silent(_share: float) -> None:
    """Tell nobody."""


class Telling:
    """Tells on what it is told, and `again` what it was told last: within an item nothing else is known."""

    __slots__ = ("_progress", "_share")

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._share = 0.0

    def __call__(self, share: float) -> None:
        """Tell a share done."""
        self._share = share
        self._progress(share)

    def again(self) -> None:
        """Tell the last share once more: is the work still wanted?"""
        self._progress(self._share)


def told[T](items: Sequence[T], progress: Progress, begin: float = 0.0, end: float = 1.0) -> Iterator[T]:
    """Yield items in order and tell before each how far that is, between two shares."""
    for number, item in enumerate(items):
        progress(begin + (end - begin) * number / len(items))
        yield item
