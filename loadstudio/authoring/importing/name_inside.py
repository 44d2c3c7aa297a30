"""Where a typed user name stands inside a longer sent value: `?id=user:mia`, `/~mia`, `mia@shop.example`.

Pages of a person's own are called so, and each virtual user has its own. Values that hold something random besides,
such as signed ones, are left alone: they are taken from answers whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from loadstudio.authoring.places.codecs import decoded
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.value_look import looks_random

_OWNER_BEFORE = re.compile(
    r"(?:~|@|(?:user|member|people|person|profile|account|author|owner)s?[:/=_-])\Z", re.IGNORECASE
)
_SHORTEST = 3


def slots_with_name(slots: Sequence[Slot], name: str, *, distinct: bool) -> Iterator[Slot]:
    """Yield the parts of a request's slots that say a user name, with more around it; the innermost slots first.

    A name that is not `distinct`, a word that may stand anywhere, counts only after a sign that it is somebody's.
    """
    if len(name) < _SHORTEST:
        return
    word = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])")
    for slot in sorted(slots, key=lambda slot: slot.end - slot.start):
        if slot.fragment or slot.value == name or name not in slot.value or len(slot.codecs) > 1:
            continue
        offsets = decoded(slot.raw, slot.codecs[0]) if slot.codecs else None
        starts = offsets.offsets if offsets is not None else range(len(slot.raw) + 1)
        rest = re.split(r"[^A-Za-z0-9]+", word.sub(" ", slot.value))
        if len(starts) != len(slot.value) + 1 or any(map(looks_random, rest)):
            continue
        for match in word.finditer(slot.value):
            if distinct or _OWNER_BEFORE.search(slot.value[: match.start()]):
                start, end = starts[match.start()], starts[match.end()]
                yield replace(slot, start=slot.start + start, end=slot.start + end, value=name, raw=slot.raw[start:end])
