"""Sent values that are the time of sending: in seconds, milliseconds, microseconds or ISO 8601, alone or in a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.spelling import Reading
from loadstudio.authoring.places.use import Use
from loadstudio.base.clock import parse_iso

_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_UNITS = ((10, "s", 1.0), (13, "ms", 1e3), (16, "us", 1e6))
_CLOCK_PART = re.compile(r"(?<!\d)(?:\d{13}|\d{10})(?!\d)")
_CLOCK_REACH_S = 3600.0
_AHEAD_S = 5.0


def clock_parts(draft: Draft, uses: Sequence[Use]) -> list[Use]:
    """Return the times that stand within values, as in `jQuery_1699999999999`; [] unless all have one."""
    parts: list[Use] = []
    for use in uses:
        match = _CLOCK_PART.search(use.text) if use.slot.raw == use.text else None
        if match is None or match.group() == use.text:
            return []
        start = use.slot.start + match.start()
        slot = msgspec.structs.replace(
            use.slot, start=start, end=start + len(match.group()), raw=match.group(), value=match.group()
        )
        parts.append(Use(use.request, slot, Reading(match.group(), ())))
    return parts if clock(draft, parts) else []


def clock(draft: Draft, uses: Iterable[Use]) -> str:
    """Return the generator of a time that moves with the request, or ''."""
    for use in uses:
        sent_s = draft.entries[use.request].started_us / 1e6
        unit, value_s = _time_of(use.text)
        if not unit or not -_CLOCK_REACH_S <= value_s - sent_s <= _AHEAD_S:
            return ""
    return f"now('{unit}')"


def _time_of(text: str) -> tuple[str, float]:
    if _ISO.fullmatch(text):
        try:
            moment: datetime = parse_iso(text)
        except ValueError:
            return "", 0.0
        return "iso", moment.timestamp()
    for digits, unit, factor in _UNITS:
        if len(text) == digits and text.isascii() and text.isdigit():
            return unit, int(text) / factor
    return "", 0.0
