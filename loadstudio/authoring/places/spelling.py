"""What a slot says and how it is written there again: the value, and the filters that make the recorded text of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loadstudio.authoring.places.codecs import base64_of_hex, base64_readings, unquoted
from loadstudio.authoring.places.slots import Slot
from loadstudio.playback.encode import filtered

_ONE_CASE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])(?:[0-9A-Z-]{8,}|[0-9a-z-]{8,})")

_EVEN_HEX = re.compile(r"(?:[0-9a-f]{2}){8,512}")
_TOKEN = re.compile(r"[A-Za-z0-9](?:[\w.+/=-]*[\w+/=-])?", re.ASCII)

type Filters = tuple[str, ...]


class Reading(NamedTuple):
    """A value and the filters that write it as recorded. `exact` when they give the very same characters, else only the
    same meaning (`%2b` for `%2B`).
    """

    text: str
    filters: Filters
    exact: bool = True


def readings_of(slot: Slot, *, is_raw_field: bool = False) -> tuple[Reading, ...]:
    """Return the readings of a slot, the plain one first: its value, its text as it stands, what is encoded in it."""
    found: dict[str, Reading] = {}
    for reading in _readings(slot, is_raw_field):
        found.setdefault(reading.text, reading)
    return tuple(found.values())


def text_read_alike(slot: Slot, reading: Reading) -> str:
    """Return what another slot says when it is read as `reading` reads its own; its plain value where it cannot be."""
    readings = readings_of(slot)
    return next((other.text for other in readings if other.filters == reading.filters), slot.value)


def _readings(slot: Slot, is_raw_field: bool) -> Iterator[Reading]:
    yield _reading(slot.value, slot, slot.codecs, is_raw_field)
    others: list[tuple[str, Filters]] = [(slot.raw, ())] if slot.raw != slot.value else []
    if plain := unquoted(slot.value):
        others.append((plain, ("url", *slot.codecs)))
    for inside, name in base64_readings(slot.value):
        others.append((inside, (name, *slot.codecs)))
        others += ((token, (*around, name, *slot.codecs)) for token, around in _tokens_in(inside))
    if _EVEN_HEX.fullmatch(slot.value):
        others += ((text, ("base64hex", *slot.codecs)) for text in base64_of_hex(slot.value))
    if _ONE_CASE.fullmatch(slot.value):
        changed = "upper" if slot.value.isupper() else "lower"
        others.append((slot.value.swapcase(), (changed, *slot.codecs)))
    for text, filters in others:
        reading = _reading(text, slot, filters, is_raw_field)
        if reading.exact:
            yield reading


def _tokens_in(inside: str) -> Iterator[tuple[str, Filters]]:
    """Yield each part of a text between its signs, with the filters that put the rest around it: `api:` before it."""
    for match in _TOKEN.finditer(inside):
        before, after = inside[: match.start()], inside[match.end() :]
        if (before or after) and not ("'" in before + after or "\n" in before + after):
            around = (("before", before), ("after", after))
            yield match.group(), tuple(f"{name}('{text}')" for name, text in around if text)


def _reading(text: str, slot: Slot, codecs: Filters, is_raw_field: bool) -> Reading:
    """Choose filters: those of the place, fewer where nothing needed escaping, others that give the same text."""
    with_form = tuple("form" if name == "url" else name for name in codecs)
    choices = (codecs, with_form, codecs[1:], codecs[:-1], ())
    for filters in (_written(choice, is_raw_field) for choice in choices):
        if filtered(text, filters) == slot.raw:
            return Reading(text, filters)
    return Reading(text, _written(codecs, is_raw_field), exact=False)


def _written(filters: Filters, is_raw_field: bool) -> Filters:
    """A raw field percent-encodes a hole without filters; `json` leaves the text of a token as it is."""
    return ("json",) if is_raw_field and not filters else filters
