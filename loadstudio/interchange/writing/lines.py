"""Source text written line by line, and names from elsewhere made harmless in it."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager

from loadstudio.base.ids import slug
from loadstudio.http_types.url import well_formed

_UNSAFE = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def quoted(text: str) -> str:
    """Return a text as a literal in double quotes that Python and JavaScript read alike; what cannot be seen, or turns
    the direction of writing around, is escaped.
    """
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(well_formed(text), ensure_ascii=False))


def one_line(text: str) -> str:
    """Return a text for a comment: nothing in it ends the line or hides what follows."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in well_formed(text)).split())


class Lines:
    """Lines of source text, `indent` deep."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0

    def __call__(self, line: str = "") -> None:
        """Write a line, or several, at the present depth."""
        self._lines += ["    " * self._depth + one if one else "" for one in line.split("\n")]

    def all(self, lines: Iterable[str]) -> None:
        """Write several lines."""
        for line in lines:
            self(line)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """What is written in it stands deeper."""
        self._depth += 1
        yield
        self._depth -= 1

    def text(self) -> str:
        """Return all of it."""
        return "\n".join(self._lines)


class Identifiers:
    """Gives names of functions and classes that no other has."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._given: set[str] = set()

    def function(self, text: str, fallback: str) -> str:
        """Return `log_in` for `Log in`."""
        return self._free(slug(text, fallback).replace("-", "_"))

    def type(self, text: str, fallback: str) -> str:
        """Return `LogIn` for `Log in`."""
        return self._free("".join(word.capitalize() for word in slug(text, fallback).split("-")))

    def _free(self, name: str) -> str:
        if not name[:1].isalpha():
            name = f"a_{name}"
        free, number = name, 1
        while free in self._taken or free in self._given:
            number += 1
            free = f"{name}_{number}"
        self._given.add(free)
        return free
