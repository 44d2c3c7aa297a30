"""A value to which a person points in a recorded answer: how it is taken from there, and what a check for it asks.

Sources are found and proved by `extractor_synthesis`; here the right one of several equal values is told apart.
"""

from __future__ import annotations

import html
import json
from collections.abc import Container, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.json_leaves import JsonLeaf, json_step
from loadstudio.authoring.places.slots import Place
from loadstudio.authoring.sources.attempt import Wanted
from loadstudio.authoring.sources.extractor_synthesis import MOST_SOURCES, sighting_of, value_from
from loadstudio.authoring.sources.index import BODY, Hit
from loadstudio.authoring.sources.naming import is_secret, label, variable_name, with_article
from loadstudio.playback.jsonpath import json_text
from loadstudio.recording.entry import Entry
from loadstudio.scenario.assertion import Check, HeaderCheck, JsonCheck, TextCheck
from loadstudio.scenario.extractor import Extractor, JsonSource, Source
from loadstudio.scenario.model import Variable


class Pointed(NamedTuple):
    """What is pointed at: `written` as it stands there (JSON texts with quotes), the `number` of those that are written
    the same before it. `header` is the number of the header in which it stands, BODY for the body.
    """

    written: str
    number: int = 0
    header: int = BODY


class Taken(NamedTuple):
    """A changing value and how it is taken."""

    variable: Variable
    extractor: Extractor


def text_of(entry: Entry, pointed: Pointed) -> str:
    """Return what a value says, without quotes and escapes."""
    if pointed.header == BODY and (text := _json_scalar(entry, pointed)) is not None:
        return text
    if pointed.header == BODY and AnswerView(0, entry).is_page:
        return html.unescape(pointed.written)
    return pointed.written


def taken_from(entry: Entry, pointed: Pointed, request_id: str, taken: Container[str]) -> Taken | None:
    """Return the value with a name that is not `taken`, or None when nothing takes exactly this one."""
    view = AnswerView(0, entry)
    text = text_of(entry, pointed)
    found = _from_json(view, pointed, text) or _from_elsewhere(view, pointed, text)
    if not text or found is None:
        return None
    called, sources, decode = found
    name = variable_name(called, Place("text"), called, taken)
    return Taken(
        Variable(
            name=name,
            label=label(name, text),
            source_request_id=request_id,
            recorded_value=text,
            explanation=f"You pointed at {with_article(label(name, text))} in a recorded answer.",
            secret=is_secret(name, text),
        ),
        Extractor(variable=name, sources=sources, decode=decode),
    )


def check_for(entry: Entry, pointed: Pointed) -> Check:
    """Return a check that the value is there again: in its header, by its path in JSON, else as text."""
    view = AnswerView(0, entry)
    if pointed.header != BODY:
        return HeaderCheck(name=view.response.headers[pointed.header][0], text=pointed.written)
    spot = _spot(view, pointed) if pointed.header == BODY else None
    if spot is None:
        return TextCheck(text=pointed.written)
    leaf = _leaf(view, spot)
    return JsonCheck(path=leaf.paths[0] if leaf is not None else spot.path, equals=pointed.written)


class _Spot(NamedTuple):
    """A scalar of a JSON document: its plain path, its text, and how many with this text stand before it."""

    path: str
    text: str
    before: int


def _json_scalar(entry: Entry, pointed: Pointed) -> str | None:
    if not AnswerView(0, entry).kind.endswith("json"):
        return None
    try:
        return _said(json.loads(pointed.written))
    except ValueError:
        return None


def _said(value: object) -> str:
    if isinstance(value, str):
        return value
    return json_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else json.dumps(value)


def _spot(view: AnswerView, pointed: Pointed) -> _Spot | None:
    """Return the place in the JSON of an answer at which was pointed: a text and a number may say the same."""
    try:
        wanted, document = json.loads(pointed.written), view.answer.json
    except ValueError:
        return None
    before = number = 0
    for path, value in _scalars(document, "$"):
        if type(value) is type(wanted) and value == wanted:
            if number == pointed.number:
                return _Spot(path, _said(value), before)
            number += 1
        if isinstance(value, str | int | float) and not isinstance(value, bool) and _said(value) == _said(wanted):
            before += 1
    return None


def _scalars(node: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _scalars(child, path + json_step(key))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from _scalars(child, f"{path}[{number}]")
    else:
        yield path, node


def _leaf(view: AnswerView, spot: _Spot) -> JsonLeaf | None:
    """Return the leaf of a spot, with its stable paths; true, false and null have none."""
    leaves = view.leaves.get(spot.text, ())
    return leaves[spot.before] if spot.before < len(leaves) else None


def _from_json(view: AnswerView, pointed: Pointed, text: str) -> tuple[str, tuple[Source, ...], tuple[str, ...]] | None:
    spot = _spot(view, pointed) if pointed.header == BODY and view.kind.endswith("json") else None
    leaf = _leaf(view, spot) if spot is not None else None
    if leaf is None:
        return None
    tried = (JsonSource(path=path) for path in leaf.paths)
    sources = tuple(source for source in tried if value_from(view, source) == text)[:MOST_SOURCES]
    return (leaf.name, sources, ()) if sources else None


def _from_elsewhere(
    view: AnswerView, pointed: Pointed, text: str
) -> tuple[str, tuple[Source, ...], tuple[str, ...]] | None:
    where = view.text if pointed.header == BODY else view.response.headers[pointed.header][1]
    start = -len(pointed.written)
    for _ in range(pointed.number + 1):
        start = where.find(pointed.written, start + len(pointed.written))
        if start < 0:
            return None
    hit = Hit(0, pointed.header, start, start + len(pointed.written), clean=True)
    sighting = sighting_of(view, (hit,), Wanted(text=text))
    if sighting is None and pointed.header != BODY:  # a cookie's value is often encoded
        sighting = sighting_of(view, (hit,), Wanted(text=unquote(text)))
    return (sighting.name, sighting.sources, sighting.decode) if sighting is not None else None
