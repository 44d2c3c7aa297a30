"""Spellings of a value: how requests encode it, undone with a map back to the recorded text, and how answers write it.

The encoders are the template's filters (`playback.encode`). Nothing here knows where a value stands.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote, quote_plus, unquote

from loadstudio.http_types.url import encode_component
from loadstudio.playback.encode import filtered

_ESCAPES: Mapping[str, re.Pattern[str]] = {
    "url": re.compile(r"(?:%[0-9A-Fa-f]{2})+"),
    "form": re.compile(r"(?:%[0-9A-Fa-f]{2})+|\+"),
    "html": re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"),
    "json": re.compile(r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})|\\u[0-9A-Fa-f]{4}|\\."),
}
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_ENTITY_NAMES = {"&": ("amp",), "<": ("lt",), ">": ("gt",), '"': ("quot",), "'": ("apos",), "+": ("plus",)}
_ENTITY_NAMES |= {"=": ("equals",), "/": ("sol",), ":": ("colon",), " ": ("nbsp",), "@": ("commat",)}


class Decoded(NamedTuple):
    """A text with its escapes undone: `offsets[i]` is where character i began, its last item the old length."""

    text: str
    offsets: tuple[int, ...]


def decoded(raw: str, codec: str) -> Decoded | None:
    """Undo `url`, `form`, `html` or `json` escapes; None when an escape stands for no character."""
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _ESCAPES[codec].finditer(raw):
        pieces.append(raw[position : match.start()])
        offsets += range(position, match.start())
        meant = _meaning(match.group(), codec)
        if meant is None:
            return None
        pieces.append(meant.text)
        offsets += (match.start() + offset for offset in meant.offsets)
        position = match.end()
    pieces.append(raw[position:])
    offsets += range(position, len(raw) + 1)
    return Decoded("".join(pieces), tuple(offsets))


def _meaning(escape: str, codec: str) -> Decoded | None:
    if escape == "+":
        return Decoded(" ", (0,))
    try:
        text = _UNESCAPE[codec](escape)
    except ValueError:
        return None
    if codec in ("json", "html"):
        return Decoded(text, (0,) * len(text))
    starts = accumulate((3 * len(symbol.encode()) for symbol in text), initial=0)
    return Decoded(text, tuple(starts)[:-1])


def _strictly_unquoted(escape: str) -> str:
    return unquote(escape, errors="strict")


_UNESCAPE: Mapping[str, Callable[[str], str]] = {
    "json": lambda escape: str(json.loads(f'"{escape}"')),
    "html": html.unescape,
    "url": _strictly_unquoted,
    "form": _strictly_unquoted,
}


def base64_readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield (what is inside, filter) when `text` is base64 of readable text, written as the filter writes it."""
    if not _BASE64.fullmatch(text):
        return
    for name, alphabet in (("base64", None), ("base64url", b"-_")):
        try:
            inside = base64.b64decode(text + "=" * (-len(text) % 4), alphabet, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if inside.isprintable() and filtered(inside, (name,)) == text:
            yield inside, name
            return


def base64_of_hex(text: str) -> Iterator[str]:
    """Yield the bytes that hexadecimal digits stand for in base64, with either alphabet, padded or not."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        written = encode(bytes.fromhex(text)).decode()
        yield from dict.fromkeys((written, written.rstrip("=")))


def spellings(text: str) -> str:
    """Return a regular expression for `text` as answers write it: plain, percent-encoded (once or twice, both hex
    cases), HTML entities (named, decimal, hex), JSON and JavaScript escapes, and any mixture of them.
    """
    return "".join(symbol if symbol.isascii() and symbol.isalnum() else _spelling(symbol) for symbol in text)


def _spelling(symbol: str) -> str:
    code = ord(symbol)
    ways = [re.escape(symbol)]
    percent = "".join(f"%{byte:02x}" for byte in symbol.encode())
    ways.append(_any_case(percent))
    ways.append(_any_case(percent.replace("%", "%25")))
    ways.append(f"&#0*{code};")
    ways.append(f"&#[xX]0*{_any_case(f'{code:x}')};")
    ways += (f"&{name};" for name in _ENTITY_NAMES.get(symbol, ()))
    if code < 0x10000:
        ways.append(r"\\+u" + _any_case(f"{code:04x}"))
    if code < 0x100:
        ways.append(r"\\+x" + _any_case(f"{code:02x}"))
    if symbol in "\"'/\\":
        ways.append(r"\\+" + re.escape(symbol))
    if symbol == " ":
        ways.append(r"\+")
    return f"(?:{'|'.join(ways)})"


def _any_case(text: str) -> str:
    return "".join(f"[{symbol}{symbol.upper()}]" if symbol in "abcdef" else re.escape(symbol) for symbol in text)


def unquoted(text: str) -> str | None:
    """Return `text` with percent escapes undone, or None when it has none or they are no UTF-8."""
    if "%" not in text:
        return None
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None
    return (
        plain if plain != text and text in (quote(plain, safe=""), quote_plus(plain), encode_component(plain)) else None
    )
