"""Accident or connection? A score for the claim that a sent value was taken from an answer.

The base is chance: how often a text of this length and alphabet would stand somewhere in the scanned bytes by accident.
Context adds to it, ordinariness takes away. The numbers are powers of ten, so that evidence adds up.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from loadstudio.authoring.places.field_names import is_lock, is_token_name, names_alike
from loadstudio.authoring.places.value_look import base, is_commonplace, is_date, is_file_name, looks_like_words

ACCEPTED = 3.0
"""A score from here on is believed: less than one accident in a thousand recordings."""

REDIRECTED = 9.0
"""The score of what a redirect's address held and the browser then asked for."""

PROVED = 7.0
"""The score of a value whose place holds another one each time, where that is shown to matter."""

_LEAST_BYTES = 50_000  # a recording of less says little about what stands where by accident
type SightingKind = Literal[
    "cookie",
    "json",
    "input",
    "meta",
    "header",
    "location",
    "link",
    "attribute",
    "text",
    "whole",
    "element",
    "row",
    "newest",
    "field_name",
]
HELD_KINDS: frozenset[SightingKind] = frozenset({"input", "meta", "cookie"})
"""Where a page holds a value in order that it is sent back."""

_NUMBERED = re.compile(
    r"(?i:(?:^|[] _.[-])(?:id|uuid|guid|ref|key|number|nr|no|cursor|hash|rev|order|cart|basket|item)s?(?:$|[] _.[-]))"
    r"|Ids?(?:$|[] ])",
)
_CREATED = {"location": 3.0, "json": 3.0, "whole": 3.0, "element": 3.0, "text": 1.0}


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a sent value and of the place in an earlier answer where it stands.

    `key` is the name under which it is sent, `name` the one under which it stands there. `created`: nobody said it
    before an action of the person that changes something (a POST), and that answer or a page after it did.
    `identified`: that answer's JSON calls it an id, or it is all that the answer says. `prefilled`: a visible field of
    the sent form held it. `in_script`: a static script or style sheet holds it too. `renewed`: the journey once more
    found another value in that place; `doubted`: it went wrong with the recorded one; `proved`: another recording sent
    just what stood there.
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
    locked = evidence.kind == "header" and is_lock(evidence.key) and is_lock(evidence.name)
    alike = locked or names_alike(evidence.key, evidence.name)  # `If-Unmodified-Since` says what `Last-Modified` said
    sure_key = bool(is_token_name(evidence.key) or (alike and is_token_name(evidence.name)))
    sure_key = sure_key and not is_file_name(value)  # `/Ticket/Create.html` is a page about tickets
    prefilled = evidence.prefilled and alike and any(symbol.isalpha() for symbol in value)
    points = base(value, max(evidence.scanned_bytes, _LEAST_BYTES))
    if evidence.in_script and points >= ACCEPTED and not evidence.renewed:
        return 0.0  # a constant of the build
    meant = (
        prefilled or locked or (alike and (sure_key or evidence.renewed)) or (evidence.created and evidence.identified)
    )
    if looks_like_words(value) and not meant:
        return 0.0  # a choice of the person, or a name that everybody uses
    if is_commonplace(value) or (is_date(value) and not is_lock(evidence.key)):
        return 0.0
    points += 2.0 if alike else 0.0
    sure_key = sure_key or bool(alike and is_lock(evidence.key))
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
