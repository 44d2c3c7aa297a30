"""Names resolved to numbers once: each variable, data column and inline generator of a scenario has a slot, and a
user's values are a plain list indexed by it. No names are looked up while users run.
"""

from __future__ import annotations

from collections.abc import Mapping

type Values = list[str | None]
"""A user's values by slot; None where nothing has been put yet."""


class Slots:
    """The symbol table of one scenario. Slots are only ever added, so indices stay valid."""

    __slots__ = ("_index",)

    def __init__(self) -> None:
        self._index: dict[str, int] = {}

    def index(self, name: str) -> int:
        """Return the slot of `name`, added when new."""
        return self._index.setdefault(name, len(self._index))

    def new(self, name: str) -> int:
        """Return a slot of its own for one use of `name` (an inline generator)."""
        return self.index(f"{name} #{len(self._index)}")

    def find(self, name: str) -> int | None:
        """Return the slot of `name`, or None."""
        return self._index.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, by slot."""
        return tuple(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def values(self, known: Mapping[str, str]) -> Values:
        """Return a list of values with what is known put into its slots."""
        return [known.get(name) for name in self._index]
