"""How the id in a row is taken that a script adds by a call, `add_row("12", {"name": "Moss"})`, or keeps in an object,
`{id: 12, name: 'Moss'}`: by a pattern that finds the text of a person in the same call or object.

A row ends where the next one of its kind begins; so a text behind the last row is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.attributes import spots_of
from loadstudio.authoring.places.field_names import same_name
from loadstudio.authoring.places.open_answers import OPEN
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, base
from loadstudio.authoring.sources.row_names import RowName, RowSource
from loadstudio.authoring.sources.row_places import is_id, spots_in
from loadstudio.playback.source_text import in_pattern
from loadstudio.scenario.extractor import JsonSource, NestedSource, RegexSource

_MOST_SPOTS = 40
_MOST_TEXTS = 20
_FARTHEST = 2_000
_MOST_BLANKS = 20
_DEEPEST = 4
_OPENING = {")": "(", "]": "[", "}": "{"}
_QUOTES = ("'", '"')
_BEFORE = ("(", ",", ":", "[")
_AFTER = (")", ",", "}", "]")
_CALLED = re.compile(r"([A-Za-z_$][\w$]*)\Z")
_KEY = re.compile(r"""[{,]\s*(["']?)([A-Za-z_$][\w$-]*)\1\s*:\s*["']?\Z""")
_NO_CALLS = frozenset({"if", "for", "while", "switch", "catch", "function", "with", "return"})
_TEXT = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_HELD = rf"""(?:{_TEXT}|[^"'()\[\]{{}}])*"""
_ARGUMENT = rf"""(?:{_TEXT}|\[{_HELD}\]|\{{{_HELD}\}}|[^,"'()\[\]{{}}])*,"""
_ENDS = r"\)\s*;|</script"
_LEAST_BETWEEN = 300
_IDENTITY_AT_END = re.compile(r"id$", re.IGNORECASE)


class _Bracket(NamedTuple):
    """A bracket that is open at a place: where it stands, and how many commas stand between at its own level."""

    start: int
    commas: int


def is_script(kind: str) -> bool:
    """Tell whether an answer of a media type is a script, like those that add to a page what was just made."""
    return kind.endswith(("javascript", "ecmascript"))


def rows_in_scripts(view: AnswerView, use: Use, name: RowName) -> Iterator[RowSource]:
    """Yield how the value of a use is taken from the call or object that holds a name; whether it is, is to be
    proved. Without a variable nothing tells two of one name apart, so nothing is yielded.
    """
    if not name.variable:
        return
    if not view.leaves:
        if values := _values_of(view, use.text):
            yield from map(RowSource, _sources(view.text, _named(view, name.text), values, use, name))
        return
    says = re.compile(in_pattern(name.text)).search
    holding = (text for text in view.leaves if len(text) > len(name.text) and use.text in text and says(text))
    for text in islice(holding, _MOST_TEXTS):
        values = _values(text, use.text, spots_of(use.text, text))
        for source in _sources(text, _spots(text, name.text), values, use, name):
            for leaf in view.leaves[text]:
                yield RowSource(NestedSource(within=JsonSource(path=leaf.paths[0]), source=source))


def _named(view: AnswerView, name: str) -> tuple[int, ...]:
    """Return where the scripts of an answer say a name: the same ones are asked for by request after request."""
    known = OPEN.of(view)
    if ("named", name) not in known:
        found = _spots(view.text, name)
        known["named", name] = tuple(spot for spot in found if not view.is_page or _is_in_script(view.text, spot))
    spots: tuple[int, ...] = known["named", name]
    return spots


def _values_of(view: AnswerView, wanted: str) -> tuple[int, ...]:
    """Return where an answer says a text as a value of a script: in most it does not, and names need not be sought."""
    known = OPEN.of(view)
    if ("values", wanted) not in known:
        known["values", wanted] = _values(view.text, wanted, spots_in(view, wanted))
    values: tuple[int, ...] = known["values", wanted]
    return values


def _is_in_script(page: str, spot: int) -> bool:
    """Tell whether a place of a page is in a script: `Plants (12)` is a call there, and a count elsewhere."""
    begin = page.rfind("<script", 0, spot)
    return begin >= 0 and page.find("</script", begin, spot) < 0


def _spots(text: str, name: str) -> tuple[int, ...]:
    return tuple(match.start() for match in islice(re.finditer(in_pattern(name), text), _MOST_SPOTS))


def _sources(text: str, named: Sequence[int], values: Sequence[int], use: Use, name: RowName) -> Iterator[RegexSource]:
    """Yield patterns of the values that stand not far from where the name stands, each in the order of the text."""
    seen: set[str] = set()
    near = (start for start in values if _is_near(start, start + len(use.text), named))
    for start in islice(near, _MOST_SPOTS):
        around = _open_at(text, start)
        for bracket in around[:_DEEPEST]:
            pattern = _pattern(text, start, bracket, inner=around[0], use=use, name=name)
            if pattern and pattern not in seen:
                seen.add(pattern)
                yield RegexSource(pattern=pattern)


def _is_near(start: int, end: int, named: Sequence[int]) -> bool:
    """Tell whether the text between two places lies not far from one of some spots."""
    place = bisect_left(named, end - _FARTHEST)
    return place < len(named) and named[place] <= start + _FARTHEST


def _values(text: str, wanted: str, spots: Sequence[int]) -> tuple[int, ...]:
    """Return at which of its spots a text stands as one value of a script, in quotes or without."""
    return tuple(start for start in spots if _is_value(text, start, start + len(wanted)))


def _is_value(text: str, start: int, end: int) -> bool:
    quote = text[start - 1 : start] if text[start - 1 : start] in _QUOTES else ""
    if quote and text[end : end + 1] != quote:
        return False
    before = text[max(0, start - len(quote) - _MOST_BLANKS) : max(0, start - len(quote))].rstrip()
    after = text[end + len(quote) : end + len(quote) + _MOST_BLANKS].lstrip()
    return before[-1:] in _BEFORE and after[:1] in _AFTER and (bool(quote) or text[start:end].isdigit())


def _open_at(text: str, place: int) -> list[_Bracket]:
    """Return the brackets that are open at a place, the innermost first, texts in quotes left out."""
    found: list[_Bracket] = []
    closed: list[str] = []
    commas = 0
    if text[place - 1 : place] in _QUOTES:
        place -= 1
    lowest = max(0, place - _FARTHEST)
    while place > lowest and len(found) < _DEEPEST:
        place -= 1
        sign = text[place]
        if sign in _QUOTES:
            place = _begin_of_text(text, place, lowest)
        elif sign in _OPENING:
            closed.append(_OPENING[sign])
        elif sign in _OPENING.values():
            if not closed:
                found.append(_Bracket(place, commas))
                commas = 0
            elif closed.pop() != sign:
                break
        elif sign == "," and not closed:
            commas += 1
        elif sign == ";" and not closed:
            break
    return found


def _begin_of_text(text: str, end: int, lowest: int) -> int:
    """Return where a text in quotes begins that ends here."""
    begin = text.rfind(text[end], lowest, end)
    while begin > lowest and text[begin - 1] == "\\":
        begin = text.rfind(text[end], lowest, begin)
    return max(begin, lowest)


def _pattern(text: str, start: int, row: _Bracket, *, inner: _Bracket, use: Use, name: RowName) -> str:
    """Return the pattern of a value that stands at `start` in a row, '' where this is no row with the name."""
    key = _KEY.search(text, max(0, start - 100), start)
    called = _called(text, row.start)
    is_listed = text[row.start] == "[" and key is None
    if not _is_meant(key[2] if key else "", use, in_call=bool(called)) or (key is None and row is not inner):
        return ""
    value = r"""([^"'\\<>]+)""" if text[start - 1] in _QUOTES else r"(-?\d+)"
    under = rf"""(?<![\w$-])["']?{re.escape(key[2])}["']?\s*:\s*["']?""" if key else ""
    if not called and not is_listed:
        is_object = key and row is inner and text[row.start] == "{"
        return _in_object(text, (row.start, start), under, value, name) if is_object else ""
    begin = rf"(?<![\w$]){re.escape(called)}\(" if called else r"\["
    if not (beside := _beside(begin, text, row.start, name)):
        return ""
    places = rf"(?:{_ARGUMENT}){{{row.commas}}}\s*[\"']?" if row.commas else r"\s*[\"']?"
    return rf"{begin}{beside}" + (rf"(?:(?!{begin}|{_ENDS}).)*?{under}" if key else places) + value


def _in_object(text: str, span: tuple[int, int], under: str, value: str, name: RowName) -> str:
    """Return the pattern of a value under its key in an object, where the name stands behind or before it."""
    start, place = span
    if behind := _beside(under, text, place, name):
        pattern = under + value + behind
        if _first(pattern, text, name) == place:
            return pattern
    before = _beside(r"\{", text, start, name)
    return rf"\{{{before}(?:(?!\{{|{_ENDS}).)*?{under}{value}" if before else ""


def _beside(begin: str, text: str, start: int, name: RowName) -> str:
    """Return what asks for the name behind a place, before the next row begins, twice as far away as it stands there;
    '' where it does not.
    """
    found = re.compile(in_pattern(name.text)).search(text, start, start + _FARTHEST)
    if found is None:
        return ""
    distance = max(_LEAST_BETWEEN, 2 * (found.start() - start))
    wanted = rf"(?<![A-Za-z0-9]){name.written(in_pattern)}(?![A-Za-z0-9])"
    return rf"(?=(?:(?!{begin}|{_ENDS}).){{0,{distance}}}?{wanted})"


def _first(pattern: str, text: str, name: RowName) -> int:
    match = re.search(pattern.replace(f"${{{name.variable}}}", in_pattern(name.text)), text, re.DOTALL)
    return match.start(1) if match else -1


def _called(text: str, bracket: int) -> str:
    if text[bracket] != "(":
        return ""
    match = _CALLED.search(text, max(0, bracket - 100), bracket)
    return match[1] if match and match[1] not in _NO_CALLS else ""


def _is_meant(key: str, use: Use, *, in_call: bool) -> bool:
    """Tell whether what is sent is the id of a row and not another number that is the same."""
    if key and same_name(key, use.slot.key):
        return True
    if base(use.text, 1000) >= DISTINCT_FROM:
        return True
    if key and not (is_id(key) or in_call):
        return False
    return use.slot.place.kind == "url" or is_id(use.slot.key) or bool(_IDENTITY_AT_END.search(use.slot.key))
