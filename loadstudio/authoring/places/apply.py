"""Puts holes into the texts of a draft and makes templates of them: each hole with the filters that give the recorded
text again, everything else literal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from loadstudio.authoring.places.slots import Place
from loadstudio.scenario.model import Body, Field, FormBody, HttpRequest, MultipartBody, TextBody
from loadstudio.scenario.template import Hole, unparse


class Edit(Struct, frozen=True, kw_only=True):
    """Put `hole` in the place of the characters from `start` to `end` of a place."""

    place: Place
    start: int
    end: int
    hole: Hole


def with_holes(request: HttpRequest, edits: Iterable[Edit]) -> HttpRequest:
    """Return a draft's request as templates, with the edits done. Of edits that overlap only the first is."""
    by_place: dict[Place, list[Edit]] = {}
    for edit in edits:
        kept = by_place.setdefault(edit.place, [])
        if all(edit.end <= other.start or edit.start >= other.end for other in kept):
            kept.append(edit)
    return _Templates(by_place).of_request(request)


class _Templates:
    """Makes templates of literal texts, place by place."""

    def __init__(self, by_place: Mapping[Place, Sequence[Edit]]) -> None:
        self._by_place = by_place

    def of_request(self, request: HttpRequest) -> HttpRequest:
        return replace(
            request,
            url=self._template(request.url, Place("url")),
            query=self._fields("query", request.query),
            headers=self._fields("header", request.headers),
            body=self._body(request.body),
        )

    def _body(self, body: Body | None) -> Body | None:
        match body:
            case FormBody(fields=fields):
                return FormBody(fields=self._fields("form", fields))
            case TextBody(text=text):
                return TextBody(text=self._template(text, Place("text")))
            case MultipartBody(parts=parts):
                texts = (self._template(part.text, Place("part", number)) for number, part in enumerate(parts))
                made = tuple(replace(part, text=text) for part, text in zip(parts, texts, strict=True))
                return replace(body, parts=made)
            case _:
                return body

    def _fields(self, kind: Literal["query", "header", "form"], fields: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(
            replace(
                field,
                name=self._template(field.name, Place(kind, number, "name")),
                value=None if field.value is None else self._template(field.value, Place(kind, number)),
            )
            for number, field in enumerate(fields)
        )

    def _template(self, text: str, place: Place) -> str:
        pieces: list[str | Hole] = []
        position = 0
        for edit in sorted(self._by_place.get(place, ()), key=lambda edit: edit.start):
            pieces += (text[position : edit.start], edit.hole)
            position = edit.end
        return unparse((*pieces, text[position:]))
