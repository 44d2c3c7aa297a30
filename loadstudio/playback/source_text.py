"""Selectors, paths and patterns with holes: the row of a list that holds what this very user typed,
`tr:has(:lexbor-contains("${name}")) a[href]`.

What goes into a hole stands within quotes there, so it is escaped as the language of the place has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.slots import Slots, Values
from loadstudio.scenario.template import Hole, names_in, parse

_NOT_IN_CSS_NAMES = re.compile(r"[^A-Za-z0-9_\-\u0080-\U0010ffff]")

type Escape = Callable[[str], str]


class Names:
    """What the names in the holes of sources mean: `fixed` ones have one value for good, the others a slot."""

    def __init__(self, slots: Slots, fixed: Mapping[str, str]) -> None:
        self._slots = slots
        self._fixed = fixed

    def writer(self, text: str, escape: Escape) -> Writer | str:
        """Return what writes a text for a user; the text itself where it has no holes. Raises InvalidInput for a hole
        with a filter or a function.
        """
        if not names_in(text):
            return text
        pieces: list[str | int] = []
        for piece in parse(text):
            if not isinstance(piece, Hole):
                pieces.append(piece)
            elif piece.filters or "(" in piece.expression:
                raise InvalidInput(f"'{piece}' cannot stand where a value is looked for. Only names can.")
            elif piece.expression in self._fixed:
                pieces.append(escape(self._fixed[piece.expression]))
            else:
                pieces.append(self._slots.index(piece.expression))
        return Writer(tuple(pieces), escape)


class Writer:
    """Writes one text for user after user; `uses` are the slots it reads."""

    __slots__ = ("_escape", "_pieces", "uses")

    def __init__(self, pieces: tuple[str | int, ...], escape: Escape) -> None:
        self._pieces = pieces
        self._escape = escape
        self.uses = frozenset(piece for piece in pieces if isinstance(piece, int))

    def text(self, values: Values) -> str | None:
        """Return the text for a user with these values, None where one of them is not known yet."""
        written: list[str] = []
        for piece in self._pieces:
            value = values[piece] if isinstance(piece, int) else piece
            if value is None:
                return None
            written.append(self._escape(value) if isinstance(piece, int) else value)
        return "".join(written)


def in_css(text: str) -> str:
    """Return a text for a string of CSS, in double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")


def css_name(text: str) -> str:
    """Return the name of an attribute as CSS writes it; `wire:id` and `@click.once` have signs of its own."""
    escaped = _NOT_IN_CSS_NAMES.sub(lambda match: f"\\{match[0]}", text)
    return f"\\{ord(text[0]):x} {escaped[1:]}" if text[:1].isdigit() else escaped


def in_pattern(text: str) -> str:
    """Return a text for a regular expression, which finds it in scripts and JSON, too: `é` as `\\u00e9`."""
    return "".join(map(_sign_in_pattern, text))


def _sign_in_pattern(sign: str) -> str:
    if sign == " " or (sign.isascii() and sign.isalnum()):
        return sign
    plain = f"\\{sign}" if sign.isascii() else sign
    code = sign.encode("utf-16-be").hex()
    units = [code[place : place + 4] for place in range(0, len(code), 4)]
    escaped = ["".join(f"\\\\u{unit}" for unit in units), "".join(f"\\\\u{unit.upper()}" for unit in units)]
    if ord(sign) < 0x100:
        escaped += [f"\\\\x{code[2:]}", f"\\\\x{code[2:].upper()}"]
    return f"(?:\\\\?{plain}|{'|'.join(dict.fromkeys(escaped))})"


def in_json_path(text: str) -> str:
    """Return a text for a string of JSONPath, in single quotes."""
    return text.replace("\\", "\\\\").replace("'", "\\'")
