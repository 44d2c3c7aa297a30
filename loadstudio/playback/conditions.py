"""Compiles the conditions of blocks to functions of a user's values."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from loadstudio.playback import encode
from loadstudio.playback.errors import RenderError
from loadstudio.playback.pieces import Names, PieceWriter
from loadstudio.playback.slots import Values
from loadstudio.scenario.model import Comparison

type Condition = Callable[[Values], bool]


def compile_condition(comparison: Comparison, names: Names) -> Condition:
    """Return the comparison as a function. A value that has not been taken counts as an empty text, except for `exists`
    and `missing`, which ask for just that; what is no number is neither less nor more than anything.

    Raises InvalidInput for an unknown filter or function.
    """
    left = _text_of(comparison.left, names)
    if comparison.operator in ("exists", "missing"):
        wanted = comparison.operator == "exists"
        slots = tuple(sorted(names.used))
        return lambda values: all(values[slot] is not None for slot in slots) is wanted
    right = _text_of(comparison.right, names)
    compare = _COMPARE[comparison.operator]

    def holds(values: Values) -> bool:
        try:
            return compare(left(values), right(values))
        except RenderError:  # a filter that cannot work on this value
            return False

    return holds


def _text_of(template: str, names: Names) -> Callable[[Values], str]:
    made_before = len(names.made)
    out = PieceWriter(names)
    out.template(template, encode.utf8, encode.utf8, encode.utf8)
    written, made = out.finished(), tuple(names.made[made_before:])
    if not written.fills:
        constant = b"".join(written.pieces).decode()
        return lambda values: constant  # noqa: ARG005 - one kind of function for all templates

    def text(values: Values) -> str:
        for slot, make in made:
            values[slot] = make()
        pieces = list(written.pieces)
        for position, slot, encoded, _ in written.fills:
            pieces[position] = encoded(values[slot] or "")
        return b"".join(pieces).decode("utf-8", "replace")

    return text


def _matches(text: str, pattern: str) -> bool:
    compiled = _pattern(pattern)
    return compiled is not None and compiled.search(text) is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str] | None:
    """Return the expression, None for one that values have made meaningless."""
    try:
        return re.compile(text)
    except re.error:
        return None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "equals": lambda left, right: left == right,
    "differs": lambda left, right: left != right,
    "contains": lambda left, right: right in left,
    "lacks": lambda left, right: right not in left,
    "matches": _matches,
    "less": lambda left, right: _number(left) < _number(right),
    "more": lambda left, right: _number(left) > _number(right),
}
