"""What of a draft is dynamic: the values taken from answers, those made anew and those typed to log in, each with the
places where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.importing.generated import Made, made_name, made_values, password_made
from loadstudio.authoring.importing.parameterise import Accounts, TypedLogIn
from loadstudio.authoring.importing.propose import Proposal, propose
from loadstudio.authoring.places.apply import Edit
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.sources.candidates import Evaluated
from loadstudio.authoring.sources.insight import Insight
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import Variable
from loadstudio.scenario.template import Hole


class Values:
    """What is dynamic: taken from answers or made anew."""

    def __init__(self, proposals: Sequence[Proposal], made: Sequence[Made]) -> None:
        self.proposals = proposals
        self.made = made

    @classmethod
    def of(cls, draft: Draft, evaluated: Evaluated, accounts: Accounts, insight: Insight) -> Values:
        """Choose and name the values of what was evaluated."""
        named = [made_name(draft, thing, uses) for thing, uses in evaluated.named]
        log_ins = accounts.log_ins
        reserved = {log_in.source.name for log_in in log_ins} | {made.expression for made in named}
        passwords = {text: uses for new in accounts.sign_ups for text, uses in new.passwords.items()}
        for text, uses in passwords.items():
            named.append(password_made(draft, text, uses, reserved))
            reserved.add(named[-1].expression)
        proposals = propose(draft, evaluated.candidates, reserved)
        reserved |= {proposal.variable.name for proposal in proposals}
        known = {text: proposal.variable.name for proposal in proposals for text in proposal.values}
        known |= {made.variable.recorded_value: made.expression for made in named if made.variable}
        for log_in in log_ins:
            columns = zip(log_in.row, log_in.source.columns, strict=True)
            known |= {text: f"{log_in.source.name}.{column}" for text, column in columns if text}
        made = made_values(draft, evaluated.unsaid, reserved, known, insight.sent_again)
        return cls(proposals, (*named, *made))

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables in the order in which they are told."""
        made = (made.variable for made in self.made if made.variable)
        return (*(proposal.variable for proposal in self.proposals), *made)

    @property
    def texts(self) -> frozenset[str]:
        """All their recorded values."""
        taken = {text for proposal in self.proposals for text in proposal.values}
        return frozenset(taken | {use.text for made in self.made for use in made.uses})

    def edits(self) -> Iterable[tuple[int, Edit]]:
        """Yield (number of the request, edit)."""
        for proposal in self.proposals:
            yield from (_edit(use, proposal.variable.name) for use in proposal.uses)
        for made in self.made:
            yield from (_edit(use, made.expression) for use in made.uses)

    def extractors(self) -> Iterable[tuple[int, Extractor]]:
        """Yield (number of the request, extractor)."""
        for proposal in self.proposals:
            yield from ((taking.request, taking.extractor) for taking in proposal.takings)


def _edit(use: Use, expression: str) -> tuple[int, Edit]:
    hole = Hole(expression, use.reading.filters)
    return use.request, Edit(place=use.slot.place, start=use.slot.start, end=use.slot.end, hole=hole)


def typed_edits(log_ins: Sequence[TypedLogIn]) -> Iterable[tuple[int, Edit]]:
    """Yield (number of the request, edit) for what was typed to log in."""
    for use in (use for log_in in log_ins for use in log_in.uses):
        hole = Hole(use.expression, use.filters)
        yield use.request, Edit(place=use.slot.place, start=use.slot.start, end=use.slot.end, hole=hole)
