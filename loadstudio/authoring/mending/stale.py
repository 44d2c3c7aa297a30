"""Values that a request sends as recorded although the site hands out new ones: what an earlier answer had then and
has not now. Each may be taken from that answer instead.

Pure: exchanges of a check come in, a scenario goes out. It is the person's choice whether to take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from loadstudio.authoring.drafting.draft_request import request_of
from loadstudio.authoring.mending.drift import is_like, source_words, view_of_exchange
from loadstudio.authoring.mending.value_sentence import shown
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Slot, slots_of
from loadstudio.authoring.places.value_look import is_commonplace
from loadstudio.authoring.sources.attempt import Wanted
from loadstudio.authoring.sources.extractor_synthesis import Proof, sighting_of, value_from
from loadstudio.authoring.sources.index import TokenIndex
from loadstudio.authoring.sources.naming import is_secret, label, variable_name
from loadstudio.metrics.exchange import Exchange
from loadstudio.recording.entry import Entry, Recording
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import (
    Body,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Scenario,
    TextBody,
    Variable,
    requests_of,
)
from loadstudio.scenario.template import Hole, parse, unparse
from loadstudio.scenario.validate import templates_of

_SHORTEST = 3
_MOST = 5


class Stale(msgspec.Struct, frozen=True, kw_only=True):
    """A value that `request_id` sends as recorded; `extractor` would take the new one from the answer to
    `variable.source_request_id`. `new` is what that answer has now.
    """

    request_id: str
    variable: Variable
    extractor: Extractor
    new: str
    sentence: str

    @property
    def label(self) -> str:
        return self.variable.label

    @property
    def where(self) -> str:
        """Where the new one is taken from, in words."""
        return source_words(self.extractor.sources[0])


def stale_values(
    scenario: Scenario, recording: Recording | None, exchanges: Sequence[Exchange], request_id: str
) -> tuple[Stale, ...]:
    """Return the values that a request sends as recorded and that an earlier answer no longer has, the nearest answer
    first. Slow: looks through all answers before it.
    """
    if recording is None:
        return ()
    requests = requests_of(scenario, enabled_only=True)
    order = [request.id for request in requests]
    entries = {entry.id: entry for entry in recording.entries}
    if request_id not in order:
        return ()
    request = requests[order.index(request_id)]
    entry = _entry_of(request, entries)
    if entry is None:
        return ()
    sent = {exchange.request_id: exchange for exchange in exchanges if exchange.status}
    before = [
        (one, AnswerView(0, was), view_of_exchange(sent[one.id]))
        for one in reversed(requests[: order.index(request_id)])
        if one.id in sent and (was := _entry_of(one, entries)) is not None and was.response is not None
    ]
    taken = {variable.name for variable in scenario.variables}
    found: list[Stale] = []
    for slot in _literal_slots(request, entry):
        stale = next((one for one in _seen(slot, request, before, taken) if one is not None), None)
        if stale is not None:
            taken.add(stale.variable.name)
            found.append(stale)
        if len(found) == _MOST:
            break
    return tuple(found)


def freshened(scenario: Scenario, found: Sequence[Stale]) -> Scenario:
    """Return the scenario with each value taken from its answer, and sent in its place by all later requests."""
    for stale in found:
        source_id = stale.variable.source_request_id
        name = stale.variable.name
        is_behind = False
        for request in requests_of(scenario):
            changed = request
            if is_behind:
                changed = _with_hole(request, stale.variable.recorded_value, name)
            elif request.id == source_id:
                is_behind = True
                changed = replace(request, extractors=(*request.extractors, stale.extractor))
            if changed != request:
                scenario = replace_request(scenario, changed)
        scenario = replace(scenario, variables=(*scenario.variables, stale.variable))
    return scenario


def is_fresh(scenario: Scenario, stale: Stale) -> bool:
    """Tell whether a scenario takes the value already."""
    return any(stale.extractor in request.extractors for request in requests_of(scenario))


def _entry_of(request: HttpRequest, entries: Mapping[str, Entry]) -> Entry | None:
    return entries.get(request.recorded.entry_id) if request.recorded is not None else None


def _literal_slots(request: HttpRequest, entry: Entry) -> Iterator[Slot]:
    """Yield what was sent and still stands in the request word for word, each value once."""
    written = [piece for text in templates_of(request) for piece in parse(text) if isinstance(piece, str)]
    seen: set[str] = set()
    for slot in slots_of(request_of(entry, static=False, step_started_us=entry.started_us)):
        if slot.fragment or slot.weak or slot.raw != slot.value or slot.value in seen:
            continue
        if len(slot.value) < _SHORTEST or is_commonplace(slot.value):
            continue
        if any(_whole(slot.value).search(piece) for piece in written):
            seen.add(slot.value)
            yield slot


def _seen(
    slot: Slot, request: HttpRequest, before: Sequence[tuple[HttpRequest, AnswerView, AnswerView]], taken: set[str]
) -> Iterator[Stale | None]:
    for source, was, now in before:
        if slot.value not in was.text or slot.value in now.text:
            continue
        index = TokenIndex([slot.value])
        index.scan(was.number, was.response.headers, was.text)
        wanted = Wanted(text=slot.value, key=slot.key, in_form=slot.place.kind == "form")
        sighting = sighting_of(was, index.hits(slot.value).get(was.number, ()), wanted, [Proof(now)])
        new = value_from(now, sighting.sources[0], sighting.decode) if sighting is not None else None
        if sighting is None or not new or not is_like(new, slot.value):
            continue
        name = variable_name(slot.key, slot.place, sighting.name, taken)
        called = label(name, slot.value)
        secret = is_secret(name, slot.value)
        place = source_words(sighting.sources[0])
        yield Stale(
            request_id=request.id,
            variable=Variable(
                name=name,
                label=called,
                source_request_id=source.id,
                recorded_value=slot.value,
                replayed_value=new,
                explanation=f"{source.name} answers with the {called}, sent by {request.name}.",
                secret=secret,
            ),
            extractor=Extractor(variable=name, sources=sighting.sources, decode=sighting.decode),
            new=new,
            sentence=f"It sent the {called} of the recording, {shown(slot.value, secret=secret)}. This time the site "
            f"gave out {shown(new, secret=secret)} in the answer to {source.name} ({place}).",
        )


def _whole(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])")


def _with_hole(request: HttpRequest, value: str, name: str) -> HttpRequest:
    """Return a request that sends a variable where it sent the value, encoded where a text is sent as it stands."""
    pattern = _whole(value)

    def text(template: str, *filters: str) -> str:
        pieces: list[str | Hole] = []
        for piece in parse(template):
            if isinstance(piece, Hole):
                pieces.append(piece)
                continue
            first, *others = pattern.split(piece)
            pieces.append(first)
            for other in others:
                pieces += (Hole(name, filters), other)
        return unparse(tuple(pieces))

    def fields(of: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(
            one if one.value is None else replace(one, value=text(one.value, *(("form",) if one.raw else ())))
            for one in of
        )

    body: Body | None = request.body
    match body:
        case FormBody():
            body = FormBody(fields=fields(body.fields))
        case TextBody():
            is_json = body.text.lstrip()[:1] in ("{", "[")
            body = TextBody(text=text(body.text, *(("json",) if is_json else ())))
        case MultipartBody():
            body = replace(body, parts=tuple(replace(part, text=text(part.text)) for part in body.parts))
        case _:
            pass
    return replace(
        request, url=text(request.url, "url"), query=fields(request.query), headers=fields(request.headers), body=body
    )
