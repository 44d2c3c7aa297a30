"""A recorded answer as authoring looks at it: its text, JSON leaves with their paths and form fields, each worked
out once, or once more when many other answers were asked for meanwhile.

How a value is taken from it is `extractor_synthesis`' question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborNode

from loadstudio.authoring.places.json_leaves import JsonLeaf, JsonLeaves
from loadstudio.authoring.places.open_answers import while_open
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.places.xml_names import is_xml
from loadstudio.http_types.body import is_text, media_type
from loadstudio.http_types.message import Response
from loadstudio.http_types.url import split
from loadstudio.playback.answer import Answer
from loadstudio.playback.forms import asks_for_password
from loadstudio.playback.source_text import css_name, in_css
from loadstudio.recording.entry import Entry

_PLAIN_IDENTITY = re.compile(r"[A-Za-z_][\w-]*")
_ATTRIBUTE_OF_JSON = re.compile(r"""\s([a-z@:][\w:.@-]*)=["']\s*(?:\[\s*)?\{""", re.IGNORECASE)
_HAS_FIELDS = re.compile(r"<(?:form|input|select|textarea)", re.IGNORECASE)
_INVISIBLE_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})


class Island(NamedTuple):
    """JSON in a page: in the element that `selector` finds, its text or one `attribute`; its leaves by their text."""

    selector: str
    attribute: str
    leaves: JsonLeaves


class FormField(NamedTuple):
    """A field of a form: `action` and `identity` are its form's, '' outside of any; `visible` when a person sees it."""

    name: str
    value: str
    visible: bool
    kind: str
    identity: str
    action: str


class Choice(NamedTuple):
    """An option of a list or a button that sends `value` under `name`; a person knows it by its `label`. `place` counts
    those of one name from 0.
    """

    tag: str
    name: str
    value: str
    label: str
    place: int


class AnswerView:
    """The answer number `number` of a draft; `entry` must have a response."""

    def __init__(self, number: int, entry: Entry) -> None:
        assert entry.response is not None
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

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.kind in ("text/html", "application/xhtml+xml")

    @while_open
    def leaves(self) -> Mapping[str, tuple[JsonLeaf, ...]]:
        """The leaves of a JSON body by their text; empty when it is none."""
        if not (self.kind.endswith("json") or self.text[:1] in "{["):
            return {}
        try:
            return JsonLeaves(self.answer.json)
        except ValueError:
            return {}

    @while_open
    def islands(self) -> tuple[Island, ...]:
        """The JSON that stands in a page: in scripts of a JSON type and in attributes."""
        return tuple(self._islands()) if self.is_page else ()

    @cached_property
    def fields(self) -> tuple[FormField, ...]:
        """The form fields of a page in its order."""
        return tuple(self._fields()) if self.is_page and _HAS_FIELDS.search(self.text) else ()

    @while_open
    def choices(self) -> tuple[Choice, ...]:
        """The options of lists and the buttons of a page that send a value."""
        return tuple(self._choices()) if self.is_page else ()

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
        """The texts that a page holds in order to be sent: values of form fields and meta tags."""
        if not self.is_page:
            return frozenset()
        metas = (node.attributes.get("content") or "" for node in self.answer.html.css("meta[content]"))
        choices = (choice.value for choice in self.choices)
        return frozenset((*(field.value for field in self.fields), *metas, *choices)) - {""}

    @property
    def asks_for_password(self) -> bool:
        """Whether the page has a password field."""
        return self.is_page and asks_for_password(self.response.body)

    def _islands(self) -> Iterator[Island]:
        for selector, attribute, text in self._pieces_of_json():
            try:
                document = msgspec.json.decode(text)
            except ValueError:
                continue
            if isinstance(document, dict | list) and document:
                yield Island(selector, attribute, JsonLeaves(document))

    def _pieces_of_json(self) -> Iterator[tuple[str, str, str]]:
        """Yield (selector, attribute or '', text); of several that a selector finds only the first can be taken."""
        seen: set[str] = set()
        for node in self.answer.html.css("script[type$=json]"):
            identity = node.attributes.get("id") or ""
            known = _PLAIN_IDENTITY.fullmatch(identity) and not looks_random(identity)
            selector = f"#{identity}" if known else f'script[type="{in_css(node.attributes["type"] or "")}"]'
            if selector not in seen:
                seen.add(selector)
                yield selector, "", node.text(deep=True)
        for name in dict.fromkeys(_ATTRIBUTE_OF_JSON.findall(self.text)):
            selector = f"[{css_name(name)}]"
            found = self.answer.html.css_first(selector)
            if found is not None:
                yield selector, name.lower(), found.attributes.get(name.lower()) or ""

    def _choices(self) -> Iterator[Choice]:
        for selector in ("select option[value]", "button[value]"):
            places: Counter[str] = Counter()
            for node in self.answer.html.css(selector):
                owner = node if node.tag == "button" else _list_of(node)
                if owner is not None and (name := owner.attributes.get("name")):
                    yield Choice(
                        str(node.tag), name, node.attributes.get("value") or "", node.text().strip(), places[name]
                    )
                    places[name] += 1

    def _fields(self) -> Iterator[FormField]:
        identity = action = ""
        for node in self.answer.html.css("form, input, select, textarea"):
            if node.tag == "form":
                identity, action = node.attributes.get("id") or "", node.attributes.get("action") or ""
            elif name := node.attributes.get("name"):
                kind = (node.attributes.get("type") or "text").lower() if node.tag == "input" else str(node.tag)
                value = node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
                yield FormField(name, value, kind not in _INVISIBLE_TYPES, kind, identity, action)


def _list_of(option: LexborNode) -> LexborNode | None:
    node = option.parent
    while node is not None and node.tag != "select":
        node = node.parent
    return node
