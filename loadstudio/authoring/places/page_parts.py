"""What a page holds in order that it is sent or read by its script: form fields, choices, JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from loadstudio.authoring.places.attributes import names_before
from loadstudio.authoring.places.json_leaves import JsonLeaves
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.playback.answer import Answer
from loadstudio.playback.flattened import whole
from loadstudio.playback.source_text import css_name, in_css

_PLAIN_IDENTITY = re.compile(r"[A-Za-z_][\w-]*")
_BEGIN_OF_JSON = re.compile(r"""=["']\s*(?:\[\s*)?\{""")
_INVISIBLE_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
_FIELD_TAG = re.compile(r"<(?:input|select|textarea)\b", re.IGNORECASE)
_CHOICE_TAG = re.compile(r"<(?:option|button)\b", re.IGNORECASE)


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


def islands_of(page: Answer) -> Iterator[Island]:
    """Yield the JSON in scripts of a JSON type and in attributes."""
    for selector, attribute, text in _pieces_of_json(page):
        try:
            document = msgspec.json.decode(text)
        except ValueError:
            continue
        if isinstance(document, dict | list) and document:
            yield Island(selector, attribute, JsonLeaves(whole(document)))


def script_selector(node: LexborNode) -> str:
    """Return how a script that holds data is found: by its id where that stays, else by its type."""
    identity = node.attributes.get("id") or ""
    if _PLAIN_IDENTITY.fullmatch(identity) and not looks_random(identity):
        return f"#{identity}"
    return f'script[type="{in_css(node.attributes["type"] or "")}"]'


def _pieces_of_json(page: Answer) -> Iterator[tuple[str, str, str]]:
    """Yield (selector, attribute or '', text); of several that a selector finds only the first can be taken."""
    seen: set[str] = set()
    text = page.text
    for node in page.html.css("script[type$=json]") if "json" in text else ():
        selector = script_selector(node)
        if selector not in seen:
            seen.add(selector)
            yield selector, "", node.text(deep=True)
    for name in dict.fromkeys(names_before(text, _BEGIN_OF_JSON)):
        if name.lower() == "value":
            continue  # a field: `nested` knows it by its name
        selector = f"[{css_name(name)}]"
        found = page.html.css_first(selector)
        if found is not None:
            yield selector, name.lower(), found.attributes.get(name.lower()) or ""


def fields_of(page: Answer) -> Iterator[FormField]:
    """Yield the form fields of a page in its order."""
    if not _FIELD_TAG.search(page.text):
        return
    identity = action = ""
    for node in page.html.css("form, input, select, textarea"):
        if node.tag == "form":
            identity, action = node.attributes.get("id") or "", node.attributes.get("action") or ""
        elif name := node.attributes.get("name"):
            kind = (node.attributes.get("type") or "text").lower() if node.tag == "input" else str(node.tag)
            value = node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
            yield FormField(name, value, kind not in _INVISIBLE_TYPES, kind, identity, action)


def choices_of(page: Answer) -> Iterator[Choice]:
    """Yield the options of lists and the buttons of a page that send a value."""
    if _CHOICE_TAG.search(page.text):
        yield from _choices(page.html)


def _choices(page: LexborHTMLParser) -> Iterator[Choice]:
    for selector in ("select option[value]", "button[value]"):
        places: Counter[str] = Counter()
        for node in page.css(selector):
            owner = node if node.tag == "button" else _list_of(node)
            if owner is not None and (name := owner.attributes.get("name")):
                yield Choice(str(node.tag), name, node.attributes.get("value") or "", node.text().strip(), places[name])
                places[name] += 1


def _list_of(option: LexborNode) -> LexborNode | None:
    node = option.parent
    while node is not None and node.tag != "select":
        node = node.parent
    return node
