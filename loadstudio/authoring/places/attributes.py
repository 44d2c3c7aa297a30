"""Which attributes of a page hold what is looked for, read from its text: from the sign of equality back to the name,
since a pattern that begins with the name is tried at each word of the page.

Only what may be there; what is there the parsed page says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

_NAME = re.compile(r"\s([a-z@:][\w:.@-]*)\Z", re.IGNORECASE)
_NAME_AND_BLANKS = re.compile(r"\s([a-z@:][\w:.@-]*)\s*\Z", re.IGNORECASE)
_LONGEST_NAME = 100
_NAME_IN_CALL = re.compile(r"\s([A-Za-z@:][\w:.@-]*)\s*=\s*\Z")
_LONGEST_ATTRIBUTE = 20_000
_MOST_BETWEEN = 20
_BEFORE_VALUES = ("(", ",", ":", ";", "")
_OF_WORDS = re.compile(r"[\w-]")
_ENDS = frozenset(" \t\r\n\f>/")
_QUOTES = ("'", '"')


def names_before(page: str, begin: re.Pattern[str], *, with_blanks: bool = False) -> Iterator[str]:
    """Yield the names, each at least once, of the attributes whose values begin as `begin` says, which starts at the
    sign of equality; `with_blanks` also where blanks precede that.
    """
    pattern = _NAME_AND_BLANKS if with_blanks else _NAME
    again = ""
    for match in begin.finditer(page):
        start = match.start()
        if again and page.startswith(again, start + 1 - len(again)):
            continue  # the same name as the last time: of thousands of links each has it
        name = pattern.search(page, max(0, start - _LONGEST_NAME), start)
        if name is not None:
            again = f"{name[0]}="
            yield name[1]


def holds_references(page: str) -> bool:
    """Tell whether a page writes characters by their numbers (`&#39;`); one sign is looked for fifty times as fast."""
    return "&" in page and "&#" in page


def spots_of(word: str, page: str) -> tuple[int, ...]:
    """Return where a word stands in a page with no letter and no digit beside it."""
    written = re.escape(word)
    pattern = rf"{written}(?<![A-Za-z0-9]{written})(?![A-Za-z0-9])"  # looks for the word first: that is quicker
    return tuple(match.start() for match in re.finditer(pattern, page))


def is_begin(page: str, start: int, end: int) -> bool:
    """Tell whether an attribute may begin with what stands there: after a quote, or without one and none ends it."""
    if page[start - 1 : start] in _QUOTES:
        return True
    return page[end : end + 1] not in _QUOTES and page[max(0, start - _MOST_BETWEEN) : start].rstrip()[-1:] == "="


def is_whole(page: str, start: int, end: int) -> bool:
    """Tell whether what stands there may be all that an attribute holds."""
    before, after = page[start - 1 : start], page[end : end + 1]
    return after == before if before in _QUOTES else after in _ENDS and is_begin(page, start, end)


def names_of_wholes(word: str, page: str, spots: Iterable[int]) -> Iterator[str]:
    """Yield the names of the attributes that are just a word, which stands at these `spots`."""
    for start in spots:
        if page[start - 1 : start] in _QUOTES and page[start - 2 : start - 1] == "=":
            name = _NAME.search(page, max(0, start - _LONGEST_NAME), start - 2)
            if name is not None and page[start + len(word) : start + len(word) + 1] in _QUOTES:
                yield name[1]


def names_of_calls(word: str, page: str, spots: Iterable[int]) -> Iterator[str]:
    """Yield the names of the attributes in which a word stands as values do in calls or under keys, in the order of the
    page; nothing else of the page is looked at.
    """
    spans: dict[tuple[int, int], str] = {}
    for start in filter(partial(_is_called_with, word, page), spots):
        for quote in _QUOTES:
            opening = page.rfind(quote, max(0, start - _LONGEST_ATTRIBUTE), start)
            name = _NAME_IN_CALL.search(page, max(0, opening - 200), opening) if opening > 0 else None
            if name is not None and (closing := page.find(quote, start)) >= 0:
                spans[name.start(), closing] = name[1].lower()
    end = -1
    for (start, closing), called in sorted(spans.items()):
        if start > end:  # what stands in another attribute is a part of that
            yield called
            end = closing


def _is_called_with(word: str, page: str, start: int) -> bool:
    """Tell whether a word stands behind what precedes a value in a call or under a key: `(`, `,`, `:`, or the end of a
    character reference for one of these or a quote.
    """
    end = start + len(word)
    if _OF_WORDS.match(page, end) or (start and _OF_WORDS.match(page, start - 1)):
        return False
    return page[max(0, start - _MOST_BETWEEN) : start].rstrip(" \t\r\n\"'")[-1:] in _BEFORE_VALUES
