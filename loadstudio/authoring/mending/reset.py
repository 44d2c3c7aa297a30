"""A request as it was recorded, with the changing values and test data that belong there; and what differs from that.

What a template could give with some values counts as recorded: `csrf=${token}` does not differ from `csrf=9f27`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from loadstudio.authoring.drafting.draft_request import request_of
from loadstudio.authoring.places.apply import Edit, with_holes
from loadstudio.authoring.places.slots import Place, slots_of
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import Body, Field, FormBody, HttpRequest, MultipartBody, Scenario, TextBody, requests_of
from loadstudio.scenario.template import Hole, parse

type Part = Literal["method", "address", "query", "headers", "body"]

_SHORTEST = 3
_LONGEST_SEARCHED = 200_000


def changed_parts(request: HttpRequest, entry: Entry) -> tuple[Part, ...]:
    """Return which parts of a request could not have been sent as recorded. Name, checks and what is taken from the
    answer are not looked at.
    """
    literal = _literal(request, entry)
    logs_in, recorded_log_in = request.auth is not None, _has_authorization(literal)
    same: dict[Part, bool] = {
        "method": request.method == literal.method,
        "address": _matches(request.url, literal.url),
        "query": _same_fields(request.query, literal.query),
        "headers": _same_fields(_headers(request), _headers(literal, logs_in=logs_in)) and logs_in <= recorded_log_in,
        "body": _same_body(request.body, literal.body),
    }
    return tuple(part for part, is_same in same.items() if not is_same)


def as_recorded(scenario: Scenario, request: HttpRequest, entry: Entry, entries: Mapping[str, Entry]) -> HttpRequest:
    """Return the request with its changed parts as recorded; parts that did not change stay as they are. What a changed
    part held of known values is put in again. `entries` are all recorded exchanges by their id.
    """
    changed = set(changed_parts(request, entry))
    literal = _literal(request, entry)
    made = with_holes(literal, _edits(literal, known_values(scenario, entries)))
    auth = request.auth if _has_authorization(literal) else None
    headers = _put_back(request.headers, made.headers, literal.headers)
    return replace(
        request,
        method=made.method if "method" in changed else request.method,
        url=made.url if "address" in changed else request.url,
        query=_put_back(request.query, made.query, literal.query) if "query" in changed else request.query,
        headers=_headers(replace(request, headers=headers, auth=auth)) if "headers" in changed else request.headers,
        body=_body_put_back(request.body, made.body, literal.body) if "body" in changed else request.body,
        auth=auth if "headers" in changed else request.auth,
    )


def known_values(scenario: Scenario, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return what is sent for recorded texts: the changing values, and the columns of test data as far as a field that
    holds nothing else tells what was typed there.
    """
    known = {one.recorded_value: one.name for one in scenario.variables if len(one.recorded_value) >= _SHORTEST}
    for request in requests_of(scenario):
        entry = entries.get(request.recorded.entry_id) if request.recorded is not None else None
        if entry is None or not isinstance(request.body, FormBody):
            continue
        body = _literal(request, entry).body
        for field, recorded in _pairs(request.body.fields, body.fields if isinstance(body, FormBody) else ()):
            pieces = parse(field.value or "")
            if len(pieces) == 1 and isinstance(pieces[0], Hole) and len(recorded.value or "") >= _SHORTEST:
                known.setdefault(recorded.value or "", pieces[0].expression)
    return known


def _literal(request: HttpRequest, entry: Entry) -> HttpRequest:
    return request_of(entry, static=request.static, step_started_us=0)


def _edits(literal: HttpRequest, known: Mapping[str, str]) -> Iterator[Edit]:
    if isinstance(literal.body, TextBody) and len(literal.body.text) > _LONGEST_SEARCHED:
        literal = replace(literal, body=None)
    for slot in slots_of(literal):
        name = known.get(slot.value)
        if name is not None and not slot.fragment:
            yield Edit(
                place=slot.place, start=slot.start, end=slot.end, hole=Hole(name, _filters(slot.place, slot.codecs))
            )


def _filters(place: Place, codecs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the filters that spell a value as it was; a field that is encoded as a whole needs none."""
    return codecs or (("url",) if place.kind == "url" else ())


def _headers(request: HttpRequest, *, logs_in: bool = False) -> tuple[Field, ...]:
    """Return the headers without the one in whose place a log-in is sent."""
    logs_in = logs_in or request.auth is not None
    return tuple(field for field in request.headers if not logs_in or field.name.lower() != "authorization")


def _has_authorization(request: HttpRequest) -> bool:
    return any(field.name.lower() == "authorization" for field in request.headers)


def _matches(template: str, recorded: str) -> bool:
    """Tell whether a template gives a recorded text with some values in its holes."""
    pieces = parse(template)
    if not any(isinstance(piece, Hole) for piece in pieces):
        return "".join(str(piece) for piece in pieces) == recorded
    position, is_open = 0, False
    for piece in pieces:
        if isinstance(piece, Hole):
            is_open = True
            continue
        found = recorded.find(piece, position) if is_open else position if recorded.startswith(piece, position) else -1
        if found < 0:
            return False
        position, is_open = found + len(piece), False
    last = pieces[-1]
    return is_open or (isinstance(last, str) and recorded.endswith(last))


def _field_matches(field: Field, recorded: Field) -> bool:
    return (
        field.enabled
        and _matches(field.name, recorded.name)
        and (field.value is None) == (recorded.value is None)
        and _matches(field.value or "", recorded.value or "")
    )


def _same_fields(fields: Sequence[Field], recorded: Sequence[Field]) -> bool:
    return len(fields) == len(recorded) and all(map(_field_matches, fields, recorded))


def _same_body(body: Body | None, recorded: Body | None) -> bool:
    match body, recorded:
        case FormBody(fields=fields), FormBody(fields=was):
            return _same_fields(fields, was)
        case TextBody(text=text), TextBody(text=was_text):
            return _matches(text, was_text)
        case MultipartBody(parts=parts), MultipartBody(parts=were):
            return len(parts) == len(were) and all(
                replace(part, text="") == replace(was_part, text="") and _matches(part.text, was_part.text)
                for part, was_part in zip(parts, were, strict=True)
            )
        case _:
            return body == recorded


def _pairs(fields: Iterable[Field], recorded: Iterable[Field]) -> Iterator[tuple[Field, Field]]:
    """Pair fields with the recorded ones of their name, in order."""
    waiting = list(fields)
    for was in recorded:
        field = next((one for one in waiting if one.name == was.name), None)
        if field is not None:
            waiting.remove(field)
            yield field, was


def _put_back(now: Sequence[Field], made: Sequence[Field], recorded: Sequence[Field]) -> tuple[Field, ...]:
    """Return the recorded fields; one that the request still has as recorded stays as it is, variables and all."""
    kept = {id(was): field for field, was in _pairs(now, recorded) if _field_matches(field, was)}
    return tuple(kept.get(id(was), new) for new, was in zip(made, recorded, strict=True))


def _body_put_back(now: Body | None, made: Body | None, recorded: Body | None) -> Body | None:
    if isinstance(now, FormBody) and isinstance(made, FormBody) and isinstance(recorded, FormBody):
        return FormBody(fields=_put_back(now.fields, made.fields, recorded.fields))
    return made
