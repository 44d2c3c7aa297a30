"""A recorded answer as authoring looks at it: its text, JSON leaves with their paths and form fields, each worked
out once, or once more when many other answers were asked for meanwhile.

How a value is taken from it is `extractor_synthesis`' question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import NamedTuple

import msgspec

from loadstudio.authoring.places.json_leaves import JsonLeaf, JsonLeaves
from loadstudio.authoring.places.nested import (
    Piece,
    is_hidden,
    longest_run,
    may_nest_in_json,
    pieces_in_headers,
    pieces_in_json,
    pieces_in_page,
    pieces_in_xml,
    within_bounds,
)
from loadstudio.authoring.places.open_answers import while_open
from loadstudio.authoring.places.page_parts import Choice, FormField, Island, choices_of, fields_of, islands_of
from loadstudio.authoring.places.xml_names import is_xml
from loadstudio.http_types.body import is_text, media_type
from loadstudio.http_types.message import Response
from loadstudio.http_types.url import split
from loadstudio.playback.answer import Answer
from loadstudio.playback.forms import asks_for_password
from loadstudio.recording.entry import Entry
from loadstudio.scenario.extractor import NestedSource, Source

_DEEPEST = 3


class AnswerPart(NamedTuple):
    """A text within an answer that is an answer of its own, and how the outer one gives it."""

    piece: Piece
    view: AnswerView


class AnswerView:
    """The answer number `number` of a draft; `entry` must have a response."""

    def __init__(self, number: int, entry: Entry, depth: int = 0) -> None:
        """`depth` tells in how many other answers this one stands."""
        assert entry.response is not None
        self._depth = depth
        self.number = number
        self.entry = entry
        self.response: Response = entry.response
        self.path = split(entry.request.url).path

    @property
    def parsed_bytes(self) -> int:
        """About how much memory the answer takes when it is parsed: measured."""
        size_bytes = len(self.response.body)
        return 120_000 + 25 * size_bytes if self.is_page else 1_000 + 20 * size_bytes

    @while_open
    def answer(self) -> Answer:
        """The answer as playback reads it."""
        response = self.response
        return Answer.of(response.status, response.headers, response.body, path=self.path)

    @cached_property
    def kind(self) -> str:
        """The media type."""
        return media_type(self.response.headers)

    @while_open
    def text(self) -> str:
        """The body as text; '' for what nobody can read."""
        readable = is_text(self.kind) or (not self.kind and b"\0" not in self.response.body[:1024])
        return self.answer.text if readable else ""

    @cached_property
    def holds_links(self) -> bool:
        """Whether it may have links and rows: a page, or a piece of one that a script got as XML."""
        return self.is_page or (is_xml(self.kind) and "href=" in self.text)

    @cached_property
    def holds_script(self) -> bool:
        """Whether a script stands in it."""
        return "<script" in self.text

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, or a piece of a page under a media type of its own (`text/vnd.turbo-stream.html`)."""
        return self.kind.endswith("html") or self.kind == "application/xhtml+xml"

    @while_open
    def leaves(self) -> Mapping[str, tuple[JsonLeaf, ...]]:
        """The leaves of a JSON body by their text; empty when it is none."""
        if not self._is_json:
            return {}
        try:
            return JsonLeaves(self.answer.whole_json)
        except ValueError:
            return {}

    def says_once(self, text: str) -> bool:
        """Tell whether JSON says a text of one thing, not of one of several in a list."""
        return any("[" not in leaf.paths[-1] for leaf in self.leaves.get(text, ()))

    @property
    def _is_json(self) -> bool:
        return self.kind.endswith("json") or self.text[:1] in "{["

    @while_open
    def islands(self) -> tuple[Island, ...]:
        """The JSON that stands in a page: in scripts of a JSON type and in attributes."""
        return tuple(islands_of(self.answer)) if self.is_page else ()

    @cached_property
    def own_fields(self) -> tuple[FormField, ...]:
        """The form fields of a page in its order."""
        return tuple(fields_of(self.answer)) if self.is_page else ()

    @cached_property
    def fields(self) -> tuple[FormField, ...]:
        """The form fields of the page and of all pages within the answer."""
        return (*self.own_fields, *(field for part in self.parts for field in part.view.fields))

    @while_open
    def parts(self) -> tuple[AnswerPart, ...]:
        """The texts within the answer that are answers of their own, the outermost ones."""
        if self._depth == _DEEPEST:
            return ()
        pieces = within_bounds(self._pieces())
        return tuple(AnswerPart(piece, self._inner(piece)) for piece in pieces if piece.text != self.text)

    def layers(self) -> Iterator[tuple[AnswerView, Callable[[Source], Source]]]:
        """Yield this answer and all within it, each with what makes a source for the whole answer of one for it."""
        yield self, _as_it_is
        for part in self.parts:
            for view, wrap in part.view.layers():
                yield view, partial(_wrapped, part, wrap)

    def hidden_texts(self) -> Iterator[str]:
        """Yield the texts within the answer whose letters do not stand in it."""
        for part in self.parts:
            if is_hidden(part.piece):
                yield part.view.text
            yield from part.view.hidden_texts()

    def parts_with(self, text: str) -> Iterator[AnswerPart]:
        """Yield the texts within the answer that may hold a text, however it is spelled."""
        run = longest_run(text)
        yield from (part for part in self.parts if run in part.view.text or any(part.view.parts_with(text)))

    def _pieces(self) -> Iterator[Piece]:
        yield from pieces_in_headers(self.response.headers)
        if self.is_page:
            yield from pieces_in_page(self.answer, self.islands, self.own_fields)
        elif is_xml(self.kind):
            yield from pieces_in_xml(self.text)
        elif self._is_json and may_nest_in_json(self.text):
            yield from pieces_in_json(self.leaves)

    def _inner(self, piece: Piece) -> AnswerView:
        headers = (("Content-Type", f"{piece.kind}; charset=utf-8"),)
        response = Response(status=self.response.status, headers=headers, body=piece.text.encode("utf-8", "replace"))
        return AnswerView(self.number, msgspec.structs.replace(self.entry, response=response), self._depth + 1)

    @while_open
    def choices(self) -> tuple[Choice, ...]:
        """The options of lists and the buttons of a page that send a value."""
        return tuple(choices_of(self.answer)) if self.is_page else ()

    def holds_field_with(self, text: str) -> bool:
        """Tell whether a form field of a page holds a text, here or in a text within the answer."""
        return text in self._field_values

    @cached_property
    def _field_values(self) -> frozenset[str]:
        return frozenset(field.value for field in self.fields)

    def fields_named(self, name: str) -> tuple[FormField, ...]:
        """Return the form fields with this name."""
        return self._fields_by_name.get(name, ())

    @cached_property
    def _fields_by_name(self) -> dict[str, tuple[FormField, ...]]:
        by_name: dict[str, tuple[FormField, ...]] = {}
        for field in self.fields:
            by_name[field.name] = (*by_name.get(field.name, ()), field)
        return by_name

    @while_open
    def held(self) -> frozenset[str]:
        """The texts that pages hold in order to be sent: values of form fields and meta tags."""
        inner = frozenset(text for part in self.parts for text in part.view.held)
        if not self.is_page:
            return inner
        metas = self.answer.html.css("meta[content]") if "content" in self.text else ()
        contents = (node.attributes.get("content") or "" for node in metas)
        choices = (choice.value for choice in self.choices)
        return (inner | frozenset((*(field.value for field in self.own_fields), *contents, *choices))) - {""}

    @property
    def asks_for_password(self) -> bool:
        """Whether the page has a password field."""
        return self.is_page and asks_for_password(self.response.body)


def _as_it_is(source: Source) -> Source:
    return source


def _wrapped(part: AnswerPart, wrap: Callable[[Source], Source], source: Source) -> Source:
    piece = part.piece
    return NestedSource(within=piece.within, source=wrap(source), decode=piece.decode)
