"""A second recording of the same journey, perhaps as another person, set beside the first: what was sent the same both
times is constant, what differs was handed out by the site, made up by the page, or typed.

It sharpens the scenario through `Insight`; sentences tell what was seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from loadstudio.authoring.drafting.draft import Draft, draft_of
from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.importing.parameterise import typed_accounts
from loadstudio.authoring.mending.value_sentence import shown
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Slot, slots_of
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.sources.insight import Insight, Repetition, SentPlace
from loadstudio.authoring.sources.naming import is_secret
from loadstudio.base.units import counted_text
from loadstudio.http_types.url import split
from loadstudio.recording.entry import Recording
from loadstudio.scenario.model import HttpRequest, Variable

type Maker = Literal["site", "page", "person", "nobody"]

_NUMBER = re.compile(r"\d+")
_FIELDS = frozenset({"form", "query", "part"})


class ComparedValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that was sent otherwise the second time: who makes it, as far as it is known, and a sentence about it."""

    key: str
    maker: Maker
    sentence: str


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What two recordings together give. `insight` is what a verify goes on with; `values` differ, `constant` variables
    do not; `unpaired` requests were made in one recording only; `other_user` when another account logged in.
    """

    result: ImportResult
    insight: Insight
    values: tuple[ComparedValue, ...]
    constant: tuple[str, ...]
    unpaired: int
    other_user: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should know of it."""
        who = "as another person" if self.other_user else "as the same person"
        differ = "1 value differs" if len(self.values) == 1 else f"{len(self.values)} values differ"
        said = [f"The second recording was made {who}. {differ} in it."]
        said += [value.sentence for value in self.values]
        if self.constant:
            said.append(f"The same in both recordings, so constant so far: {', '.join(self.constant)}.")
        if self.unpaired:
            requests = counted_text(self.unpaired, "request")
            said.append(
                f"{requests} of the first recording had no counterpart in the second: nothing is known of those."
            )
        return tuple(said)


def compared_with(analysis: Analysis, second: Recording, keep_hosts: Collection[str] = ()) -> Compared:
    """Return the scenario of a recording with what a second one adds. Raises InvalidInput when nothing in that can be
    replayed.
    """
    other = draft_of(second, keep_hosts)
    pairs = paired(analysis.draft, other)
    repetition = _repetition(analysis.draft, other, pairs)
    insight = Insight(repetitions=(repetition,))
    result = analysis.result(insight)
    users = [
        {
            log_in.row
            for log_in in typed_accounts(draft, views, [slots_of(request) for request in draft.requests], "x").log_ins
        }
        for draft, views in ((analysis.draft, analysis.views), (other, _views(other)))
    ]
    other_user = bool(users[0] and users[1]) and users[0] != users[1]
    found = _Differences(analysis, result, repetition, other_user=other_user)
    variables = tuple(map(found.judged, result.scenario.variables))
    return Compared(
        result=replace(result, scenario=replace(result.scenario, variables=variables)),
        insight=insight,
        values=tuple(found.values()),
        constant=tuple(variable.label for variable in variables if variable.status == "constant"),
        unpaired=len(analysis.draft.requests) - len(pairs),
        other_user=other_user,
    )


def paired(first: Draft, second: Draft) -> dict[int, int]:
    """Return the number of the second draft's request for each of the first's that has a counterpart, in order."""
    one, two = ([_route(request) for request in draft.requests] for draft in (first, second))
    found: dict[int, int] = {}
    for kind, start, end, other_start, other_end in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found |= zip(range(start, end), range(other_start, other_end), strict=True)
        elif kind == "replace" and end - start == other_end - other_start:
            for number, other in zip(range(start, end), range(other_start, other_end), strict=True):
                if _is_like(first.requests[number], second.requests[other]):
                    found[number] = other
    return found


def _route(request: HttpRequest) -> tuple[str, str, tuple[str, ...]]:
    path = "/".join(
        "*" if looks_random(part) else _NUMBER.sub("0", part) for part in split(request.url).path.split("/")
    )
    return request.method, path, tuple(sorted({field.name for field in request.query}))


def _is_like(one: HttpRequest, two: HttpRequest) -> bool:
    segments = (split(one.url).path.count("/"), split(two.url).path.count("/"))
    return one.method == two.method and one.static == two.static and segments[0] == segments[1]


def _views(draft: Draft) -> tuple[AnswerView, ...]:
    return tuple(AnswerView(number, entry) for number, entry in enumerate(draft.entries))


def _repetition(first: Draft, second: Draft, pairs: Mapping[int, int]) -> Repetition:
    answers: dict[int, AnswerView] = {}
    sent: dict[SentPlace, Slot] = {}
    for number, other in pairs.items():
        one, two = first.entries[number].response, second.entries[other].response
        if one is not None and two is not None and one.status // 100 == two.status // 100:
            answers[number] = AnswerView(number, second.entries[other])
        counterparts = dict(_named(slots_of(second.requests[other])))
        for name, slot in _named(slots_of(first.requests[number])):
            if name in counterparts:
                sent[SentPlace.of(number, slot)] = counterparts[name]
    return Repetition(answers, sent)


type _SlotName = tuple[str, str, str, tuple[str, ...], bool, int]


def _named(slots: Sequence[Slot]) -> Iterator[tuple[_SlotName, Slot]]:
    """Yield each slot with what it is known by in another request of the same kind. Path segments are counted: the
    segment before one is its key, and may differ itself.
    """
    seen: Counter[tuple[str, str, str, tuple[str, ...], bool]] = Counter()
    for slot in slots:
        key = "" if slot.place.kind == "url" else slot.key
        name = (slot.place.kind, slot.place.attribute, key, slot.codecs, slot.fragment)
        yield (*name, seen[name]), slot
        seen[name] += 1


class _Difference(NamedTuple):
    """A slot that was sent otherwise the second time, and the scenario's expression for it, '' for none."""

    request: int
    slot: Slot
    now: str
    expression: str


def _differences(analysis: Analysis, result: ImportResult, repetition: Repetition) -> Iterator[_Difference]:
    """Yield what differs, the innermost slots that do; pieces of running text only where they are dynamic."""
    for number, request in enumerate(analysis.draft.requests):
        found = [
            _Difference(number, slot, repetition.sent[place].value, result.expressions.get(place, ""))
            for slot in slots_of(request)
            if (place := SentPlace.of(number, slot)) in repetition.sent and not slot.weak
        ]
        other = [one for one in found if one.now != one.slot.value and (one.expression or not one.slot.fragment)]
        for one in other:
            if not any(_is_within(two.slot, one.slot) for two in other):
                yield one


def _is_within(inner: Slot, outer: Slot) -> bool:
    return (
        inner is not outer
        and inner.place == outer.place
        and outer.start <= inner.start
        and inner.end <= outer.end
        and (inner.start, inner.end) != (outer.start, outer.end)
    )


class _Differences:
    """What was sent otherwise the second time, and what the scenario makes of it."""

    def __init__(self, analysis: Analysis, result: ImportResult, repetition: Repetition, *, other_user: bool) -> None:
        self._analysis = analysis
        self._other_user = other_user
        self._variables = {variable.name: variable for variable in result.scenario.variables}
        self._found = tuple(_differences(analysis, result, repetition))
        self._compared = {name for place, name in result.expressions.items() if place in repetition.sent}

    def judged(self, variable: Variable) -> Variable:
        """Return a variable with what the second recording says of it."""
        if variable.origin == "constant" or variable.name not in self._compared:
            return variable
        other = next((one.now for one in self._found if one.expression == variable.name), None)
        if other is not None:
            return replace(variable, status="confirmed", replayed_value=other)
        return replace(variable, status="constant", replayed_value=variable.recorded_value)

    def values(self) -> Iterator[ComparedValue]:
        """Yield each differing value once, by the name under which it is sent and by its expression."""
        seen: set[tuple[str, str]] = set()
        for one in self._found:
            key = (one.expression if one.slot.place.kind == "url" else one.slot.key) or "a part of the address"
            if (key, one.expression) not in seen:
                seen.add((key, one.expression))
                yield self._told(key, one)

    def _told(self, key: str, one: _Difference) -> ComparedValue:
        step = self._analysis.draft.step_of(self._analysis.draft.requests[one.request]).name
        secret = is_secret(one.slot.key, one.slot.value) or one.expression.endswith(".password")
        both = f"{shown(one.slot.value, secret=secret)}, then {shown(one.now, secret=secret)}"
        maker, words = self._explained(one)
        return ComparedValue(key=key, maker=maker, sentence=f"{step} sent {key} as {both}: {words}")

    def _explained(self, one: _Difference) -> tuple[Maker, str]:
        variable = self._variables.get(one.expression)
        if variable is not None and variable.origin == "extracted":
            differs = "from person to person or from visit to visit" if self._other_user else "from visit to visit"
            return "site", f"the site hands it out, another one {differs}; it is taken from its answer."
        if variable is not None and variable.origin == "generated":
            return "page", "the page makes it up, and so does the scenario."
        if variable is None and "(" in one.expression:
            return "page", "the page makes it up, and so does the scenario."
        if variable is None and "." in one.expression:
            return "person", "it was typed, and is test data already."
        if variable is None and one.slot.place.kind in _FIELDS and not looks_random(one.slot.value):
            return "person", "it was typed or chosen, so it can be test data."
        return "nobody", "no answer holds it, and no recipe is known. It is sent as recorded."
