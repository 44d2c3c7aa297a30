"""How the id in one row of a list is taken: by a text that the row holds,
`tr:has(:lexbor-contains("${name}")) a[href]`.

Whether the row is a new one is `new_rows`' question, lists of JSON are `json_rows`'.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.open_answers import OPEN
from loadstudio.authoring.places.tags import Tag
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import Changes, looks_random
from loadstudio.authoring.sources.json_rows import named_items, rows_in_json, steps
from loadstudio.authoring.sources.link_sources import attribute_sources
from loadstudio.authoring.sources.row_names import RowName, RowSource
from loadstudio.authoring.sources.row_places import ADDRESSES, RowPlace, is_telling, places_of
from loadstudio.authoring.sources.script_rows import rows_in_scripts
from loadstudio.playback.extract import take_value
from loadstudio.playback.source_text import in_css
from loadstudio.scenario.extractor import AttributeSource, JsonSource, NestedSource, Source
from loadstudio.scenario.model import HttpRequest

_ROWS = frozenset({"tr", "li", "article", "dl", "tbody", "section", "fieldset"})
_NO_ROWS = frozenset({"html", "body", "main", "table", "ul", "ol", "form", "nav"})
_PLAIN_CLASS = re.compile(r"[A-Za-z_][\w-]*")
_HIGHEST = 8
_ITEM = re.compile(r"\[(?:\d+|\?@[.\w\[\]]+=='(?:(?!\$\{)[^'\\]|\\.)*')\]")
_OF_ONE_ROW = re.compile(r"""^#|\[name="[^"]*\d""")


def row_sources(
    view: AnswerView, use: Use, places: Sequence[RowPlace], name: RowName, *, request: HttpRequest, changes: Changes
) -> Iterator[RowSource]:
    """Yield how the value of a use is taken from the row that holds a name, proved on the answer. `places` are those
    that say the value there, for the `request` that sends it; `changes` tells what around it changes too.
    """
    if view.holds_links:
        found = chain(_in_page(view, use, places, name, changes), rows_in_scripts(view, use, name))
    else:
        found = chain(
            rows_in_json(view, use, name),
            _beside_name(view, use, name, request, changes),
            rows_in_scripts(view, use, name),
        )
    for one in found:
        if take_value(one.source, view.answer, one.decode, name.known) == use.text:
            yield one


def in_any_item(source: Source) -> Source:
    """Return a source that looks into all items of a list, where it would look into one of them: in which of them a row
    stands differs from pass to pass.
    """
    if isinstance(source, NestedSource) and isinstance(within := source.within, JsonSource) and not within.selector:
        return replace(source, within=replace(within, path=_ITEM.sub("[*]", within.path)))
    return source


def newest_source(view: AnswerView, earlier: AnswerView, use: Use, request: HttpRequest) -> AttributeSource | None:
    """Return how the value is taken from the one row that a page has more than it had earlier, where that is the first
    or the last; None where it is not so.
    """
    for place in places_of(view, use, request):
        held = place.node.attributes[place.attribute]
        for _, source in islice(attribute_sources(view, _tag_of(place), looks_random), 1):
            now, then = list(_held(view, source)), set(_held(earlier, source))
            is_address = place.start or place.attribute in ADDRESSES
            if is_address and then and set(now) - then == {held} and held in (now[0], now[-1]):
                found = replace(source, occurrence=0 if held == now[0] else -1)
                return found if take_value(found, view.answer) == use.text else None
    return None


def _held(view: AnswerView, source: AttributeSource) -> Iterator[str]:
    return (node.attributes.get(source.attribute) or "" for node in view.answer.html.css(source.selector))


def _in_page(
    view: AnswerView, use: Use, places: Sequence[RowPlace], name: RowName, changes: Changes
) -> Iterator[RowSource]:
    written = name.written(in_css)
    for place in places:
        row = _row_around(view, place.node, name.text)
        if row is None:
            continue
        tag = _tag_of(place)
        for source in _first_ones(view, tag, changes):
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
                    tag.value if place.attribute in ADDRESSES or _leads(place, use) else "",
                    place.decode,
                )


def _leads(place: RowPlace, use: Use) -> bool:
    """Tell whether the rest of an attribute says to what the value belongs, as an address does."""
    return place.start > 0 and not place.decode and not is_telling(use.text)


def _first_ones(view: AnswerView, tag: Tag, changes: Changes) -> Iterator[AttributeSource]:
    """Yield sources for the first of its kind in a row; an id or a number in a name belongs to one row only."""
    for _, source in attribute_sources(view, tag, changes):
        if source.occurrence == 0 and not _OF_ONE_ROW.search(source.selector):
            yield source


def _tag_of(place: RowPlace) -> Tag:
    attributes = {name: value or "" for name, value in place.node.attributes.items()}
    held = attributes[place.attribute]
    return Tag(str(place.node.tag), attributes, place.attribute, held, place.start, place.end)


class _Row(NamedTuple):
    """The element that holds both a text and a place, as a selector; `is_own` when it is the place's element itself."""

    selector: str
    is_own: bool
    is_direct: bool


def heights_of_rows(view: AnswerView, places: Sequence[RowPlace], texts: Collection[str]) -> dict[str, int]:
    """Return for each text how many elements are between a place and the nearest that holds it: the nearest row is
    meant.
    """
    heights = dict.fromkeys(texts, _HIGHEST if places else 0)
    for place in places:
        element: LexborNode | None = place.node
        open_texts = set(heights)
        for height in range(_HIGHEST):
            for text in [text for text in open_texts if element is None or _says(view, element, text)]:
                heights[text] = min(heights[text], height)
                open_texts.discard(text)
            if element is None or not open_texts:
                break
            element = element.parent
    return heights


def _row_around(view: AnswerView, node: LexborNode, text: str) -> _Row | None:
    element: LexborNode | None = node
    for height in range(_HIGHEST):
        if element is None or (element.tag in _NO_ROWS and height):  # a form may lead there itself
            return None
        if _says(view, element, text):
            own = text in element.text(deep=False)
            if height == 0:
                return _Row("", True, own)
            selector = _row_selector(element)
            return _Row(selector, False, own) if selector else None
        element = element.parent
    return None


def _said(view: AnswerView, element: LexborNode) -> str:
    """Return all that an element says: of what is around many rows it is asked for each of them. The element is kept
    with it, since another may take its number once it is gone.
    """
    known = OPEN.of(view)
    said: tuple[LexborNode, str] | None = known.get(("said", element.mem_id))
    if said is None:
        said = known["said", element.mem_id] = (element, element.text(deep=True))
    return said[1]


def _says(view: AnswerView, element: LexborNode, text: str) -> bool:
    """Tell whether an element says a text in more than the choices of its lists."""
    said = _said(view, element)
    if text not in said:
        return False
    choices = _choices(view, element) if element.tag != "option" else ()
    return not choices or said.count(text) > sum(choice.count(text) for choice in choices)


def _choices(view: AnswerView, element: LexborNode) -> Sequence[str]:
    """Return what the choices of the lists in an element say."""
    known = OPEN.of(view)
    choices: tuple[LexborNode, list[str]] | None = known.get(("choices", element.mem_id))
    if choices is None:
        texts = [option.text(deep=True) for option in element.css("option")]
        choices = known["choices", element.mem_id] = (element, texts)
    return choices[1]


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


def _beside_name(
    view: AnswerView, use: Use, name: RowName, request: HttpRequest, changes: Changes
) -> Iterator[RowSource]:
    """Yield the value from HTML that stands beside the name in an item of JSON, as a cell with buttons does."""
    parts = list(view.parts_with(use.text))
    for one in named_items(view, name) if parts else ():
        for key, value in one.item.items():
            part = next((each for each in parts if each.piece.text == value and each.view.holds_links), None)
            if part is None:
                continue
            for place in places_of(part.view, use, request):
                for source in _first_ones(part.view, _tag_of(place), changes):
                    within = JsonSource(path=one.path + steps((key,)))
                    yield RowSource(NestedSource(within=within, source=source), decode=place.decode)
