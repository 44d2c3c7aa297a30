"""By what the row of a list is known: a text that a person gave to what was added, in each pass another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
