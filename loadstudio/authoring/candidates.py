"""Who said it first? For each sent value the answer from which it was taken, if there is one.

A value may flow from an answer to a request only if the answer had ended before the request began. What came first in a
request was typed by the person or made by the page's script; what stands in a static script is a constant of the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from loadstudio.authoring.answer_view import AnswerView
from loadstudio.authoring.draft import Draft
from loadstudio.authoring.extractor_synthesis import Sighting, Wanted, sighting_of
from loadstudio.authoring.index import Hit, TokenIndex
from loadstudio.authoring.rank import (
    ACCEPTED,
    Changes,
    Evidence,
    base,
    is_commonplace,
    looks_random,
    names_alike,
    same_name,
    score,
)
from loadstudio.authoring.slots import Place, Slot, slots_of
from loadstudio.authoring.spelling import Reading, readings_of
from loadstudio.http_types.url import split
from loadstudio.scenario.model import FormBody, HttpRequest

_MOST_ANSWERS = 5
_FIELD_PLACES = frozenset({"form", "query", "part"})
_TYPED_INTO = frozenset({"text", "search", "email", "tel", "url", "number", "password", "textarea", "date", "time"})
_LEAST_OF_FRAGMENT = 4.0
_FOLLOWS_FROM = 2.0
_NEVER = float("inf")
_CHANGING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Use(NamedTuple):
    """A value in a request: the request's number, the slot, and how its text becomes what is sent."""

    request: int
    slot: Slot
    reading: Reading

    @property
    def text(self) -> str:
        """The value that a variable holds."""
        return self.reading.text


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A use and the answer (by number) from which its value is taken; `points` as in `rank`."""

    use: Use
    answer: int
    sighting: Sighting
    points: float


class Span(NamedTuple):
    """A part of a request that is spoken for."""

    request: int
    place: Place
    start: int
    end: int


class Evaluated(msgspec.Struct, frozen=True, kw_only=True):
    """The candidates in the order of the pass, and the uses of values that no answer said before."""

    candidates: tuple[Candidate, ...]
    unsaid: tuple[Use, ...]


def evaluate(
    draft: Draft, spoken_for: Sequence[Span] = (), progress: Callable[[float], None] | None = None
) -> Evaluated:
    """Return where the draft's values come from. `spoken_for` are parts of requests that are decided already;
    `progress` is told the share of the scan that is done.
    """
    return _Evaluation(draft, spoken_for, progress or (lambda _: None)).result()


class _Evaluation:
    """The timeline with its answers looked through."""

    def __init__(self, draft: Draft, spoken_for: Sequence[Span], progress: Callable[[float], None]) -> None:
        self._draft = draft
        self._taken: dict[tuple[int, Place], list[tuple[int, int]]] = {}
        for span in spoken_for:
            self._taken.setdefault((span.request, span.place), []).append((span.start, span.end))
        self._uses = [list(self._uses_of(number)) for number in range(len(draft.requests))]
        self._views = [AnswerView(number, entry) for number, entry in enumerate(draft.entries)]
        self._index = TokenIndex(use.text for uses in self._uses for use in uses)
        self._scanned_bytes = 0
        self._scan(progress)
        self._first_sent = self._sent_times()
        self._sightings: dict[tuple[int, Wanted], Sighting | None] = {}
        self._changes: Changes = looks_random

    def result(self) -> Evaluated:
        found: list[Candidate] = []
        for uses in self._uses:
            for use in uses:
                if not use.slot.weak and self._is_free(use) and (candidate := self._candidate(use)):
                    found.append(candidate)
                    self._take(use)
        texts = {candidate.use.text for candidate in found}
        self._changes = lambda part: part in texts or looks_random(part)
        found = [self._settled(candidate) for candidate in found]
        found += self._followers(found)
        found.sort(key=lambda candidate: candidate.use.request)
        unsaid = tuple(use for uses in self._uses for use in uses if self._is_unsaid(use))
        return Evaluated(candidates=tuple(found), unsaid=unsaid)

    # the material

    def _uses_of(self, number: int) -> Iterator[Use]:
        request = self._draft.requests[number]
        for slot in slots_of(request):
            if not is_commonplace(slot.value) and (not slot.fragment or base(slot.value, 1) >= _LEAST_OF_FRAGMENT):
                readings = readings_of(slot, is_raw_field=is_raw(request, slot.place))
                yield from (Use(number, slot, reading) for reading in readings)

    def _scan(self, progress: Callable[[float], None]) -> None:
        for view in self._views:
            self._index.scan(view.number, view.response.headers, view.text)
            self._scanned_bytes += 0 if self._is_static(view.number) else len(view.text)
            progress((view.number + 1) / len(self._views))

    def _is_static(self, number: int) -> bool:
        return self._draft.requests[number].static

    def _sent_times(self) -> dict[str, int]:
        """When each text was sent for the first time."""
        times: dict[str, int] = {}
        for number, uses in enumerate(self._uses):
            for use in uses:
                if not use.slot.weak and not use.slot.fragment:
                    times.setdefault(use.text, self._draft.entries[number].started_us)
        return times

    # where a value comes from

    def _candidate(self, use: Use) -> Candidate | None:
        by_answer = self._said_before(use)
        if not by_answer or self._was_typed(use):
            return None
        numbers = sorted(by_answer, key=lambda number: self._draft.entries[number].ended_us)
        in_script = any(self._is_static(number) for number in numbers)
        numbers = [number for number in numbers if not self._is_static(number)]
        if not numbers or self._first_sent.get(use.text, _NEVER) < self._draft.entries[numbers[0]].ended_us:
            return None
        created = self._follows_a_change(numbers[0])
        judged = [
            candidate
            for number in dict.fromkeys((*numbers[:_MOST_ANSWERS], *numbers[-_MOST_ANSWERS:]))
            if (candidate := self._judged(use, number, by_answer[number], created=created, in_script=in_script))
        ]
        good = [candidate for candidate in judged if candidate.points >= ACCEPTED]
        held = [candidate for candidate in good if _is_held_for(candidate)]
        if held:
            return held[-1]  # the form or page from which it was sent, which may hold a new one at every visit
        return max(good, key=lambda candidate: (candidate.points, -good.index(candidate)), default=None)

    def _said_before(self, use: Use) -> dict[int, list[Hit]]:
        """Return the hits of a use's text in answers that had ended when it was sent, by answer."""
        started_us = self._draft.entries[use.request].started_us
        by_answer: dict[int, list[Hit]] = {}
        for hit in self._index.hits(use.text):
            if hit.answer < use.request and self._draft.entries[hit.answer].ended_us <= started_us:
                by_answer.setdefault(hit.answer, []).append(hit)
        return by_answer

    def _judged(
        self, use: Use, number: int, hits: Sequence[Hit], *, created: bool, in_script: bool
    ) -> Candidate | None:
        sighting = self._sighting(use, number, hits)
        if sighting is None:
            return None
        evidence = Evidence(
            value=use.text,
            scanned_bytes=self._scanned_bytes,
            key=use.slot.key,
            name=sighting.name,
            kind=sighting.kind,
            clean=any(hit.clean for hit in hits),
            created=created,
            prefilled=sighting.visible and use.slot.place.kind in _FIELD_PLACES,
            fragment=use.slot.fragment,
            in_script=in_script,
        )
        return Candidate(use=use, answer=number, sighting=sighting, points=score(evidence))

    def _sighting(self, use: Use, number: int, hits: Sequence[Hit]) -> Sighting | None:
        wanted = Wanted(use.text, use.slot.key, split(self._draft.entries[use.request].request.url).path, self._changes)
        if (number, wanted) not in self._sightings:
            self._sightings[number, wanted] = sighting_of(self._views[number], hits, wanted)
        return self._sightings[number, wanted]

    def _settled(self, candidate: Candidate) -> Candidate:
        """Describe again how a value is taken, now that it is known what changes around it."""
        use, number = candidate.use, candidate.answer
        sighting = self._sighting(use, number, self._said_before(use)[number])
        return msgspec.structs.replace(candidate, sighting=sighting or candidate.sighting)

    def _was_typed(self, use: Use) -> bool:
        """Tell whether a person typed the value into a visible field of the last page that has one of this name."""
        if use.slot.place.kind not in _FIELD_PLACES:
            return False
        for view in reversed(self._views[: use.request]):
            if view.is_page and (fields := view.fields_named(use.slot.key)):
                typed_into = [field for field in fields if field.kind in _TYPED_INTO]
                return bool(typed_into) and all(field.value != use.text for field in fields)
        return False

    def _follows_a_change(self, number: int) -> bool:
        """Tell whether an answer belongs to a request that changes something, or came after one in the same step."""
        page_id = self._draft.entries[number].page_id
        return any(
            entry.page_id == page_id and entry.request.method in _CHANGING_METHODS
            for entry in self._draft.entries[: number + 1]
        )

    # what follows, and what is left

    def _followers(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Return the other uses of values that are dynamic now, each from the last answer that they are taken from."""
        by_text: dict[str, list[Candidate]] = {}
        for candidate in found:
            by_text.setdefault(candidate.use.text, []).append(candidate)
        followers: list[Candidate] = []
        for uses in self._uses:
            for use in uses:
                known = [origin for origin in by_text.get(use.text, ()) if self._may_follow(use, origin)]
                if known and self._is_free(use):
                    origin = max(known, key=lambda origin: origin.answer)
                    followers.append(msgspec.structs.replace(origin, use=use))
                    self._take(use)
        return followers

    def _may_follow(self, use: Use, origin: Candidate) -> bool:
        ended_us = self._draft.entries[origin.answer].ended_us
        is_later = origin.answer < use.request and ended_us <= self._draft.entries[use.request].started_us
        is_distinct = base(use.text, 1000) >= _FOLLOWS_FROM and (use.reading.exact or not use.slot.weak)
        return is_later and (is_distinct or same_name(use.slot.key, origin.use.slot.key))

    def _is_unsaid(self, use: Use) -> bool:
        if use.slot.weak or use.slot.fragment or use.text != use.slot.value or not self._is_free(use):
            return False
        return not self._said_before(use) and not self._was_typed(use)

    def _is_free(self, use: Use) -> bool:
        slot = use.slot
        spans = self._taken.get((use.request, slot.place), ())
        return all(slot.end <= start or slot.start >= end for start, end in spans)

    def _take(self, use: Use) -> None:
        self._taken.setdefault((use.request, use.slot.place), []).append((use.slot.start, use.slot.end))


def _is_held_for(candidate: Candidate) -> bool:
    """Tell whether a page holds the value for being sent: its form's field, its meta tag, the cookie of that name."""
    sighting = candidate.sighting
    return sighting.kind in ("input", "meta", "cookie") and names_alike(candidate.use.slot.key, sighting.name)


def is_raw(request: HttpRequest, place: Place) -> bool:
    """Tell whether a place is a field that is sent exactly as written."""
    if place.kind == "query":
        return request.query[place.number].raw
    return place.kind == "form" and isinstance(request.body, FormBody) and request.body.fields[place.number].raw
