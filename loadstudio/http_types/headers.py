"""Header fields as an ordered tuple of (name, value) pairs; duplicates and the sender's spelling are kept (RFC
9110).
"""

from __future__ import annotations

from collections.abc import Iterable

type Headers = tuple[tuple[str, str], ...]


def get(headers: Headers, name: str, default: str = "") -> str:
    """Return the first value of the field `name` (any case), or `default`."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), default)


def get_all(headers: Headers, name: str) -> tuple[str, ...]:
    """Return all values of the field `name` (any case), in order."""
    wanted = name.lower()
    return tuple(value for key, value in headers if key.lower() == wanted)


def without(headers: Headers, names: Iterable[str]) -> Headers:
    """Return the headers without the fields named (any case)."""
    dropped = {name.lower() for name in names}
    return tuple((key, value) for key, value in headers if key.lower() not in dropped)
