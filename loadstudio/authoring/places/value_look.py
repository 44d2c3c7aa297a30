"""What a text looks like: made by a machine, words that people read, or one of those that stand everywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import unquote

DISTINCT_FROM = 2.0
"""A `base` over a thousand bytes from here on: where a value stands again, it is the same value."""

_ALPHABETS = (
    (re.compile(r"[0-9]+"), 10),
    (re.compile(r"[0-9a-f-]+|[0-9A-F-]+"), 16),
    (re.compile(r"[0-9a-z_-]+|[0-9A-Z_-]+"), 36),
)
_WIDE_ALPHABET = 62
_BEST_BASE = 9.0
_COMMONPLACE = re.compile(
    r"true|false|null|none|undefined|on|off|yes|no|asc|desc|utf-?8|✓|&#x2713;|get|post|put|patch|delete"
    r"|[a-z]{2}[-_][a-z]{2}|[a-z]{1,3}|submit|save|search|button|iso-8859-1"
    r"|(text|image|audio|video|font|application|multipart)/[a-z0-9.+-]+",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?|\d\d?[./]\d\d?[./]\d{2,4}")
_WORD_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_IN_TURN = re.compile(r"[A-Za-z]\d+[A-Za-z]+\d|\d[A-Za-z]+\d+[A-Za-z]")
_LONGEST_PLAIN_WORD = 12
_ONE_WORD = re.compile(r"(?=.{9,})([a-z]*)[a-z0-9]*")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
_FOLLOWERS = {
    "a": "abcdgiklmnprstuvwy", "b": "aeilorsu", "c": "acehiklorstu", "d": "adeiorsu", "e": "abcdefghilmnopqrstvwxyz",
    "f": "aefilortu", "g": "aehilnorsu", "h": "aeiortu", "i": "abcdefgklmnoprstvz", "j": "aeo", "k": "aeilorsu",
    "l": "adeilostuy", "m": "abeimopsu", "n": "acdefgiklnostuy", "o": "abcdfglmnoprstuvw", "p": "aehiloprstuy",
    "q": "u", "r": "acdefgiklmnoprstuvy", "s": "acehiklopstuy", "t": "aehiloprstuwyz", "u": "abcdegilmnprst",
    "v": "aei", "w": "aehinorw", "x": "cept", "y": "opst", "z": "aei",
}  # fmt: skip
"""The pairs of letters that make up 96 % of those in English and German words; chance makes 40 % of its pairs so."""

type Changes = Callable[[str], bool]
"""Tells whether a part of an address or text is one that changes: `looks_random`, or known from the recording."""


def base(value: str, scanned_bytes: int) -> float:
    """Return minus the power of ten of the accidents to expect among `scanned_bytes` (1 or more); 0 for words, which
    are no accidents but no tokens either.
    """
    if looks_like_words(value):
        return 0.0
    alphabet = next((size for pattern, size in _ALPHABETS if pattern.fullmatch(value)), _WIDE_ALPHABET)
    length = sum(1 for symbol in value if symbol.isalnum())
    distinct = len(set(value))
    power = length * math.log10(min(alphabet, max(2, distinct * 3))) - math.log10(scanned_bytes)
    return max(-1.0, min(_BEST_BASE, power))


def looks_random(value: str) -> bool:
    """Tell whether a text is one that a machine made: an id, a token, a number with many digits."""
    if is_commonplace(value) or is_date(value):
        return False
    if value.isdigit():
        return len(value) >= 4
    return base(value, 1) >= 5.0


def is_made_up(value: str) -> bool:
    """Tell whether a text that is called an id was made by a machine, though chance gave it letters alone: one word of
    no language.
    """
    word = _ONE_WORD.fullmatch(value)
    if looks_random(value) or word is None:
        return looks_random(value)
    has_end_of_digits = value[len(word[1]) :].isdigit() or not value[len(word[1]) :]
    return not (has_end_of_digits and looks_like_words(word[1], surely=True))


def looks_like_words(value: str, *, surely: bool = False) -> bool:
    """Tell whether a text consists of what people read: words, names, years and small numbers; `surely` where it may as
    well be a token of small letters alone.
    """
    bare = _EXTENSION.sub("", unquote(value) if "%" in value else value)
    parts = _WORD_PARTS.findall(bare)
    letters = [part.lower() for part in parts if not part.isdigit()]
    digits = [part for part in parts if part.isdigit()]
    if not letters or any(len(part) > 4 for part in digits):
        return False
    if any(symbol.isspace() for symbol in value):
        return True
    if _IN_TURN.search(value):
        return False
    if sum(map(len, letters)) < 3 * (len(parts) - 1):
        return False  # letters and digits, or capitals and small letters, in turn
    pairs = [(first, second) for part in letters for first, second in pairwise(part)]
    usual = sum(1 for first, second in pairs if second in _FOLLOWERS.get(first, ""))
    if bare.islower() and all(part.isalpha() and len(part) <= _LONGEST_PLAIN_WORD for part in re.split("[-_]", bare)):
        return (
            usual >= 0.8 * len(pairs) if surely else usual >= 0.6 * len(pairs) - 1
        )  # small letters alone: a token of this length would have others too
    unusual_allowed = 0 if digits else 1  # one odd pair makes no word a token; with digits beside it, it may
    return usual >= 0.8 * len(pairs) - unusual_allowed


def is_file_name(value: str) -> bool:
    """Tell whether a text is what people call a page or a file: words with an ending, `Display.html`."""
    return bool(_EXTENSION.search(value)) and looks_like_words(value)


def is_commonplace(value: str) -> bool:
    """Tell whether a value is one of those that stand everywhere: booleans, locales, media types, methods."""
    return bool(_COMMONPLACE.fullmatch(value)) or not any(symbol.isalnum() for symbol in value)


def is_date(value: str) -> bool:
    """Tell whether a text is a date, perhaps with a time."""
    return bool(_DATE.fullmatch(value))
