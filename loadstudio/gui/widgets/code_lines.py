"""Text of a body as lines with coloured pieces: splitting, cutting what is too long, finding words of JSON and HTML.
No painting, nothing of Qt: what is long is prepared in a job.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

Language = Literal["json", "html", "fields", "text"]

PREVIEW_CHARS = 200_000
LINE_CHARS = 2_000
_SHARE_CHARS = 200_000

_JSON = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null)|(?P<sign>[{}\[\],:])"
)
_TOKENS = {"key": "fifth", "string": "text", "number": "accent", "word": "accent", "sign": "sub"}
_VALUES = frozenset({"string", "number", "word"})
_HTML = re.compile(
    r"(?P<comment><!--.*?(?:-->|$))|(?P<open></?[A-Za-z][\w:-]*|/?>|<!\w+)"
    r"""|(?P<name>[A-Za-z_:@][\w:.@-]*)(?==["'])|(?P<equals>=)(?P<value>"[^"<>]*"|'[^'<>]*')"""
    r"|(?P<text>[^<>\s=\"'][^<>=\"']*)"
)
_HTML_TOKENS = {"comment": "faint", "open": "sub", "name": "fifth", "value": "accent", "text": "text"}
_FIELD = re.compile(r"(?P<name>[^:=;\s]+)(?P<sign>:\s*|=)(?P<value>.*)")
_JSON_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\],:]|[^\s{}\[\],:"]+')
_MOST_INDENT = 40


class Piece(msgspec.Struct, frozen=True):
    """A piece of a line: the columns from start to end (exclusive), its colour token, whether it is a value to point
    at."""

    start: int
    end: int
    token: str
    is_value: bool = False


class CodeText(msgspec.Struct, frozen=True, kw_only=True):
    """A body ready to be shown; `is_cut` when only its beginning is here."""

    lines: tuple[str, ...]
    language: Language
    is_cut: bool
    longest: str = ""
    """The line that takes most room."""


def prepare(text: str, language: Language, *, whole: bool = False) -> CodeText:
    """Return a body as lines. JSON is laid out; beyond the preview's length the rest is left off unless `whole`.

    Lines over 2,000 characters are broken, so that no line of a megabyte is ever measured.
    """
    is_cut = not whole and len(text) > PREVIEW_CHARS
    if is_cut:
        text = text[:PREVIEW_CHARS]
    if language == "json":
        text = "\n".join(_indented(text)) if is_cut else _laid_out(text)
    lines: list[str] = []
    longest = ""
    for share in _shares(text):
        found = (share.expandtabs(4) if "\t" in share else share).splitlines()
        longest = max((longest, *found), key=len)
        if len(longest) > LINE_CHARS:
            found = [part for line in found for part in _broken(line)]
            longest = longest[:LINE_CHARS]
        lines += found
    return CodeText(lines=tuple(lines), language=language, is_cut=is_cut, longest=longest)


def _shares(text: str) -> Iterator[str]:
    """Yield a text in shares of whole lines: while a single call goes through megabytes, no other thread can go on."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _SHARE_CHARS) + 1 or len(text)
        yield text[start:end]
        start = end


def _laid_out(text: str) -> str:
    try:
        if len(text) <= PREVIEW_CHARS:
            return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        return msgspec.json.format(text, indent=2)  # of a megabyte in some milliseconds, its escapes as they are
    except (ValueError, RecursionError, msgspec.DecodeError):
        return text  # what is no JSON is shown as it is


def _indented(text: str) -> Iterator[str]:
    """Yield lines of JSON that is cut short, and so cannot be parsed."""
    line, depth, before = "", 0, ""
    for match in _JSON_PARTS.finditer(text):
        part = match.group()
        if part in "]}":
            depth = max(0, depth - 1)
            if before not in "[{":
                yield line
                line = "  " * min(depth, _MOST_INDENT)
            line += part
        elif before and before in "[{,":
            yield line
            line = "  " * min(depth, _MOST_INDENT) + part
        else:
            line += " " + part if before == ":" else part
        depth += part in "[{"
        before = part
    yield line


def _broken(line: str) -> Iterator[str]:
    if not line:
        yield ""
    for start in range(0, len(line), LINE_CHARS):
        yield line[start : start + LINE_CHARS]


def pieces_of(line: str, language: Language) -> tuple[Piece, ...]:
    """Return the coloured pieces of a line, covering all that is not blank."""
    return tuple(first_pieces_of(line, language))


@lru_cache(maxsize=2048)
def first_pieces_of(line: str, language: Language) -> Iterable[Piece]:
    """Return the pieces of a line to go through as far as one sees: those behind are not looked for."""
    if language == "text":
        return (Piece(0, len(line), "text"),) if line else ()
    finders = {"html": _html_pieces, "fields": _field_pieces, "json": _json_pieces}
    return _Found(finders[language](line))


class _Found:
    """What was found so far, and what is found when somebody goes on."""

    def __init__(self, finding: Iterator[Piece]) -> None:
        self._finding = finding
        self._known: list[Piece] = []

    def __iter__(self) -> Iterator[Piece]:
        number = 0
        while True:
            if number == len(self._known):
                piece = next(self._finding, None)
                if piece is None:
                    return
                self._known.append(piece)
            yield self._known[number]
            number += 1


def _json_pieces(line: str) -> Iterator[Piece]:
    end = 0
    for match in _JSON.finditer(line):
        if line[end : match.start()].strip():
            yield Piece(end, match.start(), "text")
        kind = match.lastgroup or "sign"
        yield Piece(match.start(), match.end(), _TOKENS[kind], kind in _VALUES)
        end = match.end()
    if line[end:].strip():
        yield Piece(end, len(line), "text")


def _html_pieces(line: str) -> Iterator[Piece]:
    """Yield the pieces of a line of HTML; texts and the values of attributes can be pointed at, without quotes."""
    end = 0
    for match in _HTML.finditer(line):
        if line[end : match.start()].strip():
            yield Piece(end, match.start(), "text")
        kind = match.lastgroup or "open"
        start, end = match.span(kind)
        if kind == "value":
            yield Piece(match.start(), start + 1, "sub")
            if end - start > 2:
                yield Piece(start + 1, end - 1, "accent", is_value=True)
            yield Piece(end - 1, end, "sub")
        else:
            end -= len(match.group(kind)) - len(match.group(kind).rstrip())
            yield Piece(start, end, _HTML_TOKENS[kind], is_value=kind == "text")
    if line[end:].strip():
        yield Piece(end, len(line), "text")


def _field_pieces(line: str) -> Iterator[Piece]:
    """Yield the pieces of `name: value`, or of `name=value; ...`, whose value ends before its attributes."""
    match = _FIELD.match(line)
    if match is None:
        yield Piece(0, len(line), "text")
        return
    start, end = match.span("value")
    if match["sign"] == "=":
        end = start + len(match["value"].partition(";")[0])
    yield Piece(0, match.end("name"), "fifth")
    yield Piece(match.start("sign"), match.end("sign"), "sub")
    if end > start:
        yield Piece(start, end, "text", is_value=True)
    if end < len(line):
        yield Piece(end, len(line), "sub")
