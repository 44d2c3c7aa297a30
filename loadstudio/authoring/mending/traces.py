"""Where a changing value comes from and where it goes to, in the recording: the evidence for the sentence about it.

Pure: the recorded texts with the columns where the value stands; secrets are for the caller to hide.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import msgspec

from loadstudio.authoring.mending.drift import source_words
from loadstudio.http_types.body import is_text, media_type, text_of
from loadstudio.http_types.headers import Headers
from loadstudio.recording.entry import Entry, Recording
from loadstudio.scenario.edit import step_of
from loadstudio.scenario.extractor import CookieSource, Extractor, HeaderSource, InputSource, JsonSource, innermost
from loadstudio.scenario.model import HttpRequest, Scenario, Variable, requests_of
from loadstudio.scenario.validate import holes_of

type Span = tuple[int, int]

_AROUND = 200
"""Within so many characters before a value its name is looked for."""
_MOST_CHARS = 200_000
_MOST_MARKS = 20
_SHORTEST = 2


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded text in which a value stands, and where. `place` says where in the answer it is taken from, or ''."""

    request_id: str
    request: str
    step: str
    text: str
    spans: tuple[Span, ...] = ()
    place: str = ""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """`origins` are the recorded answers that the value is taken from, `uses` the requests that send it back."""

    origins: tuple[Occurrence, ...] = ()
    uses: tuple[Occurrence, ...] = ()


def trace_of(scenario: Scenario, recording: Recording | None, name: str) -> Trace:
    """Return where a variable comes from and goes to. Without the recording, or the value's entry, texts are empty.

    Raises KeyError for a variable that the scenario does not have. Slow for large answers.
    """
    variable = next((one for one in scenario.variables if one.name == name), None)
    if variable is None:
        raise KeyError(name)
    entries = {entry.id: entry for entry in recording.entries} if recording is not None else {}
    origins: list[Occurrence] = []
    uses: list[Occurrence] = []
    for request in requests_of(scenario):
        entry = entries.get(request.recorded.entry_id) if request.recorded is not None else None
        origins += [
            _origin(scenario, request, extractor, variable, entry)
            for extractor in request.extractors
            if extractor.variable == name and extractor.sources
        ]
        if any(hole.expression == name for hole in holes_of(request)):
            uses.append(_use(scenario, request, variable, entry))
    return Trace(origins=tuple(origins), uses=tuple(uses))


def _origin(
    scenario: Scenario, request: HttpRequest, extractor: Extractor, variable: Variable, entry: Entry | None
) -> Occurrence:
    source = extractor.sources[0]
    response = entry.response if entry is not None else None
    text = kind = ""
    if response is not None and isinstance(source, HeaderSource | CookieSource):
        text = _fields(response.headers)
    elif response is not None and is_text(kind := media_type(response.headers)):
        text = _laid_out(text_of(response.headers, response.body), kind)
    found = tuple(_found(text, variable.recorded_value))
    near = _nearest(text, found, _key_of(extractor))
    cut, spans = _cut(text, near if near else found)
    return Occurrence(
        request_id=request.id,
        request=request.name,
        step=step_of(scenario, request.id).name,
        text=cut,
        spans=spans,
        place=source_words(source),
    )


def _laid_out(text: str, kind: str) -> str:
    """Return JSON as people read it, all else as it is."""
    if not kind.endswith("json") or len(text) > _MOST_CHARS:
        return text
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _use(scenario: Scenario, request: HttpRequest, variable: Variable, entry: Entry | None) -> Occurrence:
    text = ""
    if entry is not None:
        sent = entry.request
        body = text_of(sent.headers, sent.body)
        told = tuple(field for field in sent.headers if _is_worth_showing(field, variable.recorded_value))
        text = f"{sent.method} {sent.url}\n{_fields(told)}\n\n{body}".rstrip()
    cut, spans = _cut(text, tuple(_found(text, variable.recorded_value)))
    return Occurrence(
        request_id=request.id, request=request.name, step=step_of(scenario, request.id).name, text=cut, spans=spans
    )


def _is_worth_showing(field: tuple[str, str], value: str) -> bool:
    """Of the many header fields that a browser sends, tell those that say something here."""
    return field[0].lower() == "content-type" or any(_found(field[1], value))


def _fields(headers: Headers) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers)


def _found(text: str, value: str) -> Iterator[Span]:
    """Yield where a value stands, however it is spelled: as it is, or encoded for HTML, JSON or an address."""
    if len(value) < _SHORTEST:
        pattern = rf"(?<!\w){re.escape(value)}(?!\w)" if value else r"(?!)"
    else:
        pattern = "|".join(re.escape(one) for one in sorted(_spellings(value), key=len, reverse=True))
        if value[0].isalnum() and value[-1].isalnum():
            pattern = rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])"
    yield from (match.span() for match in re.finditer(pattern, text))


def _spellings(value: str) -> set[str]:
    return {
        value,
        html.escape(value),
        html.escape(value, quote=False),
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        value.replace("/", "\\/"),
        quote(value, safe=""),
        quote(value),
        quote_plus(value),
    }


def _key_of(extractor: Extractor) -> str:
    """Return what the value is called where it is taken from."""
    match innermost(extractor.sources[0]):
        case InputSource(name=name) | HeaderSource(name=name) | CookieSource(name=name):
            return name
        case JsonSource(path=path):
            names = re.findall(r"[\w$-]+", path)
            return str(next((one for one in reversed(names) if not one.isdigit()), ""))
    return ""


def _nearest(text: str, spans: tuple[Span, ...], key: str) -> tuple[Span, ...]:
    """Return the first place right behind the value's name, where there is one."""
    if key and len(spans) > 1:
        for start, end in spans:
            if key in text[max(0, start - _AROUND) : start]:
                return ((start, end),)
    return ()


def _cut(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return as much of a long text as anybody reads, with the first of the places in it."""
    begin = 0
    if len(text) > _MOST_CHARS and spans and spans[0][1] > _MOST_CHARS:
        begin = max(0, spans[0][0] - _MOST_CHARS // 2)
    cut = text[begin : begin + _MOST_CHARS]
    moved = ((start - begin, end - begin) for start, end in spans)
    return cut, tuple(span for span in moved if span[0] >= 0 and span[1] <= len(cut))[:_MOST_MARKS]
