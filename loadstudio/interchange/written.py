"""What a target has written."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """The text of a script, and a sentence for each thing that it cannot say."""

    text: str
    told: tuple[str, ...]
