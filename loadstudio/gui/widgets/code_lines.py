"""Text of a body as lines with coloured pieces: splitting, cutting what is too long, finding JSON's words. No
painting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

Language = Literal["json", "text"]

PREVIEW_CHARS = 200_000
LINE_CHARS = 2_000

_JSON = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null)|(?P<sign>[{}\[\],:])"
)
_TOKENS = {"key": "fifth", "string": "text", "number": "accent", "word": "accent", "sign": "sub"}
_VALUES = frozenset({"string", "number", "word"})


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


def prepare(text: str, language: Language, *, whole: bool = False) -> CodeText:
    """Return a body as lines. JSON in one line is laid out; beyond the preview's length the rest is left off unless
    `whole`.

    Lines over 2,000 characters are broken, so that no line of a megabyte is ever measured.
    """
    is_cut = not whole and len(text) > PREVIEW_CHARS
    shown = text[:PREVIEW_CHARS] if is_cut else text
    if language == "json" and not is_cut:
        shown = _laid_out(shown)
    lines = [part for line in shown.expandtabs(4).splitlines() for part in _broken(line)]
    return CodeText(lines=tuple(lines), language=language, is_cut=is_cut)


def _laid_out(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text  # what is no JSON is shown as it is


def _broken(line: str) -> Iterator[str]:
    if not line:
        yield ""
    for start in range(0, len(line), LINE_CHARS):
        yield line[start : start + LINE_CHARS]


@lru_cache(maxsize=2048)
def pieces_of(line: str, language: Language) -> tuple[Piece, ...]:
    """Return the coloured pieces of a line, covering all that is not blank."""
    if language == "text":
        return (Piece(0, len(line), "text"),) if line else ()
    pieces: list[Piece] = []
    end = 0
    for match in _JSON.finditer(line):
        if line[end : match.start()].strip():
            pieces.append(Piece(end, match.start(), "text"))
        kind = match.lastgroup or "sign"
        pieces.append(Piece(match.start(), match.end(), _TOKENS[kind], kind in _VALUES))
        end = match.end()
    if line[end:].strip():
        pieces.append(Piece(end, len(line), "text"))
    return tuple(pieces)
