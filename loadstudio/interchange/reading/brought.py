"""Scenarios made of what other tools keep: requests as they would be sent, with names that stand for values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from loadstudio.authoring.drafting.draft_request import request_of
from loadstudio.authoring.places.apply import with_holes
from loadstudio.base.errors import InvalidInput
from loadstudio.base.ids import new_id, slug
from loadstudio.base.units import counted_text
from loadstudio.http_types.headers import Headers
from loadstudio.http_types.message import Request
from loadstudio.http_types.url import host_name
from loadstudio.plan.model import Plan
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import (
    Body,
    Field,
    FormBody,
    Host,
    HttpRequest,
    MultipartBody,
    Node,
    Scenario,
    Step,
    TextBody,
    Variable,
    requests_of,
)
from loadstudio.scenario.template import Hole, names_in, parse, unparse

_FIRST_MARK, _MARKS = 0xF0000, 0xFFFE
_MARK = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + _MARKS)}]")
_NO_NAME = re.compile(r"\W+", re.ASCII)


type Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Columns, and the rows below them."""


class Filled(NamedTuple):
    """A scenario with the rows of its data sources, in their order."""

    scenario: Scenario
    tables: tuple[Rows, ...] = ()


class Brought(NamedTuple):
    """A scenario with the rows of its data sources, and a sentence for each thing that was not taken. What keeps a load
    too gives a `plan`, whose uses name scenarios by their names: this one and the `others`.
    """

    scenario: Scenario
    told: tuple[str, ...]
    tables: tuple[Rows, ...] = ()
    plan: Plan | None = None
    others: tuple[Filled, ...] = ()


class Marks:
    """Signs that stand for values while a request is taken apart, one for each. With `in_json` a value within the
    quotes of a JSON text is written as JSON has it.
    """

    def __init__(self, *, in_json: bool = True) -> None:
        self._in_json = in_json
        self._holes: list[Hole] = []

    def sign(self, value: str | Hole) -> str:
        """Return the sign of an expression, or of one with filters."""
        hole = Hole(value) if isinstance(value, str) else value
        if hole not in self._holes:
            self._holes.append(hole)
        return chr(_FIRST_MARK + self._holes.index(hole))

    def put(self, request: HttpRequest) -> HttpRequest:
        """Return a request, its texts templates, with the values in place of their signs."""
        body = request.body
        if isinstance(body, FormBody):
            body = FormBody(fields=self._fields(body.fields))
        elif isinstance(body, TextBody):
            body = TextBody(
                text=self._json(body.text) if self._in_json and _is_json(request) else self.holes(body.text)
            )
        elif isinstance(body, MultipartBody):
            body = replace(body, parts=tuple(replace(part, text=self.holes(part.text)) for part in body.parts))
        name = _MARK.sub("*", request.name)
        return replace(
            request,
            name=name,
            url=self.holes(request.url),
            query=self._fields(request.query),
            headers=self._fields(request.headers),
            body=body,
        )

    def _fields(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        return tuple(
            replace(field, name=self.holes(field.name), value=None if field.value is None else self.holes(field.value))
            for field in fields
        )

    def holes(self, template: str) -> str:
        """Return a template with holes in the place of signs."""
        return self._replaced(template, lambda _before: ())

    def _json(self, template: str) -> str:
        """Within the quotes of a JSON text a value is written as JSON has it."""
        return self._replaced(template, lambda before: ("json",) if _is_in_quotes(before) else ())

    def _replaced(self, template: str, filters: Callable[[str], tuple[str, ...]]) -> str:
        pieces: list[str | Hole] = []
        before = ""
        for piece in parse(template):
            if isinstance(piece, Hole):
                pieces.append(piece)
                continue
            position = 0
            for mark in _MARK.finditer(piece):
                text = piece[position : mark.start()]
                before += text
                hole = self._holes[ord(mark[0]) - _FIRST_MARK]
                pieces += (text, hole._replace(filters=(*hole.filters, *filters(before))))
                position = mark.end()
            before += piece[position:]
            pieces.append(piece[position:])
        return unparse(piece for piece in pieces if piece)


def wire_request(
    method: str, url: str, headers: Headers = (), body: bytes = b"", *, name: str = "", of: Marks | None = None
) -> HttpRequest:
    """Return a request that is sent as said, its texts templates; signs of `of` become values. Raises ValueError when
    the address is no web address.
    """
    sent = Request(method=method.upper(), url=url.partition("#")[0], headers=headers, body=body)
    entry = Entry(id=new_id("entry"), page_id="", started_us=0, ended_us=0, request=sent, response=None)
    literal = with_holes(request_of(entry, static=False, step_started_us=0), ())
    cookies = tuple(Field(name=key, value=value) for key, value in headers if key.lower() == "cookie")
    made = replace(literal, recorded=None, headers=(*literal.headers, *cookies))
    made = of.put(made) if of is not None else made
    return replace(made, name=name or made.name)


def as_scenario(name: str, steps: Sequence[Step], variables: Iterable[Variable] = ()) -> Scenario:
    """Return the scenario of some steps; its site is the first request's. Raises InvalidInput when there is none."""
    kept = tuple(step for step in steps if step.children)
    scenario = Scenario(id=new_id("scn"), name=name, steps=kept, variables=tuple(variables))
    hosts: dict[str, int] = {}
    start_url = ""
    for request in requests_of(scenario):
        if names_in(request.url.partition("://")[2].partition("/")[0]):
            continue
        start_url = start_url or request.url
        hosts[host_name(request.url)] = hosts.get(host_name(request.url), 0) + 1
    if not requests_of(scenario):
        raise InvalidInput("There is no request in it that could be sent.")
    listed = (Host(name=host, kept=True, reason="in the file", requests=count) for host, count in hosts.items())
    return replace(scenario, start_url=start_url, hosts=tuple(listed))


def a_step(name: str, children: Iterable[Node], note: str = "") -> Step:
    """Return a step."""
    return Step(id=new_id("step"), name=name or "Step", children=tuple(children), note=note)


class Names:
    """Gives the names of another tool names that a scenario takes."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """Return the name in the scenario of a name there."""
        if name not in self._given:
            bare = _NO_NAME.sub("_", name).strip("_") or slug(name, "value").replace("-", "_")
            bare = bare if not bare[0].isdigit() else f"value_{bare}"
            free, number = bare, 1
            while free in self._taken:
                number += 1
                free = f"{bare}_{number}"
            self._given[name] = free
            self._taken.add(free)
        return self._given[name]


def constant(name: str, value: str, explanation: str = "") -> Variable:
    """Return a value that stays as it is until the person says otherwise."""
    return Variable(name=name, label=name, origin="constant", recorded_value=value, explanation=explanation)


def redirects_followed(requests: int) -> str:
    """Return the sentence for requests of which another tool follows the redirects by itself."""
    return (
        f"That redirects are followed ({counted_text(requests, 'request')}): here each page is a request of its own."
        " Check the scenario once; where an answer leads elsewhere, add that page."
    )


def _is_in_quotes(text: str) -> bool:
    return len(re.findall(r'(?<!\\)(?:\\\\)*"', text)) % 2 == 1


def _is_json(request: HttpRequest) -> bool:
    kinds = (field.value or "" for field in request.headers if field.name.lower() == "content-type")
    return any("json" in kind for kind in kinds) or _body_text(request.body).lstrip()[:1] in ("{", "[")


def _body_text(body: Body | None) -> str:
    return body.text if isinstance(body, TextBody) else ""
