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
_NAMING = ("name", "id", "key", "field")
_PART_NAMING = ("property",)
_PLAIN_NAME = re.compile(r"[A-Za-z_$][A-Za-z_$.\[\]-]{0,60}")
_NAMED_PAIRS = range(2, 6)


class Leaf(NamedTuple):
    """A string (the span without its quotes) or number: its key, or its parent's where it stands in an array. What
    stands as `value` beside a `name` is called by that, as in `{"name": "city", "value": "Ulm"}`.
    """

    start: int
    end: int
    key: str
    quoted: bool


def json_leaves(text: str) -> tuple[Leaf, ...]:
    """Return the strings and numbers of a JSON text in order; () when it is not JSON."""
    leaves: list[Leaf] = []
    stack: list[tuple[str, str]] = []  # (bracket, key under which it stands)
    begins: list[int] = []  # the number of leaves before each bracket
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
                begins.append(len(leaves))
                expects_key = sign == "{"
            elif sign in "}]":
                if not stack:
                    return ()
                _, key = stack.pop()
                _call_by_name(leaves, begins.pop(), text)
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


def _call_by_name(leaves: list[Leaf], begin: int, text: str) -> None:
    """Rename the `value` of an object that just ended, whose leaves are those from `begin` on."""
    if len(leaves) - begin not in _NAMED_PAIRS:
        return
    places = {leaf.key: place for place, leaf in enumerate(leaves[begin:], begin)}
    place = places.get("value")
    names = [text[leaves[places[key]].start : leaves[places[key]].end] for key in _NAMING if key in places]
    names += [text[leaves[places[key]].start : leaves[places[key]].end] for key in _PART_NAMING if key in places]
    if place is not None and any(key in places for key in _NAMING) and all(map(_PLAIN_NAME.fullmatch, names)):
        leaves[place] = leaves[place]._replace(key=".".join(names))
