"""Undoes the encodings in which answers hold values: HTML, addresses, JSON, base64."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable
from urllib.parse import unquote, unquote_plus

import msgspec

from loadstudio.base.errors import InvalidInput

_SCRIPT_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|(')|.)", re.DOTALL)


def decoder(names: tuple[str, ...]) -> Callable[[str], str]:
    """Return what undoes encodings one after another. Raises InvalidInput for one that there is not."""
    unknown = [name for name in names if name not in _DECODERS]
    if unknown:
        raise InvalidInput(f"'{unknown[0]}' is no decoding. There are {', '.join(_DECODERS)}.")
    decoders = tuple(_DECODERS[name] for name in names)

    def decode(text: str) -> str:
        for undo in decoders:
            text = undo(text)
        return text

    return decode


def decoded_text(text: str, names: tuple[str, ...]) -> str | None:
    """Return a text with encodings undone, None when it is not encoded so."""
    try:
        return decoder(names)(text)
    except ValueError:
        return None


def _json_string(text: str) -> str:
    """Undo the escapes of a string of JSON or of a script, which knows `\\x2f` and `\\'` besides."""
    return msgspec.json.decode(f'"{_SCRIPT_ESCAPE.sub(_as_json, text)}"', type=str)


def _as_json(escape: re.Match[str]) -> str:
    if escape[1]:
        return f"\\u00{escape[1]}"
    return "'" if escape[2] else escape[0]


def _base64_text(text: str) -> str:
    compact = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True).decode()
    except binascii.Error as error:
        raise ValueError("no base64") from error


_DECODERS: dict[str, Callable[[str], str]] = {
    "html": html.unescape,
    "url": unquote,
    "form": unquote_plus,
    "json": _json_string,
    "base64": _base64_text,
}
