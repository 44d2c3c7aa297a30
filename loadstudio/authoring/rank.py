"""Accident or connection? A score for the claim that a sent value was taken from an answer.

The base is chance: how often a text of this length and alphabet would stand somewhere in the scanned bytes by accident.
Context adds to it, ordinariness takes away. The numbers are powers of ten, so that evidence adds up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote

import msgspec

ACCEPTED = 3.0
"""A score from here on is believed: less than one accident in a thousand recordings."""

REDIRECTED = 9.0
"""The score of what a redirect's address held and the browser then asked for."""

PROVED = 7.0
"""The score of a value whose place holds another one each time, where that is shown to matter."""

_LEAST_BYTES = 50_000  # a recording of less says little about what stands where by accident

DISTINCT_FROM = 2.0
"""A `base` over a thousand bytes from here on: where a value stands again, it is the same value."""

type SightingKind = Literal[
    "cookie", "json", "input", "meta", "header", "location", "link", "attribute", "text", "row", "newest"
]

HELD_KINDS: frozenset[SightingKind] = frozenset({"input", "meta", "cookie"})
"""Where a page holds a value in order that it is sent back."""

_ALPHABETS = (
    (re.compile(r"[0-9]+"), 10),
    (re.compile(r"[0-9a-f-]+|[0-9A-F-]+"), 16),
    (re.compile(r"[0-9a-z_-]+|[0-9A-Z_-]+"), 36),
)
_WIDE_ALPHABET = 62
_BEST_BASE = 9.0
_SURE_TOKENS = re.compile(
    r"csrf|xsrf|token|nonce|viewstate|eventvalidation|authenticity|antiforgery|session|sid$|jwt|bearer|authori[sz]ation"
    r"|assertion|saml|relaystate|execution|(^|[_-])(state|code|challenge|signature|ticket|lt)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?i:(?:^|[] _.[-])(?:id|uuid|guid|ref|key|number|nr|no|cursor|hash|rev|order|cart|basket|item)s?(?:$|[] _.[-]))"
    r"|Ids?(?:$|[] ])",
)
_IDENTITY = re.compile(r"(?:^|_)(?:id|pk|uuid|guid|ref|reference|number)$|(?:Id|Ref|Number)$")
_CREATED = {"location": 3.0, "json": 3.0, "text": 1.0}
_COMMONPLACE = re.compile(
    r"true|false|null|none|undefined|on|off|yes|no|asc|desc|utf-?8|✓|&#x2713;|get|post|put|patch|delete"
    r"|[a-z]{2}[-_][a-z]{2}|[a-z]{1,3}|submit|save|search|button|iso-8859-1"
    r"|(text|image|audio|video|font|application|multipart)/[a-z0-9.+-]+",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?|\d\d?[./]\d\d?[./]\d{2,4}")
_VERSIONS = re.compile(
    r"updated|modified|changed|last_?activity|stamp|etag|if-match|revision|(^|[_.\[-])(lock_?)?version|lockversion",
    re.IGNORECASE,
)
_WORD_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_IN_TURN = re.compile(r"[A-Za-z]\d+[A-Za-z]+\d|\d[A-Za-z]+\d+[A-Za-z]")
_LONGEST_PLAIN_WORD = 12
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


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a sent value and of the place in an earlier answer where it stands.

    `key` is the name under which it is sent, `name` the one under which it stands there. `created`: nobody said it
    before an action of the person that changes something (a POST), and that answer or a page after it did.
    `identified`: that answer's JSON calls it an id. `prefilled`: a visible field of the sent form held it. `in_script`:
    a static script or style sheet holds it too. `renewed`: the journey once more found another value in that place;
    `doubted`: it went wrong with the recorded one; `proved`: another recording sent just what stood there.
    """

    value: str
    scanned_bytes: int
    key: str = ""
    name: str = ""
    kind: SightingKind = "text"
    clean: bool = True
    created: bool = False
    identified: bool = False
    prefilled: bool = False
    fragment: bool = False
    in_script: bool = False
    renewed: bool = False
    doubted: bool = False
    proved: bool = False


def score(evidence: Evidence) -> float:
    """Return how sure it is that the value comes from there; `ACCEPTED` is enough."""
    value = evidence.value
    if evidence.proved or (evidence.renewed and evidence.doubted):
        return PROVED - (0.0 if evidence.clean else 2.0) - (1.0 if evidence.fragment else 0.0)
    alike = names_alike(evidence.key, evidence.name)
    sure_key = bool(is_token_name(evidence.key) or (alike and is_token_name(evidence.name)))
    prefilled = evidence.prefilled and alike and any(symbol.isalpha() for symbol in value)
    points = base(value, max(evidence.scanned_bytes, _LEAST_BYTES))
    if evidence.in_script and points >= ACCEPTED and not evidence.renewed:
        return 0.0  # a constant of the build
    meant = prefilled or (alike and (sure_key or evidence.renewed)) or (evidence.created and evidence.identified)
    if looks_like_words(value) and not meant:
        return 0.0  # a choice of the person, or a name that everybody uses
    if is_commonplace(value) or (_DATE.fullmatch(value) and not _VERSIONS.search(evidence.key)):
        return 0.0
    points += 2.0 if alike else 0.0
    sure_key = sure_key or bool(alike and _VERSIONS.search(evidence.key))
    points += 2.5 if sure_key else 1.0 if _NUMBERED.search(f"{evidence.key} {evidence.name}") else 0.0
    points += _CREATED.get(evidence.kind, 2.5) if evidence.created else 0.0
    points += 1.0 if evidence.identified and not sure_key else 0.0
    points += 4.0 if prefilled else 0.0
    points += 1.0 if evidence.kind in HELD_KINDS and alike else 0.0
    renewed = evidence.renewed and alike
    points -= 3.0 if value.isdigit() and len(value) < 3 and not (evidence.created or sure_key or renewed) else 0.0
    points += 3.0 if renewed else 0.0
    points -= 0.0 if evidence.clean else 2.0
    points -= 1.0 if evidence.fragment else 0.0
    return points


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
    if is_commonplace(value) or _DATE.fullmatch(value):
        return False
    if value.isdigit():
        return len(value) >= 4
    return base(value, 1) >= 5.0


def looks_like_words(value: str) -> bool:
    """Tell whether a text consists of what people read: words, names, years and small numbers."""
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
        return usual >= 0.6 * len(pairs) - 1  # small letters alone: a token of this length would have others too
    unusual_allowed = 0 if digits else 1  # one odd pair makes no word a token; with digits beside it, it may
    return usual >= 0.8 * len(pairs) - unusual_allowed


def is_commonplace(value: str) -> bool:
    """Tell whether a value is one of those that stand everywhere: booleans, locales, media types, methods."""
    return bool(_COMMONPLACE.fullmatch(value)) or not any(symbol.isalnum() for symbol in value)


def is_token_name(name: str) -> bool:
    """Tell whether a field of this name holds a token by the field's custom: csrf, state, session and the like."""
    return bool(_SURE_TOKENS.search(name))


def is_lock(name: str) -> bool:
    """Tell whether a field of this name says in which state something was read: `lock_version`, `If-Match`."""
    return bool(_VERSIONS.search(name))


def is_identity(name: str) -> bool:
    """Tell whether a field of this name identifies something: `id`, `order_id`, `orderRef`, `uuid`."""
    return bool(_IDENTITY.search(name))


def names_alike(first: str, second: str) -> bool:
    """Tell whether two names may mean the same: the same field, or both a token by their names."""
    return same_name(first, second) or (is_token_name(first) and is_token_name(second))


def same_name(first: str, second: str) -> bool:
    """Tell whether two names mean the same field: `X-CSRF-Token` and `csrf_token`, `orders` and `order_id`."""
    return bool(first) and bare_name(first) == bare_name(second)


def ends_alike(name: str, other: str) -> bool:
    """Tell whether a name means the same as another, at its end: `item_set-0-order` and `orders`."""
    return same_name(name, other) or same_name(re.split(r"[-.:\[\]]+", name.rstrip("]"))[-1], other)


def bare_name(name: str) -> str:
    """Return what names of one field have in common: `list` for `lists`, `listId` and `item[list_id]`."""
    last = re.split(r"[.\[\]]+", name.rstrip("]"))[-1] or name
    plain = re.sub(r"[^a-z0-9]", "", last.lower())
    plain = plain.removeprefix("x") if plain.startswith(("xcsrf", "xxsrf", "xauth", "xtoken", "xsession")) else plain
    return re.sub(r"(?<=...)(?:s|ids?)$", "", plain)
