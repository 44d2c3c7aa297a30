"""By what the row of a list is known: a text that a person gave to what was added, in each pass another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loadstudio.authoring.places.use import Use
from loadstudio.authoring.sources.extractor_synthesis import Sighting
from loadstudio.scenario.extractor import Source


class RowSource(NamedTuple):
    """A source, the address that leads to the thing ('' where none does), and how what is found is decoded."""

    source: Source
    address: str = ""
    decode: tuple[str, ...] = ()


class RowName(NamedTuple):
    """The text by which a row is known; with a `variable`, by what that holds."""

    text: str
    variable: str = ""

    @property
    def known(self) -> dict[str, str]:
        """What the variable held when recorded."""
        return {self.variable: self.text} if self.variable else {}

    def written(self, escape: Callable[[str], str]) -> str:
        """How a source says it."""
        return f"${{{self.variable}}}" if self.variable else escape(self.text)


class NamedThing(NamedTuple):
    """What a person added and gave a name: the variable that holds one of its own for each pass, the recorded text, and
    the use in the request that adds it. It is found again by its name, or `taken_once` by the site, or the name of a
    new `account`.
    """

    variable: str
    text: str
    use: Use
    taken_once: bool = False
    account: bool = False


class NewRow(NamedTuple):
    """A value is taken from the row of what was added before, in the answer number `answer`."""

    answer: int
    sighting: Sighting
