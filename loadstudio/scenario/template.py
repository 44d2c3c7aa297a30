"""Templates: text with holes. `${csrf_token}`, `${users.password}`, `${token|url}`; `$${` writes a literal `${`.

A hole is an expression (a variable's name, `source.column`, or a function call such as `now('ms')`) followed by
filters, applied from left to right: `url` (percent-encoding), `form` (urlencoded), `json` (string escapes without
quotes), `html`, `base64`. Parsing is pure; `playback.render` compiles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

FILTERS = ("url", "form", "json", "html", "base64", "base64url")
_HOLE = re.compile(r"\$\$\{|\$\{([^${}|]+)((?:\|[a-z0-9]+)*)\}")


class Hole(NamedTuple):
    """A place for a value: `expression` as written, `filters` in order."""

    expression: str
    filters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "${" + "|".join((self.expression, *self.filters)) + "}"


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[str | Hole, ...]:
    """Return the pieces of a template: literal texts (never empty) and holes. A `${` that is no hole stays literal."""
    pieces: list[str | Hole] = []
    literal = ""
    position = 0
    for match in _HOLE.finditer(text):
        literal += text[position : match.start()]
        position = match.end()
        if match.group(1) is None:
            literal += "${"
            continue
        if literal:
            pieces.append(literal)
            literal = ""
        filters = tuple(part for part in match.group(2).split("|") if part)
        pieces.append(Hole(match.group(1).strip(), filters))
    literal += text[position:]
    if literal:
        pieces.append(literal)
    return tuple(pieces)


def escape(text: str) -> str:
    """Return a template that renders to exactly `text`."""
    return text.replace("${", "$${")


def names_in(text: str) -> tuple[str, ...]:
    """Return the expressions of a template's holes, in order, with repetitions."""
    return tuple(piece.expression for piece in parse(text) if isinstance(piece, Hole))
