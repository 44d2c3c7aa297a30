"""Keys that a person gave to a page and its script sends with each request (`Authorization: Bearer ...`, `X-Api-Key`):
no answer had them, and the browser of a recording is a fresh one, so they were typed.

What has a recipe of its own or says who it is (a JWT) is no such key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.importing.client_made import recipe
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.sources.index import hits_in

_FIELD = re.compile(r"(?:x-)?(?:api|app|auth|access|private)[-_]?(?:key|token)", re.IGNORECASE)
_BEARER = re.compile(r"(?:Bearer|Token|ApiKey)\s+", re.IGNORECASE)
_SHORTEST = 16


class TypedKey(NamedTuple):
    """A key, and the slots that send it with the numbers of their requests."""

    text: str
    places: tuple[tuple[int, Slot], ...]


def typed_keys(draft: Draft, views: Sequence[AnswerView], slots: Sequence[Sequence[Slot]]) -> Iterator[TypedKey]:
    """Yield the keys in the order in which they are first sent; `slots[i]` are those of the request number i."""
    found: dict[str, list[tuple[int, Slot]]] = {}
    for number, of_request in enumerate(slots):
        for slot in of_request:
            if _may_be_key(draft, number, slot):
                found.setdefault(slot.value, []).append((number, slot))
    for text, places in found.items():
        if not any(_says(view, text) for view in views[: places[0][0]]):
            yield TypedKey(text, tuple(places))


def _may_be_key(draft: Draft, number: int, slot: Slot) -> bool:
    if slot.place.kind != "header" or slot.fragment or slot.raw != slot.value or len(slot.value) < _SHORTEST:
        return False
    field = draft.requests[number].headers[slot.place.number]
    is_bearer = field.name.lower() == "authorization" and bool(_BEARER.match((field.value or "")[: slot.start]))
    if not is_bearer and not (_FIELD.fullmatch(field.name) and slot.value == field.value):
        return False
    return looks_random(slot.value) and not slot.value.startswith("eyJ") and not recipe(slot.value, slot.key)


def _says(view: AnswerView, text: str) -> bool:
    texts = (*(value for _, value in view.response.headers), view.text, *view.hidden_texts())
    return any(hits_in(one, text, view.number) for one in texts)
