"""Texts made fit for narrow columns: long addresses may break, endless ones are cut in the middle."""

from __future__ import annotations

import re

import msgspec

from loadstudio.base.sentences import Told

_ZERO_WIDTH_SPACE = "\u200b"
_LONGEST_WORD = 22
_RUN = 18


def breakable(text: str, longest: int = 160) -> str:
    """Return the text with places where long words may break; beyond `longest` characters its middle is left out."""
    return re.sub(rf"\S{{{_LONGEST_WORD + 1},}}", _opened, shortened(text, longest))


def with_told[T: msgspec.Struct](value: T, told: Told, *fields: str) -> T:
    """Return the value with these fields in the language of the reader."""
    return msgspec.structs.replace(value, **{field: told(getattr(value, field)) for field in fields})


def shortened(text: str, longest: int) -> str:
    """Return the text on one line; beyond `longest` characters its middle is left out."""
    clean = "".join(symbol if symbol.isprintable() else " " for symbol in text)
    if len(clean) <= longest:
        return clean
    half = longest // 2
    return f"{clean[:half].rstrip()} … {clean[-half:].lstrip()}"


def _opened(word: re.Match[str]) -> str:
    after_signs = re.sub(r"([/?&=_.:,;-])(?=\w)", rf"\1{_ZERO_WIDTH_SPACE}", word[0])
    return re.sub(
        rf"([^{_ZERO_WIDTH_SPACE}]{{{_RUN}}})(?=[^{_ZERO_WIDTH_SPACE}])", rf"\1{_ZERO_WIDTH_SPACE}", after_signs
    )
