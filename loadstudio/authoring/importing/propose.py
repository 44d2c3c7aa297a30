"""Candidates as variables: one for each value, one for a whole family of values that follow one another in one place,
each with a name, a label and a sentence.

Putting them into the requests is `apply`'s work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.field_names import bare_name
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, base
from loadstudio.authoring.sources.extractor_synthesis import MOST_SOURCES, Sighting
from loadstudio.authoring.sources.judgement import Candidate
from loadstudio.authoring.sources.naming import is_secret, label, times, variable_name, with_article
from loadstudio.authoring.sources.rank import HELD_KINDS
from loadstudio.scenario.extractor import Extractor, Source, looked_with
from loadstudio.scenario.model import Variable


class Taking(msgspec.Struct, frozen=True, kw_only=True):
    """A variable is filled from the answer to the request number `request`."""

    request: int
    extractor: Extractor


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A variable, where it is taken and where it is sent. `values` are its recorded ones, in order; `points` say how
    sure the surest of its uses is, as in `rank`.
    """

    variable: Variable
    takings: tuple[Taking, ...]
    uses: tuple[Use, ...]
    values: tuple[str, ...]
    points: float


class _Group(msgspec.Struct, kw_only=True):
    """Values that one variable holds one after another: from which answer it is first taken, which request uses it
    last.
    """

    texts: list[str]
    candidates: list[Candidate]
    first_taken: int
    last_used: int

    @classmethod
    def of(cls, candidate: Candidate) -> _Group:
        """Return the group of one candidate."""
        use = candidate.use
        return cls(texts=[use.text], candidates=[candidate], first_taken=candidate.answer, last_used=use.request)

    def add(self, candidate: Candidate) -> None:
        """Take in another candidate for the same value."""
        self.candidates.append(candidate)
        self.first_taken = min(self.first_taken, candidate.answer)
        self.last_used = max(self.last_used, candidate.use.request)

    def take(self, other: _Group) -> None:
        """Hold another's values after the own ones."""
        self.texts += other.texts
        self.candidates += other.candidates
        self.first_taken = min(self.first_taken, other.first_taken)
        self.last_used = max(self.last_used, other.last_used)

    @property
    def best(self) -> Candidate:
        strong = (candidate for candidate in self.candidates if not candidate.use.slot.weak)
        return next(strong, self.candidates[0])

    @property
    def field(self) -> tuple[str, str, str]:
        """What the values of one rotating field have in common: the kind of their source, its name, the field's."""
        best = self.best
        kind = "held" if best.sighting.kind in HELD_KINDS else best.sighting.kind
        return kind, bare_name(best.sighting.name or "?"), bare_name(best.use.slot.key or "?")


def propose(draft: Draft, candidates: Iterable[Candidate], reserved: Collection[str] = ()) -> tuple[Proposal, ...]:
    """Return the variables in order of their first use. `reserved` names are given to something else."""
    names = set(reserved)
    proposals: list[Proposal] = []
    for group in _families(_by_text(candidates)):
        best = group.best
        called = best.sighting.name if best.sighting.kind != "row" else ""  # there it is a person's word
        name = variable_name(best.use.slot.key, best.use.slot.place, called, names)
        names.add(name)
        proposals.append(_proposal(draft, group, name))
    return tuple(proposals)


def _by_text(candidates: Iterable[Candidate]) -> list[_Group]:
    """Group the candidates of one value; a short number may be the id of several things, told apart by their names and
    by where they are taken.
    """
    groups: list[_Group] = []
    by_name: dict[tuple[str, str], _Group] = {}
    by_source: dict[tuple[str, int, Source], _Group] = {}
    for candidate in candidates:
        text = candidate.use.text
        named = (text, "" if base(text, 1000) >= DISTINCT_FROM else bare_name(candidate.use.slot.key))
        taken = (text, candidate.answer, candidate.sighting.sources[0])
        group = by_name.get(named) or by_source.get(taken)
        if group is None:
            groups.append(group := _Group.of(candidate))
        else:
            group.add(candidate)
        by_name.setdefault(named, group)
        by_source.setdefault(taken, group)
    return sorted(groups, key=lambda group: (group.first_taken, group.last_used))


def _families(groups: Sequence[_Group]) -> list[_Group]:
    """Join what the same field holds after an earlier value's last use."""
    families: list[_Group] = []
    of_field: dict[tuple[str, str, str], list[_Group]] = {}
    for group in groups:
        rivals = of_field.setdefault(group.field, [])
        family = next((family for family in reversed(rivals) if group.first_taken >= family.last_used), None)
        if family is None:
            families.append(group)
            rivals.append(group)
        else:
            family.take(group)
    return sorted(families, key=lambda family: family.best.use.request)


def _proposal(draft: Draft, group: _Group, name: str) -> Proposal:
    by_answer: dict[int, list[Sighting]] = {}
    for candidate in sorted(group.candidates, key=lambda candidate: -candidate.points):
        by_answer.setdefault(candidate.answer, []).append(candidate.sighting)
    takings = tuple(
        Taking(request=answer, extractor=_extractor(name, by_answer[answer])) for answer in sorted(by_answer)
    )
    called = label(name, group.texts[0])
    variable = Variable(
        name=name,
        label=called,
        source_request_id=draft.requests[takings[0].request].id,
        recorded_value=group.texts[0],
        explanation=_explanation(draft, group, called),
        secret=is_secret(name, group.texts[0]),
    )
    uses = tuple(candidate.use for candidate in group.candidates)
    points = max(candidate.points for candidate in group.candidates)
    return Proposal(variable=variable, takings=takings, uses=uses, values=tuple(group.texts), points=points)


def _extractor(name: str, sightings: Sequence[Sighting]) -> Extractor:
    """Join what several uses found in one answer, as far as it is decoded alike."""
    decode = sightings[0].decode
    sources = dict.fromkeys(
        source for sighting in sightings if sighting.decode == decode for source in sighting.sources
    )
    kept = sightings[0].sources if len(sightings[0].sources) == 1 else tuple(sources)[:MOST_SOURCES]
    return Extractor(variable=name, sources=kept, decode=decode)


_WHERE_FROM = {
    "input": "contains a hidden {label}, {sent}",
    "meta": "contains {a_label} for its script, {sent}",
    "cookie": "sets the cookie {name}, {sent} under the name {key} too",
    "location": "leads on to an address with {a_label}, {sent}",
    "link": "shows {a_label}, {sent}",
    "attribute": "shows {a_label}, {sent}",
    "field_name": "shows {a_label}, {sent}",
    "text": "shows {a_label}, {sent}",
    "newest": "shows {a_label} in its newest row, {sent}. Nothing in that row says whose it is: where several people "
    "add something at the same moment, one may open another's",
    "row": "shows {a_label} in the row of what you called “{name}”, {sent}",
    "row_of_one_name": "shows {a_label} in the row of what you called “{name}”, {sent}. Each pass calls it so, "
    "since the site shows no other name that is sent: where several people add one at the same moment, one may open "
    "another's",
}


def _kind(sighting: Sighting) -> str:
    of_one_name = sighting.kind == "row" and not any("${" in text for text in looked_with(sighting.sources[0]))
    return "row_of_one_name" if of_one_name else sighting.kind


def _explanation(draft: Draft, group: _Group, called: str) -> str:
    best = group.best
    sent_by = {candidate.use.request for candidate in group.candidates if not candidate.use.slot.weak}
    pattern = _WHERE_FROM.get(_kind(best.sighting), "answers with {a_label}, {sent}")
    if best.sighting.visible:
        pattern = "fills in the field '{name}', {sent}"
    sentence = pattern.format(
        label=called,
        a_label=with_article(called),
        name=best.sighting.name,
        key=best.use.slot.key,
        sent=_where(best, len(sent_by)),
    )
    again = " It is new at every visit." if len(group.texts) > 1 else ""
    return f"{draft.step_of(draft.requests[group.first_taken]).name} {sentence}.{again}"


def _where(best: Candidate, count: int) -> str:
    if count == 1 and best.use.slot.place.kind in ("form", "part") and best.sighting.kind == "input":
        return "sent with the form"
    return f"{'sent by' if best.sighting.kind == 'cookie' else 'used in'} {times(count)}"
