"""A value in a request."""

from __future__ import annotations

from typing import NamedTuple

from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.spelling import Reading


class Use(NamedTuple):
    """A value in a request: the request's number, the slot, and how its text becomes what is sent."""

    request: int
    slot: Slot
    reading: Reading

    @property
    def text(self) -> str:
        """The value that a variable holds."""
        return self.reading.text
