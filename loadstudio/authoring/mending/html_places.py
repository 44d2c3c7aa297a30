"""Where a value that a person points at in the tree of a page stands in the page's text: a tree knows elements and
their order, a value is taken from a place in the text. Pure; slow for a large page.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple, override

from loadstudio.authoring.mending.pointing import Pointed

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")


class TreeValue(NamedTuple):
    """A value of the tree: of an `attribute` of elements of a `tag`, or ('' both) a text with its blanks joined.
    `occurrence` counts those that are the same before it.
    """

    tag: str
    attribute: str
    value: str
    occurrence: int = 0


class _Found(NamedTuple):
    value: TreeValue
    start: int
    end: int


def pointed_at(text: str, wanted: TreeValue) -> Pointed | None:
    """Return what is pointed at in the text of a page; None where the text has no such value of its own."""
    alike = [one for one in _Reader(text).found if one.value == wanted._replace(occurrence=0)]
    if wanted.occurrence >= len(alike):
        return None
    place = alike[wanted.occurrence]
    written = text[place.start : place.end]
    number, at = 0, text.find(written)
    while -1 < at < place.start:
        number, at = number + 1, text.find(written, at + len(written))
    return Pointed(written, number) if at == place.start else None


class _Reader(HTMLParser):
    """Collects the values of a page with their places."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[_Found] = []
        self._lines = (0, *accumulate(len(line) for line in text.splitlines(keepends=True)))
        self._text = text
        self._run: tuple[int, int] | None = None
        self.feed(text)
        self.close()
        self._end_run()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_run()
        written = self.get_starttag_text() or ""
        start = self._place()
        for match in _ATTRIBUTE.finditer(written, 1 + len(tag)):
            quoted = match[2][0] in "\"'"
            first, last = match.start(2) + quoted, match.end(2) - quoted
            value = TreeValue(tag, match[1].lower(), html.unescape(written[first:last]))
            if last > first:
                self.found.append(_Found(value, start + first, start + last))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._end_run()

    @override
    def handle_comment(self, data: str) -> None:
        self._end_run()

    @override
    def handle_data(self, data: str) -> None:
        self._go_on(len(data))

    @override
    def handle_entityref(self, name: str) -> None:
        self._go_on_entity(f"&{name}")

    @override
    def handle_charref(self, name: str) -> None:
        self._go_on_entity(f"&#{name}")

    def _go_on_entity(self, written: str) -> None:
        end = self._place() + len(written)
        self._go_on(len(written) + (self._text[end : end + 1] == ";"))

    def _go_on(self, length: int) -> None:
        start = self._place()
        self._run = (self._run[0] if self._run else start, start + length)

    def _end_run(self) -> None:
        """A text is over: note it without the blanks around it."""
        if self._run is None:
            return
        start, end = self._run
        self._run = None
        written = self._text[start:end]
        words = " ".join(html.unescape(written).split())
        if words:
            start += len(written) - len(written.lstrip())
            self.found.append(_Found(TreeValue("", "", words), start, start + len(written.strip())))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
