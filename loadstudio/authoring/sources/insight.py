"""What is known beyond the recording: what the same requests were answered another time, in a replay or in another
recording, and what turned out to be right or wrong.

Only values here; `candidates` weighs them, `repair` and `second_recording` gather them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Place, Slot
from loadstudio.scenario.extractor import Source


class SentPlace(msgspec.Struct, frozen=True):
    """A slot of a draft's request, known by where it stands."""

    request: int
    place: Place
    start: int
    end: int

    @classmethod
    def of(cls, request: int, slot: Slot) -> SentPlace:
        """Return the place of a slot of the request number `request`."""
        return cls(request, slot.place, slot.start, slot.end)


class Repetition(msgspec.Struct, frozen=True):
    """The journey once more. `answers` are those to the draft's requests, by number, as far as they were good ones.
    `sent` is what a browser sent then in the slots of the draft's requests; a replay knows nothing of that.
    """

    answers: Mapping[int, AnswerView]
    sent: Mapping[SentPlace, Slot] = MappingProxyType({})


class Insight(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known. `doubted` are the numbers of requests that went wrong in a replay, or may be why others did.
    `refuted` are sources that gave the wrong value, with the number of their answer; `kept` are sent values (with the
    name under which they are sent) that have to stay as recorded. `renamed` are numbers of requests that add something
    whose name the site takes only once.
    """

    repetitions: tuple[Repetition, ...] = ()
    doubted: frozenset[int] = frozenset()
    refuted: frozenset[tuple[int, Source]] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()
    renamed: frozenset[int] = frozenset()

    def sent_again(self, request: int, slot: Slot) -> str | None:
        """Return what a browser sent another time in the place of a slot, None when nothing is known of that."""
        place = SentPlace.of(request, slot)
        return next((again.sent[place].value for again in self.repetitions if place in again.sent), None)


NOTHING_YET = Insight()
