"""What repetitions of the journey say of the claim that a value is taken from a place of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.spelling import text_read_alike
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.sources.extractor_synthesis import Proof, Sighting, value_from
from loadstudio.authoring.sources.formulas import is_computed
from loadstudio.authoring.sources.insight import Insight, SentPlace

_SHORTEST_TOLD = 4


class Confirmation(IntEnum):
    """What they say: nothing; the place holds another value each time; what was sent then is just what stood there; or
    something else was sent.
    """

    NONE = 0
    RENEWED = 1
    PROVED = 2
    CONTRADICTED = 3


def proofs_of(insight: Insight, use: Use, answer: int) -> list[Proof]:
    """Return the answers of the repetitions, with what was sent then where it is known."""
    proofs: list[Proof] = []
    for repetition in insight.repetitions:
        view = repetition.answers.get(answer)
        if view is not None:
            sent = repetition.sent.get(SentPlace.of(use.request, use.slot))
            computed = sent is None or is_computed(use.reading)
            proofs.append(Proof(view, None if computed or sent is None else text_read_alike(sent, use.reading)))
    return proofs


def confirmation_of(sighting: Sighting, use: Use, proofs: Sequence[Proof]) -> Confirmation:
    """Return what the repetitions say of the claim that the value of `use` is taken as `sighting` says."""
    found = Confirmation.NONE
    for proof in proofs:
        value = value_from(proof.view, sighting.sources[0], sighting.decode)
        if proof.text is not None and value != proof.text:
            return Confirmation.CONTRADICTED
        if value and value != use.text and not _still_holds(proof.view, use.text):
            found = Confirmation.PROVED if proof.text is not None else max(found, Confirmation.RENEWED)
    return found


def _still_holds(view: AnswerView, text: str) -> bool:
    """Tell whether an answer holds a text somewhere; short ones stand everywhere, which means nothing."""
    return len(text) >= _SHORTEST_TOLD and text in view.text
