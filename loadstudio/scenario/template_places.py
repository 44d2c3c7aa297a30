"""Every template of a part with the place where it stands, and a scenario with its templates changed. Which values the
holes stand for is for others to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from loadstudio.scenario.extractor import looked_with, with_texts
from loadstudio.scenario.model import (
    HOLDERS,
    Auth,
    Body,
    Comparison,
    Field,
    FormBody,
    HttpRequest,
    If,
    Loop,
    MultipartBody,
    Node,
    Scenario,
    Step,
    TextBody,
)

type Place = Literal["address", "query", "header", "body", "log_in", "condition", "answer"]
type Change = Callable[[str], str]


class PlacedTemplate(NamedTuple):
    """A template; `name` is the field's that has it as its value, the value's that is looked for in an `answer`, ''
    elsewhere. Not `sent` is what is switched off, and with what an answer is looked through.
    """

    place: Place
    name: str
    text: str
    sent: bool = True


def placed_templates(node: Node) -> Iterator[PlacedTemplate]:
    """Yield the templates of one part, switched on or off, not of what it holds."""
    match node:
        case HttpRequest():
            yield PlacedTemplate("address", "", node.url)
            yield from _fields("query", node.query)
            yield from _fields("header", node.headers)
            match node.body:
                case FormBody(fields=fields):
                    yield from _fields("body", fields)
                case TextBody(text=text):
                    yield PlacedTemplate("body", "", text)
                case MultipartBody(parts=parts):
                    yield from (PlacedTemplate("body", part.name, part.text) for part in parts)
                case _:
                    pass
            if node.auth is not None:
                yield PlacedTemplate("log_in", "username", node.auth.username)
                yield PlacedTemplate("log_in", "password", node.auth.password)
            for extractor in node.extractors:
                for source in extractor.sources:
                    for text in looked_with(source):
                        yield PlacedTemplate("answer", extractor.variable, text, sent=False)
        case If(condition=condition):
            yield from _sides(condition)
        case Loop(condition=condition) if condition is not None:
            yield from _sides(condition)
        case _:
            pass


def with_templates(scenario: Scenario, change: Change) -> Scenario:
    """Return a scenario with each template as `change` makes it; parts without a change stay the same objects."""
    steps = tuple(_node(step, change) for step in scenario.steps)
    return replace(scenario, steps=tuple(step for step in steps if isinstance(step, Step)))


def _fields(place: Place, fields: tuple[Field, ...]) -> Iterator[PlacedTemplate]:
    for field in fields:
        yield PlacedTemplate(place, "", field.name, field.enabled)
        yield PlacedTemplate(place, field.name, field.value or "", field.enabled)


def _sides(condition: Comparison) -> Iterator[PlacedTemplate]:
    yield PlacedTemplate("condition", "", condition.left)
    yield PlacedTemplate("condition", "", condition.right)


def _node(node: Node, change: Change) -> Node:
    after = node
    if isinstance(node, HOLDERS):
        children = tuple(_node(child, change) for child in node.children)
        if any(new is not old for new, old in zip(children, node.children, strict=True)):
            after = replace(node, children=children)
    match after:
        case HttpRequest():
            after = _request(after, change)
        case If(condition=condition) if (changed := _comparison(condition, change)) != condition:
            after = replace(after, condition=changed)
        case Loop(condition=old) if old is not None and (changed := _comparison(old, change)) != old:
            after = replace(after, condition=changed)
        case _:
            pass
    return after


def _request(request: HttpRequest, change: Change) -> HttpRequest:
    changed = replace(
        request,
        url=change(request.url),
        query=_changed(request.query, change),
        headers=_changed(request.headers, change),
        body=_body(request.body, change),
        auth=_auth(request.auth, change),
        extractors=tuple(
            replace(one, sources=tuple(with_texts(source, change) for source in one.sources))
            for one in request.extractors
        ),
    )
    return request if changed == request else changed


def _changed(fields: tuple[Field, ...], change: Change) -> tuple[Field, ...]:
    return tuple(
        replace(field, name=change(field.name), value=None if field.value is None else change(field.value))
        for field in fields
    )


def _body(body: Body | None, change: Change) -> Body | None:
    match body:
        case FormBody(fields=fields):
            return FormBody(fields=_changed(fields, change))
        case TextBody(text=text):
            return TextBody(text=change(text))
        case MultipartBody(parts=parts):
            return replace(body, parts=tuple(replace(part, text=change(part.text)) for part in parts))
        case _:
            return body


def _auth(auth: Auth | None, change: Change) -> Auth | None:
    if auth is None:
        return None
    return replace(auth, username=change(auth.username), password=change(auth.password))


def _comparison(condition: Comparison, change: Change) -> Comparison:
    return replace(condition, left=change(condition.left), right=change(condition.right))
