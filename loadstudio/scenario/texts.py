"""Every text of a scenario that a person can read or write, in order, and the scenario with some of them changed.

One walk serves both: who only looks gives each text back as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from loadstudio.scenario.model import (
    HOLDERS,
    Comparison,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    If,
    Loop,
    MultipartBody,
    Node,
    Part,
    PythonCode,
    Scenario,
    Step,
    TextBody,
    Variable,
)
from loadstudio.scenario.secrets import is_secret_name

type Kind = Literal["name", "note", "address", "header", "body", "login", "value", "check", "condition", "code"]


class Spot(NamedTuple):
    """Where a text stands: in which part ('' for the scenario's own), as what, and under which name (of a header, a
    field, a value). What is `secret` may be changed, and must not be shown.
    """

    part_id: str
    kind: Kind
    name: str = ""
    secret: bool = False


type Change = Callable[[Spot, str], str]
"""Gets each text with its place and returns what shall stand there."""


def with_texts(scenario: Scenario, change: Change) -> Scenario:
    """Return the scenario with its texts changed; what nothing was changed in stays the same object.

    Left alone are the names by which values, columns and files are used, and recorded facts.
    """
    steps = _each(scenario.steps, lambda step: _node(step, change))
    return _replaced(
        scenario,
        name=change(Spot("", "name"), scenario.name),
        start_url=change(Spot("", "address"), scenario.start_url),
        variables=_each(scenario.variables, lambda one: _variable(one, change)),
        steps=steps,
    )


def _node(node: Any, change: Change) -> Any:
    spot = Spot(node.id, "name")
    match node:
        case HttpRequest():
            return _request(node, change)
        case PythonCode():
            node = _replaced(node, name=change(spot, node.name), code=change(Spot(node.id, "code"), node.code))
        case Step():
            node = _replaced(node, name=change(spot, node.name), note=change(Spot(node.id, "note"), node.note))
        case Loop() | If() if node.condition is not None:
            node = _replaced(node, condition=_condition(node.condition, node, change))
        case _:
            pass
    if isinstance(node, HOLDERS):
        return _replaced(node, children=_each(node.children, lambda child: _node(child, change)))
    return node


def _condition(condition: Comparison, node: Node, change: Change) -> Comparison:
    spot = Spot(node.id, "condition")
    return _replaced(condition, left=change(spot, condition.left), right=change(spot, condition.right))


def _request(request: HttpRequest, change: Change) -> HttpRequest:
    spot = Spot(request.id, "address")
    return _replaced(
        request,
        name=change(Spot(request.id, "name"), request.name),
        url=change(spot, request.url),
        query=_each(request.query, lambda field: _field(field, spot, change)),
        headers=_each(request.headers, lambda field: _field(field, Spot(request.id, "header"), change)),
        body=_body(request, change),
        auth=_login(request, change),
        extractors=_each(
            request.extractors,
            lambda one: _replaced(
                one, sources=_each(one.sources, lambda source: _words(source, Spot(request.id, "value"), change))
            ),
        ),
        checks=_each(request.checks, lambda check: _words(check, Spot(request.id, "check"), change)),
    )


def _field(field: Field, spot: Spot, change: Change) -> Field:
    spot = spot._replace(name=field.name)
    value = field.value
    if value is not None:
        value = change(spot._replace(secret=is_secret_name(field.name)), value)
    return _replaced(field, name=change(spot, field.name), value=value)


def _body(request: HttpRequest, change: Change) -> Any:
    spot = Spot(request.id, "body")
    match request.body:
        case FormBody() as body:
            return _replaced(body, fields=_each(body.fields, lambda field: _field(field, spot, change)))
        case TextBody() as body:
            return _replaced(body, text=change(spot, body.text))
        case MultipartBody() as body:
            return _replaced(body, parts=_each(body.parts, lambda part: _part(part, spot, change)))
        case FileBody() as body:
            return _replaced(body, path=change(spot, body.path))
        case body:
            return body


def _part(part: Part, spot: Spot, change: Change) -> Part:
    spot = spot._replace(name=part.name)
    return _replaced(
        part,
        name=change(spot, part.name),
        text=change(spot._replace(secret=is_secret_name(part.name)), part.text),
        file_name=change(spot, part.file_name),
        path=change(spot, part.path),
    )


def _login(request: HttpRequest, change: Change) -> Any:
    login = request.auth
    if login is None:
        return None
    spot = Spot(request.id, "login")
    password = change(spot._replace(secret=True), login.password)
    return _replaced(login, username=change(spot, login.username), password=password)


def _variable(variable: Variable, change: Change) -> Variable:
    spot = Spot("", "value", variable.name)
    return _replaced(
        variable, label=change(spot._replace(kind="name"), variable.label), generator=change(spot, variable.generator)
    )


def _words[V: msgspec.Struct](value: V, spot: Spot, change: Change) -> V:
    """Change all texts of a small value: of a check, or of where a value is taken from."""
    changed: dict[str, object] = {}
    for name in value.__struct_fields__:
        text = getattr(value, name)
        if isinstance(text, str):
            changed[name] = change(spot, text)
        elif isinstance(text, tuple):
            changed[name] = _each(text, lambda one: change(spot, one) if isinstance(one, str) else one)
    return _replaced(value, **changed)


def _each[V](values: tuple[V, ...], change: Callable[[V], V]) -> tuple[V, ...]:
    changed = tuple(map(change, values))
    return values if all(one is other for one, other in zip(values, changed, strict=True)) else changed


def _replaced[V: msgspec.Struct](old: V, /, **fields: object) -> V:
    if all(getattr(old, name) is field or getattr(old, name) == field for name, field in fields.items()):
        return old
    return replace(old, **fields)
