"""JSON text taken apart with positions, so that a leaf can be replaced without writing the rest anew.

Values are not built here (msgspec does that); a text that is not JSON has no leaves.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r'[\s]*(?:(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)'
    r"|(?P<word>true|false|null)|(?P<sign>[{}\[\]:,]))",
    re.DOTALL,
)


class Leaf(NamedTuple):
    """A string (the span without its quotes) or number: its key, or its parent's where it stands in an array."""

    start: int
    end: int
    key: str
    quoted: bool


def json_leaves(text: str) -> tuple[Leaf, ...]:
    """Return the strings and numbers of a JSON text in order; () when it is not JSON."""
    leaves: list[Leaf] = []
    stack: list[tuple[str, str]] = []  # (bracket, key under which it stands)
    key = ""
    expects_key = False
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            return ()
        position = match.end()
        kind = match.lastgroup
        if kind == "sign":
            sign = match.group("sign")
            if sign in "{[":
                stack.append((sign, key))
                expects_key = sign == "{"
            elif sign in "}]":
                if not stack:
                    return ()
                _, key = stack.pop()
            elif sign == ",":
                if not stack:
                    return ()
                expects_key = stack[-1][0] == "{"
                key = stack[-1][1] if not expects_key else key
        elif kind == "string" and expects_key:
            key = match.group("string")[1:-1]
            expects_key = False
        elif kind == "string":
            leaves.append(Leaf(match.start("string") + 1, match.end("string") - 1, key, True))
        elif kind == "number":
            leaves.append(Leaf(match.start("number"), match.end("number"), key, False))
    return () if stack else tuple(leaves)
