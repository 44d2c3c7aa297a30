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
_TICKED_TYPE = re.compile(r"""=["']?(?:radio|checkbox)\b""", re.IGNORECASE)  # from the sign: three times as quick


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
    """An option of a list, a button, a radio button or a check box that sends `value` under `name`; a person knows it
    by its `label`. `selector` finds those of its name, `labelled` only those with a label, which takes the place of
    `{}`; `place` counts those of one name from 0, None where fields are counted.
    """

    name: str
    value: str
    label: str
    selector: str
    labelled: str
    place: int | None


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
    """Yield what can be chosen on a page and sends a value; radio buttons and check boxes where they have labels."""
    if _CHOICE_TAG.search(page.text):
        yield from _choices(page.html)
    if _TICKED_TYPE.search(page.text):
        yield from _ticked(page.html)


def _choices(page: LexborHTMLParser) -> Iterator[Choice]:
    for tag in ("option", "button"):
        places: Counter[str] = Counter()
        for node in page.css(f"{tag}[value]"):
            owner = node if tag == "button" else _list_of(node)
            name = owner.attributes.get("name") if owner is not None else None
            if name and '"' not in name:
                selector = (
                    f'button[name="{name}"][value]' if tag == "button" else f'select[name="{name}"] option[value]'
                )
                labelled = selector + ':lexbor-contains("{}")'
                value = node.attributes.get("value") or ""
                yield Choice(name, value, node.text().strip(), selector, labelled, places[name])
                places[name] += 1


def _ticked(page: LexborHTMLParser) -> Iterator[Choice]:
    for node in page.css("input[type=radio i][name][value], input[type=checkbox i][name][value]"):
        name, value = node.attributes["name"] or "", node.attributes["value"] or ""
        selector = f'input[name="{name}"]'
        if '"' not in name and (found := _label_of(node)) is not None:
            label, way = found
            yield Choice(name, value, label, selector, way.replace("INPUT", selector), None)


def _label_of(node: LexborNode) -> tuple[str, str] | None:
    """Return what a person reads beside a radio button or check box, and how both are found: `INPUT` stands for it."""
    identity = node.attributes.get("id") or ""
    around = node.parent if node.parent is not None and node.parent.tag == "label" else None
    for label, way in (
        (around, "LABEL INPUT"),
        (_neighbour(node, after=True), "INPUT:has(+ LABEL)"),
        (_neighbour(node, after=False), "LABEL + INPUT"),
    ):
        if label is None or (label is not around and (not identity or label.attributes.get("for") != identity)):
            continue
        if words := label.text(deep=False).strip():
            return words, way.replace("LABEL", 'label:lexbor-contains("{}")')
        inner = next((one for one in label.css("*") if one.tag != "label" and one.text(deep=False).strip()), None)
        if inner is not None:
            return inner.text(deep=False).strip(), way.replace("LABEL", 'label:has(:lexbor-contains("{}"))')
    return None


def _neighbour(node: LexborNode, *, after: bool) -> LexborNode | None:
    """Return the label right before or after an element, with nothing but text between."""
    other = node.next if after else node.prev
    while other is not None and other.tag == "-text":
        other = other.next if after else other.prev
    return other if other is not None and other.tag == "label" else None


def _list_of(option: LexborNode) -> LexborNode | None:
    node = option.parent
    while node is not None and node.tag != "select":
        node = node.parent
    return node
