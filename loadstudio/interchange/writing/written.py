"""What a target has written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Written(NamedTuple):
    """The text of a script, a sentence for each thing that it cannot say, and further files that it needs, by name."""

    text: str
    told: tuple[str, ...]
    beside: Mapping[str, bytes] = _NOTHING
