"""What was sent, when a scenario was recorded, in the places that test data fills now: so that rows of another kind
can be told from those that fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from loadstudio.http_types.body import media_type, text_of
from loadstudio.http_types.url import parse_form, split
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import HttpRequest, Scenario, TextBody, requests_of
from loadstudio.scenario.template import Hole, parse
from loadstudio.scenario.template_places import placed_templates

_MEMBER = re.compile(r'"([^"\\]+)"\s*:\s*"?\$\{([^}|]+)(?:\|[^}]*)?\}"?\s*[,}\]]')


def recorded_columns(scenario: Scenario, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return what was recorded in the place of each column that is a whole field: `users.age` was `31`. `entries` by
    their ids.
    """
    found: dict[str, str] = {}
    columns = {f"{source.name}.{column}" for source in scenario.data_sources for column in source.columns}
    for request in requests_of(scenario) if columns else ():
        entry = entries.get(request.recorded.entry_id) if request.recorded is not None else None
        if entry is None:
            continue
        wanted = {name: expression for name, expression in _whole_fields(request) if expression in columns}
        for name, value in _sent(entry) if wanted else ():
            if name in wanted:
                found.setdefault(wanted[name], value)
    return found


def _whole_fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for placed in placed_templates(request):
        pieces = parse(placed.text)
        if placed.place in ("query", "body") and placed.name and len(pieces) == 1 and isinstance(pieces[0], Hole):
            yield placed.name, pieces[0].expression
    if isinstance(request.body, TextBody):
        yield from ((match[1], match[2].strip()) for match in _MEMBER.finditer(request.body.text))


def _sent(entry: Entry) -> Iterator[tuple[str, str]]:
    request = entry.request
    yield from _fields(split(request.url).query or "")
    kind = media_type(request.headers)
    if kind == "application/x-www-form-urlencoded":
        yield from _fields(text_of(request.headers, request.body))
    elif kind.endswith("json"):
        try:
            yield from _scalars("", msgspec.json.decode(request.body))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return


def _fields(text: str) -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name, value in parse_form(text) if value)


def _scalars(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _scalars(key, one)
    elif isinstance(value, list):
        for one in value:
            yield from _scalars(name, one)
    elif value is not None and name:
        yield name, value if isinstance(value, str) else msgspec.json.encode(value).decode()
