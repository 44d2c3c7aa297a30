"""Find and replace in all texts of a scenario. Pure; what is shown of a hit never holds a secret."""

from __future__ import annotations

import re
from typing import NamedTuple

from loadstudio.scenario.model import Scenario
from loadstudio.scenario.template import hole_spans
from loadstudio.scenario.texts import Spot, with_texts

HIDDEN = "••••••"
_BEFORE, _AFTER = 24, 80


class Query(NamedTuple):
    """What is looked for: a text, not a pattern. A `whole_word` has no letter, digit or underscore beside it."""

    text: str
    match_case: bool = False
    whole_word: bool = False


class Hit(NamedTuple):
    """One place where the text stands. `text_number` counts the scenario's texts, `start` the signs of the text.

    `before`, `found` and `after` are what is shown of it, in one line; of a secret nothing. `within_value` is a hit
    inside of `${…}` that is not all of it: it is not replaced, since another value would be sent.
    """

    spot: Spot
    text_number: int
    start: int
    before: str
    found: str
    after: str
    within_value: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """What tells it from all other hits."""
        return self.text_number, self.start


def find(scenario: Scenario, query: Query) -> tuple[Hit, ...]:
    """Return all hits in the order in which they stand; none for an empty text."""
    pattern = _pattern(query)
    hits: list[Hit] = []
    number = -1

    def look(spot: Spot, text: str) -> str:
        nonlocal number
        number += 1
        if pattern is not None:
            found = list(pattern.finditer(text))
            holes = hole_spans(text) if found else ()
            hits.extend(_hit(spot, number, match, _inside(match.span(), holes)) for match in found)
        return text

    with_texts(scenario, look)
    return tuple(hits)


def replace_hits(
    scenario: Scenario, query: Query, replacement: str, *, place: tuple[int, int] | None = None
) -> tuple[Scenario, int]:
    """Return the scenario with the hits replaced, or only the one at a `place`; and how many were.

    Left alone is what stands within a value's name, and a name that would become empty.
    """
    pattern = _pattern(query)
    number, count = -1, 0

    def change(spot: Spot, text: str) -> str:
        nonlocal number, count
        number += 1
        if pattern is None or (place is not None and place[0] != number):
            return text
        holes = hole_spans(text)
        pieces: list[str] = []
        end = done = 0
        for match in pattern.finditer(text):
            if (place is None or match.start() == place[1]) and not _inside(match.span(), holes):
                pieces += text[end : match.start()], replacement
                end = match.end()
                done += 1
        changed = "".join((*pieces, text[end:]))
        if not done or (spot.kind == "name" and not changed.strip()):
            return text
        count += done
        return changed

    return with_texts(scenario, change), count


def _pattern(query: Query) -> re.Pattern[str] | None:
    if not query.text:
        return None
    text = re.escape(query.text)
    return re.compile(
        rf"(?<!\w){text}(?!\w)" if query.whole_word else text, re.NOFLAG if query.match_case else re.IGNORECASE
    )


def _inside(span: tuple[int, int], holes: tuple[tuple[int, int], ...]) -> bool:
    """Return whether a span cuts into a hole without holding all of it."""
    start, end = span
    return any(first < end and start < last and not (start <= first and last <= end) for first, last in holes)


def _hit(spot: Spot, number: int, match: re.Match[str], within_value: bool) -> Hit:
    text, (start, end) = match.string, match.span()
    before, found, after = text[max(0, start - _BEFORE) : start], text[start:end], text[end : end + _AFTER]
    if start > _BEFORE:
        before = f"…{before}"
    if spot.secret:
        before, found, after = "", HIDDEN, ""
    before, found, after = (" ".join(part.split("\n")) for part in (before, found, after))
    return Hit(spot, number, start, before, found, after, within_value)
