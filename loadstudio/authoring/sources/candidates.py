"""Who said it first? For each sent value the answer from which it was taken, if there is one.

What came first in a request was typed by the person or made by the page's script; what stands in a static script is a
constant of the build. When what was said is `timeline`'s knowledge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import names_alike
from loadstudio.authoring.places.slots import Place, Slot
from loadstudio.authoring.places.spelling import readings_of
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, base, is_commonplace
from loadstudio.authoring.sources.followers import Span, Taken, followers
from loadstudio.authoring.sources.formulas import Formulas, is_computed
from loadstudio.authoring.sources.index import TokenIndex
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight
from loadstudio.authoring.sources.judgement import Candidate, Judgement
from loadstudio.authoring.sources.named_fields import is_in_name, named_field
from loadstudio.authoring.sources.new_rows import NewRows
from loadstudio.authoring.sources.rank import HELD_KINDS, REDIRECTED, SightingKind
from loadstudio.authoring.sources.row_names import NamedThing
from loadstudio.authoring.sources.sums import is_asked
from loadstudio.authoring.sources.timeline import Timeline
from loadstudio.base.progress import Progress, Telling, silent, told
from loadstudio.scenario.model import FormBody, HttpRequest

_ANYWHERE: frozenset[SightingKind] = frozenset({"text", "link"})
_LEAST_OF_FRAGMENT = 4.0
_WEIGHING_SHARE = 0.8
"""So much of the time of a result goes into finding candidates, the rest into describing how they are taken."""


class Decided(NamedTuple):
    """What is known of a draft before its values are looked at: the parts of requests that are spoken for, the requests
    that log in, the names that no variable may have, the names of the accounts that requests make, and who logs in.
    """

    spoken_for: Sequence[Span] = ()
    log_ins: Collection[int] = ()
    taken_names: Collection[str] = ()
    sign_ups: Mapping[int, Collection[str]] = MappingProxyType({})
    user_names: Collection[str] = ()


class Evaluated(msgspec.Struct, frozen=True, kw_only=True):
    """The candidates in the order of the pass, the uses of values that no answer said before, and the things that each
    pass gives a name of its own, with all uses of that.
    """

    candidates: tuple[Candidate, ...]
    unsaid: tuple[Use, ...]
    named: tuple[tuple[NamedThing, tuple[Use, ...]], ...] = ()


class Evaluation:
    """A draft's requests and answers looked through once, so that what is learnt later can be weighed without doing it
    again.
    """

    def __init__(
        self,
        draft: Draft,
        views: Sequence[AnswerView],
        slots: Sequence[Sequence[Slot]],
        progress: Progress = silent,
    ) -> None:
        """`views[i]` is the answer to `requests[i]`, `slots[i]` are its slots; `progress` is told the share done."""
        self._draft = draft
        self._views = views
        self._taken = Taken()
        static = {number for number, request in enumerate(draft.requests) if request.static}
        values = (slot.value for of_request in slots for slot in of_request)
        self._formulas = Formulas(views, values, static, lambda share: progress(0.2 * share))
        numbers = told(range(len(draft.requests)), progress, 0.2, 0.3)
        self._uses = [list(self._uses_of(number, slots[number])) for number in numbers]
        self._scanned_bytes = 0
        self._timeline = Timeline(draft, views, self._scanned(progress))
        for use in (use for uses in self._uses for use in uses):
            if not use.slot.weak and not use.slot.fragment:
                self._timeline.note_sent(use.text, use.request)
        self._judgement = Judgement(draft, views, self._timeline, self._scanned_bytes)
        self._insight = NOTHING_YET

    def result(
        self,
        insight: Insight = NOTHING_YET,
        decided: Decided | None = None,
        progress: Progress = silent,
    ) -> Evaluated:
        """Return where the draft's values come from, with what is known beyond the recording; `progress` is told the
        share that is done.
        """
        decided, progress = decided or Decided(), Telling(progress)
        self._insight = insight
        self._taken = Taken(decided.spoken_for)
        self._rows = self._new_rows(decided, progress)
        self._judgement.begin(insight, self._rows.changes)
        for number, names in decided.sign_ups.items():
            self._rows.sign_up(number, names)
        found: list[Candidate] = []
        for uses in told(self._uses, progress, 0.0, _WEIGHING_SHARE):
            for use in uses:
                if use.slot.weak or not self._taken.is_free(use) or (candidate := self._candidate(use)) is None:
                    continue
                if not self._is_rather_inside(candidate, uses):
                    found.append(candidate)
                    self._taken.add(use)
        for number in sorted(insight.renamed):
            self._rows.rename(number)
        texts = {candidate.use.text for candidate in found}
        self._judgement.changes = lambda part: part in texts or self._rows.changes(part)
        found = [self._judgement.settled(candidate) for candidate in told(found, progress, _WEIGHING_SHARE)]
        progress.again()
        found += followers(found, self._uses, self._draft.entries, self._taken)
        found.sort(key=lambda candidate: candidate.use.request)
        named = tuple((thing, self._uses_of_name(thing)) for thing in self._rows.named.values())
        progress.again()
        return Evaluated(candidates=tuple(found), unsaid=self._unsaid(), named=named)

    def _new_rows(self, decided: Decided, progress: Telling) -> NewRows:
        return NewRows(
            self._draft,
            self._views,
            self._timeline,
            self._uses,
            log_ins=decided.log_ins,
            taken_names=decided.taken_names,
            kept=self._insight.kept,
            renamed=self._insight.renamed,
            user_names=decided.user_names,
            is_free=self._taken.is_free,
            still_wanted=progress.again,
        )

    def _uses_of_name(self, thing: NamedThing) -> tuple[Use, ...]:
        """Return where the name of what was added is sent, from its adding on; an account's before, too: whether it is
        still free.
        """
        found: list[Use] = []
        first = 0 if thing.account else thing.use.request
        for use in self._whole_uses.get(thing.text, ()):
            if use.request >= first and self._taken.is_free(use):
                self._taken.add(use)
                found.append(use)
        return tuple(found)

    @cached_property
    def _whole_uses(self) -> Mapping[str, Sequence[Use]]:
        """The uses by their texts, those apart that are only parts of something or cannot be written exactly."""
        found: dict[str, list[Use]] = {}
        for use in (use for uses in self._uses for use in uses):
            if use.reading.exact and not use.slot.fragment:
                found.setdefault(use.text, []).append(use)
        return found

    def _uses_of(self, number: int, slots: Sequence[Slot]) -> Iterator[Use]:
        request = self._draft.requests[number]
        for slot in slots:
            in_name = slot.place.attribute == "name"
            is_large = not slot.fragment or in_name or base(slot.value, 1) >= _LEAST_OF_FRAGMENT
            if is_large and not is_commonplace(slot.value):
                readings = readings_of(slot, is_raw_field=is_raw(request, slot.place))
                yield from (Use(number, slot, reading) for reading in readings)
                yield from (Use(number, slot, reading) for reading in self._formulas.readings(slot, number))

    def _scanned(self, progress: Progress) -> TokenIndex:
        index = TokenIndex(use.text for uses in self._uses for use in uses if self._is_looked_for(use))
        for view in told(self._views, progress, 0.3):
            index.scan(view.number, view.response.headers, view.text)
            for text in view.hidden_texts():
                index.scan_inside(view.number, text)
            self._scanned_bytes += 0 if self._draft.requests[view.number].static else len(view.text)
            view.fields  # noqa: B018 - the timeline asks for them: now the answer is parsed
        return index

    def _is_looked_for(self, use: Use) -> bool:
        """Tell whether anybody asks who said a value: what is weak only follows, but for what keeps out of caches."""
        return not use.slot.weak or (use.slot.place.kind == "query" and self._draft.requests[use.request].static)

    def _candidate(self, use: Use) -> Candidate | None:
        """Return where a value comes from: from the redirect that led here, from what held it last in order to be sent,
        else from who said it first.
        """
        if (use.text, use.slot.key) in self._insight.kept:
            return None
        if (certain := self._judgement.redirected(use) or self._in_row(use) or self._in_name(use)) is not None:
            return certain
        said = self._timeline.said_before(use.text, use.request)
        doubted = use.request in self._insight.doubted
        typed = self._judgement.was_typed(use) and not is_computed(use.reading)
        is_small = is_in_name(use) and base(use.text, 1) < _LEAST_OF_FRAGMENT
        if said is None or is_small or (typed and not doubted):
            return None
        for answer in reversed(said.last):
            if self._timeline.is_held(use.text, answer):
                candidate = self._judgement.judged(use, answer, said)
                if candidate is not None and _is_held_for(candidate):
                    return candidate  # it may hold a new one at every visit
        again = doubted or bool(self._insight.repetitions)
        answers: Iterable[int] = dict.fromkeys((*said.first, *reversed(said.last))) if again else said.first
        if is_asked(use.reading):
            answers = reversed(said.last)  # each page asks anew
        return next((found for answer in answers if (found := self._judgement.judged(use, answer, said))), None)

    def _in_row(self, use: Use) -> Candidate | None:
        row = self._rows.row_of(use)
        return Candidate(use=use, answer=row.answer, sighting=row.sighting, points=REDIRECTED) if row else None

    def _in_name(self, use: Use) -> Candidate | None:
        named = named_field(use, self._views, self._timeline, self._judgement.changes) if is_in_name(use) else None
        return Candidate(use=use, answer=named[0], sighting=named[1], points=REDIRECTED) if named else None

    def _is_rather_inside(self, candidate: Candidate, uses: Sequence[Use]) -> bool:
        """Tell whether a value is a path of which a part is taken better: the path was only somewhere in an answer."""
        whole, kind = candidate.use, candidate.sighting.kind
        if kind not in _ANYWHERE or not whole.text.startswith("/") or whole.text != whole.slot.value:
            return False
        return any(
            _is_inside(use.slot, whole.slot) and not use.slot.weak and self._candidate(use) is not None for use in uses
        )

    def _unsaid(self) -> tuple[Use, ...]:
        """Return the uses of values that a request said first, later ones too, where answers repeated the value."""
        texts: set[str] = set()
        found: list[Use] = []
        for use in (use for uses in self._uses for use in uses):
            again = use.text in texts and use.reading.exact and not use.slot.fragment and self._taken.is_free(use)
            if again or self._is_unsaid(use):
                found.append(use)
                if base(use.text, 1000) >= DISTINCT_FROM:
                    texts.add(use.text)
        return tuple(found)

    def _is_unsaid(self, use: Use) -> bool:
        is_plain = use.text == use.slot.value and use.reading.exact
        if not self._is_looked_for(use) or use.slot.fragment or not is_plain or not self._taken.is_free(use):
            return False
        return not self._timeline.was_said(use.text, use.request) and not self._judgement.was_typed(use)


def _is_held_for(candidate: Candidate) -> bool:
    """Tell whether a page holds the value for being sent: its form's field, its meta tag, the cookie of that name."""
    sighting = candidate.sighting
    return sighting.kind in HELD_KINDS and names_alike(candidate.use.slot.key, sighting.name)


def _is_inside(slot: Slot, whole: Slot) -> bool:
    is_within = slot.place == whole.place and whole.start <= slot.start and slot.end <= whole.end
    return is_within and not slot.fragment and slot.end - slot.start < whole.end - whole.start


def is_raw(request: HttpRequest, place: Place) -> bool:
    """Tell whether a place is a field that is sent exactly as written."""
    if place.kind == "query":
        return request.query[place.number].raw
    return place.kind == "form" and isinstance(request.body, FormBody) and request.body.fields[place.number].raw
