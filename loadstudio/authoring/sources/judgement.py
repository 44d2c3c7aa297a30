"""Whether a sent value is taken from an answer in which it stands, or stands there by accident: what speaks for it and
against it, told to `rank`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import is_identity, is_token_name, names_alike
from loadstudio.authoring.places.routes import redirect_url
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import Changes, base, looks_random
from loadstudio.authoring.sources.attempt import Wanted
from loadstudio.authoring.sources.confirmation import Confirmation, confirmation_of, proofs_of
from loadstudio.authoring.sources.extractor_synthesis import Sighting, sighting_of
from loadstudio.authoring.sources.formulas import is_computed
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight
from loadstudio.authoring.sources.rank import ACCEPTED, REDIRECTED, Evidence, score
from loadstudio.authoring.sources.timeline import Said, Timeline
from loadstudio.http_types.body import text_of
from loadstudio.http_types.headers import get

_FIELD_PLACES = frozenset({"form", "query", "part"})
_TYPED_INTO = frozenset({"text", "search", "email", "tel", "url", "number", "password", "textarea", "date", "time"})
_THOROUGH_FROM = 1.0
_POSITIONAL = frozenset({"args", "params", "arguments", "parameters"})  # what a remote call is given has no names
_RESULTS = frozenset({"$", "$.result", "$.data", "$.value", "$.d", "$.return"})
_REDIRECTS_WITHIN = 6
"""So many requests may stand between a redirect and what it led to: other requests of the page."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A use and the answer (by number) from which its value is taken; `points` as in `rank`."""

    use: Use
    answer: int
    sighting: Sighting
    points: float


class _Seen(NamedTuple):
    """How a value is taken from an answer, as far as what changes around it was `asked` of `changes` and told so."""

    sighting: Sighting | None
    changes: Changes
    asked: dict[str, bool]

    def holds(self, changes: Changes) -> bool:
        """Tell whether it is the same with another knowledge of what changes."""
        return changes == self.changes or all(changes(part) == told for part, told in self.asked.items())


def _noting(changes: Changes, asked: dict[str, bool]) -> Changes:
    def told(part: str) -> bool:
        asked[part] = answer = changes(part)
        return answer

    return told


class Judgement:
    """Judges uses of one draft, with the insight of `begin`; `changes` tells which words around a value are others in
    each pass. `scanned_bytes` is how much text the answers have: in more of it a short value stands sooner by accident.
    """

    def __init__(self, draft: Draft, views: Sequence[AnswerView], timeline: Timeline, scanned_bytes: int) -> None:
        self._draft = draft
        self._views = views
        self._timeline = timeline
        self._scanned_bytes = scanned_bytes
        self._sightings: dict[tuple[int, Wanted], _Seen] = {}
        self._insight = NOTHING_YET
        self.changes: Changes = looks_random

    def begin(self, insight: Insight, changes: Changes) -> None:
        """Judge anew from here on."""
        self._insight = insight
        self._sightings = {}
        self.changes = changes

    def redirected(self, use: Use) -> Candidate | None:
        """Return the candidate for a number in the path, or under a name of ids, to which a redirect led; what was
        redirected had it not.

        That the browser took the whole address from there is no accident, however short the number.
        """
        place = use.slot.place.kind
        is_meant = place == "url" or (place == "query" and is_identity(use.slot.key))
        if not is_meant or not any(symbol.isdigit() for symbol in use.text):
            return None
        answer = self._led_here(use.request)
        if answer is None or self._was_sent(use, answer):
            return None
        sighting = self._sighting(use, answer)
        if sighting is None or sighting.kind != "location":
            return None
        return Candidate(use=use, answer=answer, sighting=sighting, points=REDIRECTED)

    def _was_sent(self, use: Use, redirected: int) -> bool:
        """Tell whether the request that was redirected sent the number itself, in its address or as the same field."""
        request = self._draft.entries[redirected].request
        if use.text in re.split(r"[/;?&=]", request.url):
            return True
        field = f"{use.slot.key}={use.text}"
        return use.slot.place.kind == "query" and field in text_of(request.headers, request.body).split("&")

    def _led_here(self, request: int) -> int | None:
        """Return the answer shortly before a request that redirected to its address."""
        address = self._draft.entries[request].request.url
        for number in range(request - 1, max(-1, request - 1 - _REDIRECTS_WITHIN), -1):
            response = self._views[number].response
            location = get(response.headers, "location") if 300 <= response.status < 400 else ""
            if location and redirect_url(self._draft.entries[number].request.url, location) == address:
                return number
        return None

    def judged(self, use: Use, answer: int, said: Said) -> Candidate | None:
        """Return the candidate from one answer if it is believed."""
        sighting = self._sighting(use, answer)
        if sighting is None:
            return None
        proof = confirmation_of(sighting, use, proofs_of(self._insight, use, answer))
        doubted = use.request in self._insight.doubted
        nameless = not sighting.name  # what is called otherwise is another small number, new or not
        shown = proof is Confirmation.PROVED or (proof is Confirmation.RENEWED and doubted and nameless)
        created = bool(said.first) and self._timeline.follows_change(said.first[0])
        in_xml = sighting.kind == "element" and is_identity(sighting.name)
        identified = sighting.kind == "whole" or in_xml or self._is_called_id(use.text, answer)
        shown = shown or (created and identified and use.slot.key in _POSITIONAL)
        if proof is Confirmation.CONTRADICTED or (_is_choice(use, sighting) and not shown):
            return None
        evidence = Evidence(
            value=use.text,
            scanned_bytes=self._scanned_bytes,
            key=use.slot.key,
            name=sighting.name,
            kind=sighting.kind,
            clean=self._timeline.is_clean(use.text, answer),
            created=created,
            identified=identified,
            prefilled=sighting.visible and use.slot.place.kind in _FIELD_PLACES,
            fragment=use.slot.fragment,
            in_script=said.in_script,
            renewed=proof is Confirmation.RENEWED,
            doubted=doubted,
            proved=proof is Confirmation.PROVED or is_computed(use.reading),
        )
        points = score(evidence)
        return Candidate(use=use, answer=answer, sighting=sighting, points=points) if points >= ACCEPTED else None

    def _is_called_id(self, text: str, answer: int) -> bool:
        """Tell whether JSON calls a text an id, or says it as the whole result of a call."""
        leaves = (leaf for view, _ in self._views[answer].layers() for leaf in view.leaves.get(text, ()))
        return any(is_identity(leaf.name) or leaf.paths[0] in _RESULTS for leaf in leaves)

    def _sighting(self, use: Use, answer: int) -> Sighting | None:
        named = is_token_name(use.slot.key) or use.request in self._insight.doubted or is_computed(use.reading)
        wanted = Wanted(
            text=use.text,
            key=use.slot.key,
            sent_to=self._views[use.request].path if self._views[answer].holds_field_with(use.text) else "",
            in_form=use.slot.place.kind in _FIELD_PLACES,
            thorough=named or base(use.text, max(1, self._scanned_bytes)) >= _THOROUGH_FROM,
        )
        seen = self._sightings.get((answer, wanted))
        if seen is None or not seen.holds(self.changes):
            asked: dict[str, bool] = {}
            noting = wanted._replace(changes=_noting(self.changes, asked))
            hits = self._timeline.hits(use.text, answer)
            refuted = {source for number, source in self._insight.refuted if number == answer}
            proofs = proofs_of(self._insight, use, answer)
            sighting = sighting_of(self._views[answer], hits, noting, proofs, refuted)
            seen = self._sightings[answer, wanted] = _Seen(sighting, self.changes, asked)
        return seen.sighting

    def settled(self, candidate: Candidate) -> Candidate:
        """Describe again how a value is taken, now that it is known what changes around it."""
        if candidate.sighting.kind in ("row", "newest", "field_name"):
            return candidate
        sighting = self._sighting(candidate.use, candidate.answer)
        return msgspec.structs.replace(candidate, sighting=sighting or candidate.sighting)

    def was_typed(self, use: Use) -> bool:
        """Tell whether a person typed the value into a visible field of the last page that has one of this name."""
        if use.slot.place.kind not in _FIELD_PLACES:
            return False
        fields = self._timeline.fields_before(use.slot.key, use.request)
        return any(field.kind in _TYPED_INTO for field in fields) and all(field.value != use.text for field in fields)


def _is_choice(use: Use, sighting: Sighting) -> bool:
    """Tell whether a value is one of the small numbers that mean a count or a place, whatever else is numbered so."""
    is_small = use.text.isdigit() and len(use.text) < 3
    named = use.slot.place.kind == "url" or is_identity(use.slot.key) or names_alike(use.slot.key, sighting.name)
    return is_small and not named
