"""Texts within an answer that are answers of their own: HTML in a field of JSON, JSON in a script or a hidden field,
XML in JSON, base64 of any of them. Each with the source that gives it, so that a second step finds the value in it.

Rules go by what a text is, never by where an application puts it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from loadstudio.authoring.places.attributes import names_before
from loadstudio.authoring.places.json_leaves import JsonLeaf
from loadstudio.authoring.places.page_parts import FormField, Island, script_selector
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.http_types.headers import Headers
from loadstudio.playback.answer import Answer
from loadstudio.playback.decode import decoded_text
from loadstudio.playback.source_text import css_name
from loadstudio.scenario.extractor import (
    AttributeSource,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
    Source,
)

MOST_PIECES = 500
_MOST_CHARS = 2_000_000
_SHORTEST = 12
_BASE64_BEGINS = r"eyJ|eyA|ew[os]|W3s|W1s|WyI|WyJ|PG[A-Za-z]|PD[8Bi]"
_HOLDS = re.compile(
    r"<[A-Za-z][^<>]*\s(?:value|href|action|content|name|id|class|role|data-[\w-]+)\s*=|<textarea\b", re.IGNORECASE
)
_HTML_FIRST = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|title|form|input|select|option|textarea|button|label|fieldset|a"
    r"|b|i|p|br|hr|div|span|img|table|thead|tbody|tr|td|th|ul|ol|li|dl|h[1-6]|nav|main|section|article|header|footer"
    r"|script|style|link|small|strong|em|svg|turbo-[a-z]+|template)\b",
    re.IGNORECASE | re.DOTALL,
)
_BASE64 = re.compile(rf"(?:{_BASE64_BEGINS})[A-Za-z0-9+/_=-]{{{_SHORTEST},}}")
_JWT = re.compile(r"eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]*")
_PERCENT = re.compile(r"\s*%(?:7B|5B|3C)", re.IGNORECASE)
_ENTITIES = re.compile(r"\s*&lt;[A-Za-z!]")
_IN_JSON = re.compile(
    rf'<[A-Za-z!?]|\\u003[cC][A-Za-z!?]|"\s*[{{\[]\s*[{{\[]?\s*(?:\\"|\\u0022)|"(?:{_BASE64_BEGINS})|"%(?:7B|5B|3C)|&lt;[A-Za-z]'
)
_SIGNS_IN_JSON = ("<", "\\u003", '\\"', "\\u0022", '"ey', '"W', '"PG', '"PD', '"%7', '"%5', "&lt;")
_BEGINS_IN_PAGE = re.compile(
    rf"""=["']\s*(?:<[A-Za-z!]|&lt;[A-Za-z!]|&#0*60;[A-Za-z!]|{_BASE64_BEGINS}|%7B|%5B|%3C|\[\s*["\d\[])""",
    re.IGNORECASE,
)
_NO_TEXTS = frozenset(
    {"class", "style", "src", "href", "d", "id", "name", "value", "alt", "title", "points", "content"}
)
_ASSIGNED = re.compile(r"""[=:]\s*(?:(?=[{\[]\s*["{\[])|(JSON\.parse|atob)\(\s*(?:(atob)\(\s*)?(["']))""")
_NAME_BEFORE = re.compile(r"""["']?([A-Za-z_$][\w$.]*)["']?\s*\Z""")
_CDATA = re.compile(r"<([A-Za-z_][\w:.-]*)([^<>]*)>\s*<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ELEMENT_OF_HTML = re.compile(r"<([A-Za-z_][\w:.-]*)([^<>]*)>(\s*&lt;[A-Za-z!][^<]*)</\1>")
_MOST_IN_PAGE = 20
_MOST_ASSIGNED = 12
_MOST_TRIED = 300


class Piece(NamedTuple):
    """A text in an answer: `within` gives it, `decode` makes it readable, `kind` is its media type."""

    within: Source
    decode: tuple[str, ...]
    text: str
    kind: str


def kind_of(text: str) -> str:
    """Return the media type of what a text is by itself, '' for words: JSON that holds something, HTML with something
    in its attributes, XML.
    """
    first = text.lstrip()[:1]
    if first and first in "{[":
        try:
            document = msgspec.json.decode(text)
        except (ValueError, RecursionError):
            return ""
        return "application/json" if document else ""
    if "<" not in text:
        return ""
    if first == "<" and not _HTML_FIRST.match(text):
        return "application/xml" if text.rstrip().endswith(">") else ""
    return "text/html" if _HOLDS.search(text) else ""


def may_nest_in_json(text: str) -> bool:
    """Tell whether a JSON text may hold texts of that kind; reading it takes much longer."""
    return any(sign in text for sign in _SIGNS_IN_JSON) and _IN_JSON.search(text) is not None


def _in_token(text: str) -> Piece | None:
    """Return what a JWT says, whose middle is JSON in base64 (RFC 7519); its `within` takes that from the token."""
    match = _JWT.fullmatch(text)
    plain = decoded_text(match[1], ("base64",)) if match else None
    if plain and kind_of(plain):
        return Piece(RegexSource(pattern=r"\A[^.]*\.([^.]+)\."), ("base64",), plain, "application/json")
    return None


def pieces_in_json(leaves: Mapping[str, Sequence[JsonLeaf]]) -> Iterator[Piece]:
    """Yield the pieces among the leaves of a JSON body."""
    for text in leaves:
        for decode, plain, kind in _read(text):
            yield from (Piece(JsonSource(path=leaf.paths[0]), decode, plain, kind) for leaf in leaves[text])
        if text.startswith("eyJ") and (token := _in_token(text)):
            for leaf in leaves[text]:
                within = NestedSource(within=JsonSource(path=leaf.paths[0]), source=token.within)
                yield token._replace(within=within)


def pieces_in_headers(headers: Headers) -> Iterator[Piece]:
    """Yield the JSON that header fields hold."""
    seen: dict[str, int] = {}
    for name, value in headers:
        lower = name.lower()
        occurrence = seen[lower] = seen.get(lower, -1) + 1
        if value[:1] in ("{", "[") and lower not in ("nel", "report-to", "set-cookie") and kind_of(value):
            yield Piece(HeaderSource(name=name, occurrence=occurrence), (), value, "application/json")


def pieces_in_page(page: Answer, islands: Sequence[Island], fields: Sequence[FormField]) -> Iterator[Piece]:
    """Yield the pieces of a page: in the JSON that it holds, in its fields, attributes, templates and scripts."""
    for island in islands:
        for text in island.leaves:
            for decode, plain, kind in _read(text):
                path = island.leaves[text][0].paths[0]
                within = JsonSource(path=path, selector=island.selector, attribute=island.attribute)
                yield Piece(within, decode, plain, kind)
    names = Counter(field.name for field in fields)
    for field in fields:
        if names[field.name] == 1:
            found = ((InputSource(name=field.name), one) for one in _read(field.value))
            yield from (Piece(within, *one) for within, one in found)
    yield from _in_attributes(page)
    yield from _in_templates(page)
    yield from _in_scripts(page.text)


def pieces_in_xml(text: str) -> Iterator[Piece]:
    """Yield what stands in the elements of XML, as CDATA or with its signs escaped."""
    for pattern, decode in ((_CDATA, ()), (_ELEMENT_OF_HTML, ("html",))):
        for match in islice(pattern.finditer(text), _MOST_IN_PAGE):
            plain = decoded_text(match[3], decode) or ""
            if kind := kind_of(plain):
                source = RegexSource(pattern=_around(match, cdata=not decode))
                found = re.search(source.pattern, text, re.DOTALL)
                if found is not None and found[1] == match[3]:
                    yield Piece(source, decode, plain, kind)


def _around(match: re.Match[str], *, cdata: bool) -> str:
    """Return a pattern for what an element holds, by its name and those of its attributes that stay."""
    attributes = "[^<>]*" if any(map(looks_random, re.findall(r"[\w.-]+", match[2]))) else re.escape(match[2])
    begin = rf"<{re.escape(match[1])}{attributes}>"
    return rf"{begin}\s*<!\[CDATA\[(.*?)\]\]>" if cdata else rf"{begin}([^<]*)</{re.escape(match[1])}>"


def _read(text: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield (decode, plain text, kind) where a text is more than words."""
    if len(text) < _SHORTEST:
        return
    for begins, decode in ((None, ()), (_ENTITIES, ("html",)), (_PERCENT, ("url",)), (_BASE64, ("base64",))):
        if begins is None:
            plain: str | None = text if text.lstrip()[:1] in ("{", "[") or "<" in text else None
        else:
            plain = decoded_text(text.strip(), decode) if begins.match(text) else None
        if plain and (kind := kind_of(plain)):
            yield decode, plain, kind
            return


def _in_attributes(page: Answer) -> Iterator[Piece]:
    names = dict.fromkeys(name.lower() for name in names_before(page.text, _BEGINS_IN_PAGE))
    for name in islice((name for name in names if name not in _NO_TEXTS), _MOST_IN_PAGE):
        selector = f"[{css_name(name)}]"
        for occurrence, node in enumerate(islice(page.html.css(selector), _MOST_IN_PAGE)):
            for decode, plain, kind in _read(node.attributes.get(name) or ""):
                yield Piece(
                    AttributeSource(selector=selector, attribute=name, occurrence=occurrence), decode, plain, kind
                )


def _in_templates(page: Answer) -> Iterator[Piece]:
    """Yield the HTML that scripts keep in elements which browsers do not show."""
    if 'type="text/' not in page.text and "type='text/" not in page.text:
        return
    seen: set[str] = set()
    for node in page.html.css("script[type^='text/']"):
        if (node.attributes["type"] or "").endswith("javascript"):
            continue
        selector, text = script_selector(node), node.text(deep=True).strip()
        if selector not in seen and (kind := kind_of(text)):
            yield Piece(AttributeSource(selector=selector), (), text, kind)
        seen.add(selector)


def _in_scripts(text: str) -> Iterator[Piece]:
    """Yield what scripts give a name: an object or list, or a string that they parse."""
    if "<script" not in text:
        return
    decoder = json.JSONDecoder()
    found = 0
    end = 0
    for match in islice(_ASSIGNED.finditer(text), _MOST_TRIED):
        name = _NAME_BEFORE.search(text, max(0, match.start() - 80), match.start())
        if match.start() < end or name is None or looks_random(name[1]):
            continue
        made = _parsed(text, match, name) if match[1] else _object(text, match, name, decoder)
        if made is not None:
            piece, end = made
            yield piece
            found += 1
        if found == _MOST_ASSIGNED:
            return


def _object(
    text: str, match: re.Match[str], name: re.Match[str], decoder: json.JSONDecoder
) -> tuple[Piece, int] | None:
    start = match.end()
    try:
        document, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not document or not text[end : end + 60].lstrip(" \t").startswith((";", "\n", "\r", "<", ",", ")")):
        return None
    first, last = re.escape(text[start]), re.escape(text[end - 1])
    begin = rf"(?<![\w$.]){_written(name[0])}{text[match.start()]}\s*({first}.*?{last})"
    for follows in (1, 3, 12):
        source = RegexSource(pattern=begin + re.escape(text[end : end + follows]))
        found = re.search(source.pattern, text, re.DOTALL)
        if found is not None and found[1] == text[start:end]:
            return Piece(source, (), found[1], "application/json"), end
    return None


def _parsed(text: str, match: re.Match[str], name: re.Match[str]) -> tuple[Piece, int] | None:
    quote = match[3]
    string = re.compile(rf"(?:[^\\{quote}]|\\.)*", re.DOTALL).match(text, match.end())
    if string is None:
        return None
    in_base64 = "atob" in (match[1], match[2])
    decode = ("base64",) if in_base64 else ("json",)
    plain = decoded_text(string[0], decode)
    kind = kind_of(plain) if plain else ""
    if not plain or not kind:
        return None
    lead = _written(name[0]) + _written(match[0])
    pattern = rf"(?<![\w$.]){lead}((?:[^\\{quote}]|\\.)*){quote}"
    found = re.search(pattern, text, re.DOTALL)
    if found is None or found[1] != string[0]:
        return None
    return Piece(RegexSource(pattern=pattern), decode, plain, kind), string.end()


def _written(text: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s*", re.escape(text.strip())) + (r"\s*" if text[-1:].isspace() else "")


def within_bounds(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces as long as they are not too many, and not too long together."""
    chars = 0
    for piece in islice(pieces, MOST_PIECES):
        chars += len(piece.text)
        if chars > _MOST_CHARS:
            return
        yield piece


def is_hidden(piece: Piece) -> bool:
    """Tell whether nobody finds the words of a piece in the text that holds it: its letters are others there."""
    return "base64" in piece.decode or "url" in piece.decode


def longest_run(text: str) -> str:
    """Return the longest run of letters and digits of a text, which no spelling changes."""
    runs: list[str] = re.findall(r"[A-Za-z0-9]+", text)
    return max(runs, key=len, default="")
