"""The places of a request where a value may stand: path segments, query, form, parts, headers, JSON leaves, text, and
what is nested in them, each with its way of encoding.

A request's texts are literal here (a draft's), not templates yet. Whether a value is dynamic is `candidates`' question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from loadstudio.authoring.places.batch_text import batched_places
from loadstudio.authoring.places.codecs import Decoded, decoded
from loadstudio.authoring.places.json_text import json_leaves
from loadstudio.scenario.model import Field, FormBody, HttpRequest, MultipartBody, TextBody

_DEPTH = 3
_PLAIN_HEADERS = frozenset({
    "accept", "accept-charset", "accept-encoding", "accept-language", "access-control-request-headers",
    "access-control-request-method", "access-control-request-private-network", "cache-control", "content-encoding",
    "content-language", "content-type", "date", "dnt", "downlink", "ect", "from", "pragma", "priority", "purpose",
    "range", "rtt", "save-data", "service-worker", "transfer-encoding", "upgrade-insecure-requests", "user-agent",
    "via", "x-requested-with",
})  # fmt: skip
_ADDRESS_HEADERS = frozenset({"referer", "origin"})
_SCHEME = re.compile(r"(?:Bearer|Token|JWT|Basic|ApiKey) +(\S+)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://[^/?#\s]+)?/[^\s\"'<>\\]*")
_PAIRS = re.compile(r"[A-Za-z_][\w.%\[\]-]{0,80}=(?!=|$)[^\s&]*(?:&[^\s=&]+=?[^\s&]*)*")
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_NUMBERED = re.compile(r"[A-Za-z_-]+[_-](\d+)")  # the number in `qty_57` is the part that changes
_LONE_TOKEN = re.compile(r"[^\s\"'<>(){}\[\],;&|=]+=*")
_XML_LEAF = re.compile(r"""<([\w:.-]+)[^<>]*>([^<>]+)(?=</)|\s([\w:.-]+)=(?:"([^"<>]+)"|'([^'<>]+)')""")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_KEYED = re.compile(r"([A-Za-z_][\w.]*)\(([^()\s]+)\)")  # a thing by its key, as OData writes it: `Plants(12)`
_KEYED_PATH = re.compile(r"[\w.$-]+(?:\([^()\s]*\))?(?:/[\w.$-]+(?:\([^()\s]*\))?)*/?(?:\?\S*)?")
_KEY = re.compile(r"(?:([A-Za-z_]\w*)=)?(?:'([^']*)'|([^',=]+))")
_SHORTEST_FRAGMENT = 5
_LONGEST_WORD = 200


class Place(NamedTuple):
    """A text of a request: one of its fields by number, the address, or the text of its body."""

    kind: Literal["url", "query", "header", "form", "part", "text"]
    number: int = 0
    attribute: Literal["name", "value"] = "value"


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a place's text and what it says.

    `raw` is the span as it stands, `value` what it says with `codecs` undone (the innermost first, as filters put them
    on again). `key` is the name under which it is sent: a field, a JSON key, a header, or the path segment before it. A
    `fragment` is a part of something that has no structure of its own, a `segment` one of a path, which nobody typed; a
    `weak` slot never makes a value dynamic by itself, but follows when it is.
    """

    place: Place
    start: int
    end: int
    value: str
    raw: str
    key: str = ""
    codecs: tuple[str, ...] = ()
    fragment: bool = False
    segment: bool = False
    weak: bool = False


class _Text(NamedTuple):
    """A decoded text within a place: where its characters came from in `source`, the place's text, and how it is
    encoded there.
    """

    source: str
    text: str
    offsets: tuple[int, ...] | range
    codecs: tuple[str, ...] = ()
    key: str = ""
    depth: int = 0


class _Found(NamedTuple):
    """A span of a `_Text`, still to be decoded by `codec` ('' for none)."""

    start: int
    end: int
    key: str
    codec: str = ""
    fragment: bool = False
    segment: bool = False


def slots_of(request: HttpRequest) -> tuple[Slot, ...]:
    """Return the slots of a request; where they overlap, the outer one comes first."""
    slots = [*_in_url(request), *_in_fields("query", request.query), *_in_headers(request), *_in_body(request)]
    if request.static:
        slots = [msgspec.structs.replace(slot, weak=True) for slot in slots]
    return tuple(slots)


def _in_url(request: HttpRequest) -> Iterator[Slot]:
    text = request.url
    path_start = text.index("/", text.index("//") + 2)
    outer = _Text(text, text, range(len(text) + 1))
    for found in _path_segments(text, path_start, len(text)):
        yield from _slots(Place("url"), outer, found)


def _in_fields(kind: Literal["query", "form"], fields: tuple[Field, ...]) -> Iterator[Slot]:
    for index, field in enumerate(fields):
        codec = ("form" if "+" in (field.value or "") else "url") if field.raw else ""
        value = field.value or ""
        if value:
            found = _Found(0, len(value), field.name, codec)
            yield from _slots(Place(kind, index), _Text(value, value, range(len(value) + 1)), found)
        for word in _WORD.finditer(field.name):
            if any(symbol.isdigit() for symbol in word.group()):
                outer = _Text(field.name, field.name, range(len(field.name) + 1))
                numbered = _NUMBERED.fullmatch(word.group())
                start, end = (word.start() + edge for edge in numbered.span(1)) if numbered else word.span()
                found = _Found(start, end, field.name, "", fragment=True)
                yield from _slots(Place(kind, index, "name"), outer, found)


def _in_headers(request: HttpRequest) -> Iterator[Slot]:
    for index, header in enumerate(request.headers):
        name, value = header.name.lower(), header.value or ""
        if name in _PLAIN_HEADERS or name.startswith("sec-") or not value:
            continue
        outer = _Text(value, value, range(len(value) + 1))
        if name == "cookie":
            for found in _pairs(value, 0, "; "):
                yield from _slots(Place("header", index), outer, found._replace(codec="url"))
            continue
        for slot in _slots(Place("header", index), outer, _Found(0, len(value), header.name)):
            yield msgspec.structs.replace(slot, weak=name in _ADDRESS_HEADERS)


def _in_body(request: HttpRequest) -> Iterator[Slot]:
    match request.body:
        case FormBody(fields=fields):
            yield from _in_fields("form", fields)
        case MultipartBody(parts=parts):
            for index, part in enumerate(parts):
                if part.text and not part.file_name:
                    outer = _Text(part.text, part.text, range(len(part.text) + 1))
                    yield from _slots(Place("part", index), outer, _Found(0, len(part.text), part.name))
        case TextBody(text=text) if text:
            yield from _inside(Place("text"), _Text(text, text, range(len(text) + 1)))
        case _:
            return


def _slots(place: Place, outer: _Text, found: _Found) -> Iterator[Slot]:
    """Yield the slot of a span and those nested in it."""
    raw = outer.text[found.start : found.end]
    inner = decoded(raw, found.codec) if found.codec else Decoded(raw, tuple(range(len(raw) + 1)))
    if inner is None:
        return
    offsets = tuple(outer.offsets[found.start + offset] for offset in inner.offsets)
    codecs = ((found.codec,) if found.codec else ()) + outer.codecs
    yield Slot(
        place=place,
        start=offsets[0],
        end=offsets[-1],
        value=inner.text,
        raw=outer.source[offsets[0] : offsets[-1]],
        key=found.key,
        codecs=codecs,
        fragment=found.fragment,
        segment=found.segment,
    )
    if not found.fragment and outer.depth < _DEPTH:
        yield from _inside(place, _Text(outer.source, inner.text, offsets, codecs, found.key, outer.depth + 1))


def _inside(place: Place, outer: _Text) -> Iterator[Slot]:
    for found in _structure(outer.text, outer.key):
        if (found.start, found.end) != (0, len(outer.text)) or found.codec:
            yield from _slots(place, outer, found)


def _structure(text: str, key: str) -> Iterator[_Found]:
    """Yield the spans into which a text divides by what it looks like: JSON, XML, an address, pairs, quoted, words."""
    if scheme := _SCHEME.fullmatch(text):
        yield _Found(scheme.start(1), scheme.end(1), key)
    elif text[:1] in "{[" and (leaves := json_leaves(text)):
        yield from (_Found(leaf.start, leaf.end, leaf.key, "json" if leaf.quoted else "") for leaf in leaves)
    elif text.startswith("<") and text.endswith(">"):
        yield from _xml_leaves(text)
    elif keyed := _KEYED.fullmatch(text):
        yield from _keys(keyed)
    elif _URL.fullmatch(text) or ("(" in text and _KEYED_PATH.fullmatch(text)):
        yield from _address(text)
    elif batched := batched_places(text):
        yield from (_Found(start, end, name) for start, end, name in batched)
    elif "=" in text and _PAIRS.fullmatch(text):
        yield from _pairs(text, 0)
    elif _MOMENT.fullmatch(text):
        return  # its parts say nothing; as a whole it may be the time of sending
    else:
        yield from _words(text, key)


def _xml_leaves(text: str) -> Iterator[_Found]:
    for match in _XML_LEAF.finditer(text):
        group = next(number for number in (2, 4, 5) if match[number] is not None)
        yield _Found(*match.span(group), (match[1] or match[3]).rpartition(":")[2], "html")


def _keys(keyed: re.Match[str]) -> Iterator[_Found]:
    """Yield the keys of `Plants(12)`, `Plants('moss')`, `Lines(Order=12,Line=3)`."""
    for key in _KEY.finditer(keyed.string, *keyed.span(2)):
        yield _Found(*key.span(2 if key[2] is not None else 3), key[1] or keyed[1])


def _address(text: str) -> Iterator[_Found]:
    bare, mark, fragment = text.partition("#")
    path, question, query = bare.partition("?")
    start = path.index("/", path.index("//") + 2) if "://" in path and path.count("/") > 2 else 0
    if "://" not in path or start:
        yield from _path_segments(path, start, len(path))
    if question:
        yield from _pairs(query, len(path) + 1)
    if mark and "=" in fragment:
        yield from _pairs(fragment, len(bare) + 1)


def _path_segments(text: str, start: int, end: int) -> Iterator[_Found]:
    key = ""
    position = start
    for segment in text[start:end].split("/"):
        bare, semicolon, parameters = segment.partition(";")
        if bare:
            yield _Found(position, position + len(bare), key, "url", segment=True)
            key = bare
        if semicolon:
            yield from _pairs(parameters, position + len(bare) + 1, ";")
        position += len(segment) + 1


def _pairs(text: str, start: int, separator: str = "&") -> Iterator[_Found]:
    position = start
    for piece in text.split(separator):
        name, mark, value = piece.partition("=")
        if mark and value:
            begin = position + len(name) + 1
            yield _Found(begin, begin + len(value), name, "form" if "+" in value else "url")
        position += len(piece) + len(separator)


def _words(text: str, key: str) -> Iterator[_Found]:
    """Yield what may be a value in running text: what stands between signs, then words with a digit in them."""
    seen: set[tuple[int, int]] = {(0, len(text))}
    for token in _LONE_TOKEN.finditer(text):
        if token.span() not in seen:
            seen.add(token.span())
            yield _Found(token.start(), token.end(), _key_before(text, token.start()) or key, "", fragment=True)
    for word in _WORD.finditer(text):
        fits = _SHORTEST_FRAGMENT <= len(word.group()) <= _LONGEST_WORD
        if fits and word.span() not in seen and any(symbol.isdigit() for symbol in word.group()):
            yield _Found(word.start(), word.end(), key, "", fragment=True)


def _key_before(text: str, position: int) -> str:
    """Return the name in `name="`, `name: ` or `<name>` that stands right before a token."""
    match = re.search(r"([A-Za-z_][\w.-]{0,60})[\"']?\s*[:=>]\s*[\"']?$", text[max(0, position - 80) : position])
    return match.group(1) if match else ""
