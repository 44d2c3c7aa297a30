"""Where elements of a page lead to what was asked for, hold the field that was sent, or say the value by attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.attributes import (
    holds_references,
    is_begin,
    is_whole,
    names_before,
    names_of_calls,
    names_of_wholes,
    spots_of,
)
from loadstudio.authoring.places.field_names import is_identity, same_name
from loadstudio.authoring.places.open_answers import OPEN
from loadstudio.authoring.places.use import Use
from loadstudio.http_types.url import encode_component, encode_form, split
from loadstudio.playback.source_text import css_name, in_css
from loadstudio.scenario.model import HttpRequest

ADDRESSES = ("href", "action", "formaction", "data-href", "data-url")
_BEGIN_OF_ADDRESS = re.compile(r"""=\s*["']?(?:https?://|\.{0,2}/|\?)""")
_IN_CALL = re.compile(r"""[\w$]\(\s*(?:[^()]*,\s*)?["']?\Z""")
_UNDER_KEY = re.compile(r"""([\w$-]+)["']?\s*:\s*["']?\Z""")
_FIELD_TAGS = frozenset({"input", "select", "textarea", "label", "option", "button", "form"})
_NO_CALLS = frozenset({"class", "style", "id", "src", "value", "d", "points", "transform"})
_TYPED_INTO = frozenset({"text", "search", "email", "tel", "url", "number", "date", "time", "datetime-local", "month"})
_ENDS_ADDRESS = frozenset("&#;?\"'> \t\r\n\f") | {""}
_REFERRED = re.compile(r"[&<>\"']")
_MOST_PLACES = 8
_TELLING = re.compile(r"(?=.*\d)(?=.*[A-Za-z])(?=.*[^\w\s]).{6,300}")
_IDENTITY = re.compile(r"id(?<![\w-]id)\s*=")
_DATA_ATTRIBUTE = re.compile(r"\s(data-[\w-]+)=", re.IGNORECASE)
_DATA_NAME = re.compile(r"data-[a-z-]+")
_MOST_NAMES = 60


class RowPlace(NamedTuple):
    """An element and the part of one of its attributes, from `start` to `end`, that says the value, encoded as `decode`
    undoes it.
    """

    node: LexborNode
    attribute: str
    start: int
    end: int
    decode: tuple[str, ...] = ()


def places_of(view: AnswerView, use: Use, request: HttpRequest) -> tuple[RowPlace, ...]:
    """Return where elements of a page lead to what was asked for, hold the field that was sent, or say the value as
    their id.
    """
    if not view.holds_links:
        return ()
    slot, by_address = use.slot, use.slot.place.kind in ("url", "query")
    asked = (
        use.text,
        slot.place.kind,
        slot.place.attribute,
        slot.key,
        slot.start,
        slot.end,
        request.url if by_address else "",
    )
    known = OPEN.of(view)
    if ("places", asked) not in known:  # the same ids are sent by request after request
        known["places", asked] = tuple(islice(_places(view, use, request), _MOST_PLACES))
    places: tuple[RowPlace, ...] = known["places", asked]
    return places


def _places(view: AnswerView, use: Use, request: HttpRequest) -> Iterator[RowPlace]:
    value = in_css(use.text)
    spots = spots_in(view, use.text)
    asked = [text for text in _asked_with(use, request) if _is_spelled(view.text, text, use, spots)]
    for attribute in _addressing(view) if asked else ():
        for node in view.answer.html.css(", ".join(_leading(css_name(attribute), use, text) for text in asked)):
            span = _span_in_address(node.attributes[attribute] or "", view.path, use, request)
            if span:
                yield RowPlace(node, attribute, *span)
    if use.slot.place.attribute == "name":
        for node in view.answer.html.css(f'[name="{in_css(use.slot.key)}"]'):
            yield RowPlace(node, "name", use.slot.start, use.slot.end)
    elif use.slot.place.kind not in ("url", "query") and _may_be_held(view.text, use.text, spots):
        for node in view.answer.html.css(f'[value="{value}"]'):
            if same_name(node.attributes.get("name") or "", use.slot.key) and not _is_typed_into(node):
                yield RowPlace(node, "value", 0, len(use.text))
        yield from (RowPlace(node, "value", 0, len(use.text)) for node in _options(view, use))
    if use.slot.place.kind != "url" and is_telling(use.text):
        yield from _whole(view, use.text)
        yield from _in_pairs(view, use)
    for name in dict.fromkeys(names_of_wholes(use.text, view.text, spots)):
        if _DATA_NAME.fullmatch(name) and is_id(name.removeprefix("data-").replace("-", "_")):
            for node in view.answer.html.css(f'[{name}="{value}"]'):
                yield RowPlace(node, name, 0, len(use.text))
    yield from _in_calls(view, use, spots)
    yield from _in_identities(view, use)


def spots_in(view: AnswerView, text: str) -> tuple[int, ...]:
    """Return where a text stands in a page, as one word: the same ids are asked for by request after request."""
    known = OPEN.of(view)
    if ("spots", text) not in known:
        known["spots", text] = spots_of(text, view.text)
    spots: tuple[int, ...] = known["spots", text]
    return spots


def _in_calls(view: AnswerView, use: Use, spots: Sequence[int]) -> Iterator[RowPlace]:
    """Yield where an attribute hands a value to a script: `onclick="edit(12)"`, `hx-vals='{"id": 12}'`."""
    value = use.text
    if not (len(value) > 1 or use.slot.place.kind == "url" or is_id(use.slot.key)):
        return
    whole = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")
    for name in dict.fromkeys(names_of_calls(value, view.text, spots)):
        for node in view.answer.html.css(f'[{css_name(name)}*="{in_css(value)}"]') if name not in _NO_CALLS else ():
            held = node.attributes.get(name) or ""
            for match in whole.finditer(held):
                before = held[: match.start()]
                key = _UNDER_KEY.search(before)
                if _IN_CALL.search(before) or (key and (same_name(key[1], use.slot.key) or is_id(key[1]))):
                    yield RowPlace(node, name, *match.span())
                    break


def _in_identities(view: AnswerView, use: Use) -> Iterator[RowPlace]:
    """Yield elements whose id ends with the value, as rows have it: `<li id="plant-12">`."""
    if not use.text.isdigit() or not _has_identities(view) or use.text not in view.text:
        return
    for node in view.answer.html.css(f'[id$="{use.text}"]'):
        identity = node.attributes["id"] or ""
        if node.tag not in _FIELD_TAGS and re.fullmatch(rf"[A-Za-z][A-Za-z_-]*?[_-]?{use.text}", identity):
            yield RowPlace(node, "id", len(identity) - len(use.text), len(identity))


@lru_cache(maxsize=64)
def _has_identities(view: AnswerView) -> bool:
    return _IDENTITY.search(view.text.lower()) is not None


def is_telling(text: str) -> bool:
    """Tell whether a text says by itself what it means, like a condition (`id = 12`): wherever a row has it."""
    return _TELLING.fullmatch(text) is not None


def _whole(view: AnswerView, text: str) -> Iterator[RowPlace]:
    """Yield where an attribute that scripts or forms read is just this text, whatever it is called."""
    for name in ("value", *_data_names(view)):
        for node in view.answer.html.css(f'[{css_name(name)}="{in_css(text)}"]'):
            if name != "value" or not _is_typed_into(node):
                yield RowPlace(node, name, 0, len(text))


def _in_pairs(view: AnswerView, use: Use) -> Iterator[RowPlace]:
    """Yield where an attribute for scripts holds names and values as an address does, and has this one among them."""
    for spelled, decode in ((encode_form(use.text), ("form",)), (encode_component(use.text), ("url",))):
        pair = f"{use.slot.key}={spelled}"
        for name in _data_names(view) if use.slot.key else ():
            for node in view.answer.html.css(f'[{css_name(name)}*="{in_css(pair)}"]'):
                match = re.search(rf"(?:^|[?&;]){re.escape(pair)}(?=[&#;]|$)", node.attributes[name] or "")
                if match is not None:
                    yield RowPlace(node, name, match.end() - len(spelled), match.end(), decode)


@lru_cache(maxsize=32)
def _data_names(view: AnswerView) -> tuple[str, ...]:
    names = (name.lower() for name in _DATA_ATTRIBUTE.findall(view.text))
    return tuple(islice(dict.fromkeys(names), _MOST_NAMES))


@lru_cache(maxsize=32)
def _addressing(view: AnswerView) -> tuple[str, ...]:
    """Return the attributes with addresses that a page has at all: looking for those that it has not takes as long."""
    page = view.text.lower()
    usual = (name for name in ADDRESSES if name in page)
    return tuple(dict.fromkeys((*usual, *names_before(page, _BEGIN_OF_ADDRESS, with_blanks=True))))


def _asked_with(use: Use, request: HttpRequest) -> tuple[str, ...]:
    """Return what addresses that lead to what was asked for hold, one or the other; () where none can lead there."""
    if use.slot.place.kind == "query":
        return tuple(f"{name}={use.text}" for name in _spelled_names(use.slot.key))
    return (request.url[use.slot.start :],) if use.slot.place.kind == "url" else ()


def _spelled_names(name: str) -> tuple[str, ...]:
    """Return a parameter's name as addresses write it: `where[id]` and `where%5Bid%5D`."""
    return tuple(dict.fromkeys((name, encode_component(name))))


def _is_spelled(page: str, text: str, use: Use, spots: Sequence[int]) -> bool:
    """Tell whether an address of a page may hold a text with the value of a use, which stands at `spots`: as it is, or
    with characters written as references.
    """
    if not text or holds_references(page) or _REFERRED.search(text):
        return bool(text)
    before = text.find(use.text)
    if before < 0:
        return text in page  # the path has the value encoded
    is_named = use.slot.place.kind == "query"
    starts = (spot - before for spot in spots if page.startswith(text, spot - before))
    return any(
        page[end : end + 1] in _ENDS_ADDRESS
        and (is_named or page[start - 1 : start] == "/" or is_begin(page, start, end))
        for start in starts
        for end in (start + len(text),)
    )


def _may_be_held(page: str, text: str, spots: Sequence[int]) -> bool:
    """Tell whether an attribute of a page may be just a text, which stands at `spots`."""
    if holds_references(page) or _REFERRED.search(text) or not text.isprintable():
        return True
    return any(is_whole(page, spot, spot + len(text)) for spot in spots)


def _options(view: AnswerView, use: Use) -> Iterator[LexborNode]:
    """Yield the options of the list that sends the value under its name."""
    if '"' not in use.slot.key and "\\" not in use.slot.key:
        yield from view.answer.html.css(f'select[name="{use.slot.key}"] option[value="{in_css(use.text)}"]')


def _is_typed_into(node: LexborNode) -> bool:
    """Tell whether a person types there: what it held was seen, and belongs to its form, not to a row."""
    return node.tag == "input" and (node.attributes.get("type") or "text").lower() in _TYPED_INTO


def _leading(attribute: str, use: Use, asked: str) -> str:
    """Return a selector for all that may lead to what was asked for."""
    end = in_css(asked)
    if use.slot.place.kind == "query":
        return f'[{attribute}*="{end}"]'
    ways = (f'="{end}"', f'$="/{end}"', f'*="/{end}?"', f'*="/{end}#"')
    return ", ".join(f"[{attribute}{way}]" for way in ways)


def _span_in_address(address: str, page_path: str, use: Use, request: HttpRequest) -> tuple[int, int] | None:
    """Return where the value stands in an address that leads to what the request asked for."""
    tail = request.url[use.slot.start :] if use.slot.place.kind == "url" else ""
    if not re.split(r"[?#]", address, maxsplit=1)[0].endswith(tail):
        return None
    try:
        path = urlsplit(urljoin(page_path, address)).path
    except ValueError:
        return None
    asked = split(request.url).path
    if path != asked:
        return None
    if use.slot.place.kind == "query":
        names = "|".join(map(re.escape, _spelled_names(use.slot.key)))
        match = re.search(rf"[?&;](?:{names})=({re.escape(use.text)})(?=[&#;]|$)", address)
        return match.span(1) if match else None
    if use.slot.place.kind != "url":
        return None
    bare = re.split(r"[?#]", address)[0]
    from_end = len(request.url) - use.slot.end
    end = len(bare) - from_end
    start = end - len(use.text)
    return (start, end) if start >= 0 and bare[start:end] == use.text else None


def is_id(name: str) -> bool:
    """Tell whether a name means an id, or several."""
    return is_identity(name) or is_identity(name.removesuffix("s"))
