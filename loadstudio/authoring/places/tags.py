"""The tag in which a place of a page's text lies, read from the text around it: pages are large, and only few of their
tags are ever asked for.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_LONGEST_BEFORE = 20_000
_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?\s*/?""")


class Tag(NamedTuple):
    """A tag with its decoded attributes, and the one that holds the place, from `start` to `end` of `value`."""

    name: str
    attributes: dict[str, str]
    attribute: str
    value: str
    start: int
    end: int

    @property
    def is_whole(self) -> bool:
        """Whether the place is all of the attribute."""
        return self.start == 0 and self.end == len(self.value)


def tag_around(text: str, start: int, end: int) -> Tag | None:
    """Return the tag in one of whose attributes the text from `start` to `end` stands, or None."""
    opening = text.rfind("<", max(0, start - _LONGEST_BEFORE), start)
    name = _NAME.match(text, opening) if opening >= 0 else None
    if name is None:
        return None
    attributes: dict[str, str] = {}
    found: tuple[str, str, int, int] | None = None
    position = name.end()
    while match := _ATTRIBUTE.match(text, position):
        group = next((number for number in (2, 3, 4) if match[number] is not None), 0)
        raw = match[group] if group else ""
        key = match[1].lower()
        attributes.setdefault(key, html.unescape(raw))
        if group and match.start(group) <= start and end <= match.end(group):
            before = html.unescape(raw[: start - match.start(group)])
            inside = html.unescape(text[start:end])
            found = (key, attributes[key], len(before), len(before) + len(inside))
        position = match.end()
        if text[position : position + 1] == ">":
            break
    return Tag(name[1].lower(), attributes, *found) if found else None
