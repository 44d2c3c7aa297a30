"""The parts of a script that are the same in every one: texts below `resources/export`, of which a script gets those
that it uses.

A section begins with a line `#: name needs other sections | import a; import b` (or `//:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from loadstudio.base.resources import resource_path

_NAMED = re.compile(r"(?m)^(?:(?:def|class|function|const|let) +)?(\w+)(?=[ (:])")
_HEAD = re.compile(r"(?m)^(?:#|//): *(\S+)(?: needs ([^|\n]*))?(?: *\| *(.*))?\n")


class Helper(NamedTuple):
    """A section: its name, the sections and imports that it needs, its code."""

    name: str
    needs: tuple[str, ...]
    imports: tuple[str, ...]
    code: str


def helpers(file: str, wanted: Iterable[str]) -> tuple[Helper, ...]:
    """Return the sections of a file that are wanted, with all that they need, in the order of the file."""
    sections = _sections(file)
    chosen: set[str] = set()
    pending = list(wanted)
    while pending:
        name = pending.pop()
        if name not in chosen:
            chosen.add(name)
            pending += sections[name].needs
    return tuple(section for name, section in sections.items() if name in chosen)


def words_of(file: str) -> frozenset[str]:
    """Return all names that the sections of a file give to something."""
    return frozenset(name for helper in _sections(file).values() for name in _NAMED.findall(helper.code))


@cache
def _sections(file: str) -> dict[str, Helper]:
    pieces = _HEAD.split(resource_path(f"export/{file}").read_text(encoding="utf-8"))
    found: dict[str, Helper] = {}
    for name, needs, imports, code in zip(pieces[1::4], pieces[2::4], pieces[3::4], pieces[4::4], strict=True):
        wanted = tuple(one.strip() for one in (imports or "").split(";") if one.strip())
        found[name] = Helper(name, tuple((needs or "").split()), wanted, code.strip("\n"))
    return found
