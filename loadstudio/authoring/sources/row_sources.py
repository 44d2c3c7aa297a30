"""How the id in one row of a list is taken: by a text that the row holds, `tr:has(:lexbor-contains("${name}")) a[href]`
in a page, `$.cards[?@.title=='${title}'].id` in JSON.

Whether the row is a new one is `new_rows`' question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import is_identity, same_name
from loadstudio.authoring.places.json_leaves import json_step
from loadstudio.authoring.places.tags import Tag
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, Changes, base, looks_random
from loadstudio.authoring.sources.link_sources import attribute_sources
from loadstudio.http_types.url import encode_component, split
from loadstudio.playback.extract import take_value
from loadstudio.playback.jsonpath import json_text
from loadstudio.playback.source_text import in_css, in_json_path
from loadstudio.scenario.extractor import AttributeSource, JsonSource, Source
from loadstudio.scenario.model import HttpRequest

_ADDRESSES = ("href", "action", "formaction", "data-href", "data-url")
_ROWS = frozenset({"tr", "li", "article", "dl", "tbody", "section", "fieldset"})
_NO_ROWS = frozenset({"html", "body", "main", "table", "ul", "ol", "form", "nav"})
_TYPED_INTO = frozenset({"text", "search", "email", "tel", "url", "number", "date", "time", "datetime-local", "month"})
_PLAIN_CLASS = re.compile(r"[A-Za-z_][\w-]*")
_HIGHEST = 8
_MOST_ITEMS = 5_000
_REFERRED = re.compile(r"[&<>\"']")
_MOST_PLACES = 8


class RowSource(NamedTuple):
    """A source, and the address that leads to the thing ('' where none does)."""

    source: Source
    address: str = ""


class RowName(NamedTuple):
    """The text by which a row is known; with a `variable`, by what that holds."""

    text: str
    variable: str = ""

    @property
    def known(self) -> dict[str, str]:
        """What the variable held when recorded."""
        return {self.variable: self.text} if self.variable else {}

    def written(self, escape: Callable[[str], str]) -> str:
        """How a source says it."""
        return f"${{{self.variable}}}" if self.variable else escape(self.text)


def row_sources(
    view: AnswerView, use: Use, places: Sequence[RowPlace], name: RowName, changes: Changes = looks_random
) -> Iterator[RowSource]:
    """Yield how the value of a use is taken from the row that holds a name, proved on the answer. `places` are those
    that say the value there; `changes` tells what around it changes too.
    """
    found = _in_page(view, use, places, name, changes) if view.holds_links else _in_json(view, use, name)
    for one in found:
        if take_value(one.source, view.answer, (), name.known) == use.text:
            yield one


def newest_source(view: AnswerView, earlier: AnswerView, use: Use, request: HttpRequest) -> AttributeSource | None:
    """Return how the value is taken from the one row that a page has more than it had earlier, where that is the first
    or the last; None where it is not so.
    """
    for place in places_of(view, use, request):
        held = place.node.attributes[place.attribute]
        for _, source in islice(attribute_sources(view, _tag_of(place), looks_random), 1):
            now, then = list(_held(view, source)), set(_held(earlier, source))
            if place.attribute in _ADDRESSES and then and set(now) - then == {held} and held in (now[0], now[-1]):
                found = replace(source, occurrence=0 if held == now[0] else -1)
                return found if take_value(found, view.answer) == use.text else None
    return None


def _held(view: AnswerView, source: AttributeSource) -> Iterator[str]:
    return (node.attributes.get(source.attribute) or "" for node in view.answer.html.css(source.selector))


class RowPlace(NamedTuple):
    """An element and the part of one of its attributes, from `start` to `end`, that says the value."""

    node: LexborNode
    attribute: str
    start: int
    end: int


def _in_page(
    view: AnswerView, use: Use, places: Sequence[RowPlace], name: RowName, changes: Changes
) -> Iterator[RowSource]:
    written = name.written(in_css)
    for place in places:
        row = _row_around(place.node, name.text)
        if row is None:
            continue
        tag = _tag_of(place)
        for _, source in islice(attribute_sources(view, tag, changes), 0, None, 2):
            selector = _selector(row, source.selector, written)
            if place.node.tag == "option":
                if not row.is_own or place.node.text().strip() != name.text:
                    break  # one of the choices that were there before
                selector = f'select[name="{use.slot.key}"] {selector}'
            if selector and _are_rows(view, selector, row, name):
                occurrence = 0 if name.variable else _newest(view, source)
                yield RowSource(
                    AttributeSource(
                        selector=selector, attribute=place.attribute, pattern=source.pattern, occurrence=occurrence
                    ),
                    tag.value if place.attribute in _ADDRESSES else "",
                )


def _tag_of(place: RowPlace) -> Tag:
    attributes = {name: value or "" for name, value in place.node.attributes.items()}
    held = attributes[place.attribute]
    return Tag(str(place.node.tag), attributes, place.attribute, held, place.start, place.end)


def places_of(view: AnswerView, use: Use, request: HttpRequest) -> tuple[RowPlace, ...]:
    """Return where elements of a page lead to what was asked for, hold the field that was sent, or say the value as
    their id.
    """
    return tuple(islice(_places(view, use, request), _MOST_PLACES)) if view.holds_links else ()


def _places(view: AnswerView, use: Use, request: HttpRequest) -> Iterator[RowPlace]:
    html, value = view.answer.html, in_css(use.text)
    asked = [text for text in _asked_with(use, request) if _is_spelled(view.text, text)]
    for attribute in _addressing(view) if asked else ():
        for node in html.css(", ".join(_leading(attribute, use, text) for text in asked)):
            span = _span_in_address(node.attributes[attribute] or "", view.path, use, request)
            if span:
                yield RowPlace(node, attribute, *span)
    if use.slot.place.kind not in ("url", "query"):
        for node in html.css(f'[value="{value}"]'):
            if same_name(node.attributes.get("name") or "", use.slot.key) and not _is_typed_into(node):
                yield RowPlace(node, "value", 0, len(use.text))
        yield from (RowPlace(node, "value", 0, len(use.text)) for node in _options(view, use))
    quoted = f'"{use.text}"' in view.text or f"'{use.text}'" in view.text
    pattern = rf"""\s(data-[a-z-]+)=["']{re.escape(use.text)}["']"""
    for name in dict.fromkeys(re.findall(pattern, view.text) if quoted else ()):
        if _is_id(name.removeprefix("data-").replace("-", "_")):
            for node in html.css(f'[{name}="{value}"]'):
                yield RowPlace(node, name, 0, len(use.text))


@lru_cache(maxsize=32)
def _addressing(view: AnswerView) -> tuple[str, ...]:
    """Return the attributes with addresses that a page has at all: looking for those that it has not takes as long."""
    page = view.text.lower()
    return tuple(name for name in _ADDRESSES if name in page)


def _asked_with(use: Use, request: HttpRequest) -> tuple[str, ...]:
    """Return what addresses that lead to what was asked for hold, one or the other; () where none can lead there."""
    if use.slot.place.kind == "query":
        return tuple(f"{name}={use.text}" for name in _spelled_names(use.slot.key))
    return (request.url[use.slot.start :],) if use.slot.place.kind == "url" else ()


def _spelled_names(name: str) -> tuple[str, ...]:
    """Return a parameter's name as addresses write it: `where[id]` and `where%5Bid%5D`."""
    return tuple(dict.fromkeys((name, encode_component(name))))


def _is_spelled(page: str, text: str) -> bool:
    """Tell whether a page may hold a text: as it is, or with characters written as references."""
    return bool(text) and (text in page or "&#" in page or bool(_REFERRED.search(text)))


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


class _Row(NamedTuple):
    """The element that holds both a text and a place, as a selector; `is_own` when it is the place's element itself."""

    selector: str
    is_own: bool
    is_direct: bool


def height_of_row(places: Sequence[RowPlace], text: str) -> int:
    """Return how many elements are between a place and the nearest that holds a text: the nearest row is meant."""
    return min((_height(place.node, text) for place in places), default=0)


def _height(node: LexborNode, text: str) -> int:
    element: LexborNode | None = node
    for height in range(_HIGHEST):
        if element is None or _says(element, text):
            return height
        element = element.parent
    return _HIGHEST


def _row_around(node: LexborNode, text: str) -> _Row | None:
    element: LexborNode | None = node
    for height in range(_HIGHEST):
        if element is None or element.tag in _NO_ROWS:
            return None
        if _says(element, text):
            own = text in element.text(deep=False)
            if height == 0:
                return _Row("", True, own)
            selector = _row_selector(element)
            return _Row(selector, False, own) if selector else None
        element = element.parent
    return None


def _says(element: LexborNode, text: str) -> bool:
    """Tell whether an element says a text in more than the choices of its lists."""
    count = element.text(deep=True).count(text)
    if count and element.tag != "option" and "<option" in (element.html or ""):
        count -= sum(option.text(deep=True).count(text) for option in element.css("option"))
    return count > 0


def _row_selector(element: LexborNode) -> str:
    if element.tag in _ROWS:
        return str(element.tag)
    classes = (element.attributes.get("class") or "").split()
    plain = next((name for name in classes if _PLAIN_CLASS.fullmatch(name) and not looks_random(name)), "")
    return f"{element.tag}.{plain}" if plain else ""


def _selector(row: _Row, selector: str, written: str) -> str:
    holds = f':lexbor-contains("{written}")'
    if row.is_own:
        return f"{selector}{holds}" if row.is_direct else f"{selector}:has({holds})"
    return f"{row.selector}{holds} {selector}" if row.is_direct else f"{row.selector}:has({holds}) {selector}"


def _are_rows(view: AnswerView, selector: str, row: _Row, name: RowName) -> bool:
    """Tell whether all that the selector finds stands in rows that hold the text, none in what is around all rows."""
    for variable, value in name.known.items():
        selector = selector.replace(f"${{{variable}}}", in_css(value))
    if row.is_own:
        return True
    tag = row.selector.partition(".")[0]
    return all(_nearest_holds(node, tag, name.text) for node in view.answer.html.css(selector))


def _nearest_holds(node: LexborNode, tag: str, text: str) -> bool:
    element: LexborNode | None = node.parent
    while element is not None and element.tag != tag:
        element = element.parent
    return element is not None and text in element.text(deep=True)


def _newest(view: AnswerView, source: AttributeSource) -> int:
    """Return 0 where the newest row comes first, -1 where it comes last, by the numbers in the rows."""
    numbers = [int(found[-1]) for value in _held(view, source) if (found := re.findall(r"\d{1,15}", value))]
    return -1 if len(numbers) > 1 and numbers[0] < numbers[-1] else 0


def _in_json(view: AnswerView, use: Use, name: RowName) -> Iterator[RowSource]:
    if name.text not in view.leaves or use.text not in view.leaves:
        return
    written = name.written(in_json_path)
    try:
        document = view.answer.json
    except ValueError:
        return
    for path, owner, item in islice(_items(document, "$", view.path.rstrip("/").rpartition("/")[2]), _MOST_ITEMS):
        naming = next((key for key, value in item.items() if value == name.text), None)
        if naming is None:
            continue
        for key, value in item.items():
            if isinstance(value, str | int) and json_text(value) == use.text and _is_meant(key, owner, use):
                yield RowSource(JsonSource(path=f"{path}[?@{json_step(naming)}=='{written}']{json_step(key)}"))


def _items(node: object, path: str, owner: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield (path of the list, what it is called, item) of all lists of objects."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _items(child, path + json_step(key), key)
    elif isinstance(node, list):
        yield from ((path, owner, item) for item in node if isinstance(item, dict))


def _is_meant(leaf: str, owner: str, use: Use) -> bool:
    """Tell whether what is sent is the id of an item and not another number that is the same."""
    key = use.slot.key
    if same_name(leaf, key) or (base(use.text, 1000) >= DISTINCT_FROM and not leaf.isdigit()):
        return True
    if not _is_id(leaf):
        return False
    return same_name(owner, key) or (use.slot.place.kind != "url" and _is_id(key))


def _is_id(name: str) -> bool:
    return is_identity(name) or is_identity(name.removesuffix("s"))
