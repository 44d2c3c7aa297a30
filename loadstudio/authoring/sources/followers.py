"""Which parts of requests are spoken for, and which other uses of a value that is dynamic follow it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from loadstudio.authoring.places.field_names import ends_alike, is_identity
from loadstudio.authoring.places.slots import Place
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, base
from loadstudio.authoring.sources.judgement import Candidate
from loadstudio.recording.entry import Entry, could_know


class Span(NamedTuple):
    """A part of a request that is spoken for."""

    request: int
    place: Place
    start: int
    end: int


class Taken:
    """The parts of requests that are spoken for."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[tuple[int, Place], list[tuple[int, int]]] = {}
        for span in spans:
            self._spans.setdefault((span.request, span.place), []).append((span.start, span.end))

    def is_free(self, use: Use) -> bool:
        """Tell whether no part of a use is spoken for."""
        slot = use.slot
        spans = self._spans.get((use.request, slot.place), ())
        return all(slot.end <= start or slot.start >= end for start, end in spans)

    def add(self, use: Use) -> None:
        """Speak for a use."""
        self._spans.setdefault((use.request, use.slot.place), []).append((use.slot.start, use.slot.end))


def followers(
    found: Sequence[Candidate], uses: Iterable[Sequence[Use]], entries: Sequence[Entry], taken: Taken
) -> list[Candidate]:
    """Return the other uses of values that are dynamic now, each from the last answer that they are taken from; they
    are `taken` from here on. `entries` are those of the requests.
    """
    by_text: dict[str, list[Candidate]] = {}
    for candidate in sorted(found, key=lambda candidate: -candidate.answer):
        by_text.setdefault(candidate.use.text, []).append(candidate)
    following: list[Candidate] = []
    for use in chain.from_iterable(uses):
        if use.text in by_text and taken.is_free(use):
            known = by_text[use.text]
            earlier = bisect_right(known, -use.request, key=lambda origin: -origin.answer)
            origin = next((one for one in islice(known, earlier, None) if _may_follow(use, one, entries)), None)
            if origin is not None:
                following.append(msgspec.structs.replace(origin, use=use))
                taken.add(use)
    return following


def _may_follow(use: Use, origin: Candidate, entries: Sequence[Entry]) -> bool:
    is_later = origin.answer < use.request and could_know(entries[use.request], entries[origin.answer])
    is_distinct = base(use.text, 1000) >= DISTINCT_FROM and (use.reading.exact or not use.slot.weak)
    return is_later and (is_distinct or ends_alike(use.slot.key, origin.use.slot.key) or _is_addressed(use, origin.use))


def _is_addressed(use: Use, addressed: Use) -> bool:
    """Tell whether a request sends as an id what its own address names: `PUT /plants/12` with `{"id": 12}`."""
    in_address = addressed.slot.place.kind in ("url", "query")
    return in_address and addressed.request == use.request and is_identity(use.slot.key)
