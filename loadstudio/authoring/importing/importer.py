"""From a recording to a scenario that replays: draft, log-in, changing values, checks, and a sentence for each thing
that was done. The one door for commands and window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec

from loadstudio.authoring.drafting.draft import Draft, draft_of
from loadstudio.authoring.importing.checks import checks_of
from loadstudio.authoring.importing.findings import Finding, about_cookies, about_hosts, about_locks, about_log_ins
from loadstudio.authoring.importing.generated import Made, made_name, made_values, password_made
from loadstudio.authoring.importing.parameterise import Accounts, TypedLogIn, auth_of, typed_accounts
from loadstudio.authoring.importing.propose import Proposal, propose
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.apply import Edit, with_holes
from loadstudio.authoring.places.open_answers import OPEN
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.sources.candidates import Decided, Evaluated, Evaluation, Span
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight, SentPlace
from loadstudio.base.ids import new_id, slug
from loadstudio.http_types.url import without_credentials
from loadstudio.recording.entry import Recording
from loadstudio.scenario.edit import set_host_kept
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import HttpRequest, Scenario, Step, Variable
from loadstudio.scenario.template import Hole, parse

type Progress = Callable[[float, str], None]

_SHARES = {"": 0.0, "draft": 0.02, "accounts": 0.15, "scan": 0.5, "values": 0.9, "checks": 1.0}
"""How much of the work is done when a part of it is over, as measured with large recordings."""


class RecordedTable(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of the data source `name`, as typed in the recording."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """How sure a changing value is (points as in `rank`), and its recorded texts with the names they are sent under."""

    points: float
    sent: frozenset[tuple[str, str]]


class ImportResult(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario, the first rows of its data sources (in their order), what a person should know, the origins of the
    values taken from answers, by variable, and the expression of each place that is dynamic.
    """

    scenario: Scenario
    tables: tuple[RecordedTable, ...]
    findings: tuple[Finding, ...]
    origins: Mapping[str, Origin] = MappingProxyType({})
    expressions: Mapping[SentPlace, str] = MappingProxyType({})


def scenario_from(
    recording: Recording,
    *,
    name: str,
    recording_file: str,
    keep_hosts: Sequence[str] = (),
    correlate: bool = True,
    progress: Progress | None = None,
) -> ImportResult:
    """Return the scenario of a recording; the arguments are `Analysis`'.

    Raises InvalidInput when the recording holds no request to a site that can be replayed.
    """
    analysis = Analysis(
        recording,
        name=name,
        recording_file=recording_file,
        keep_hosts=keep_hosts,
        correlate=correlate,
        progress=progress,
    )
    return analysis.result(progress=progress)


class Analysis:
    """A recording looked through once: it gives a scenario, and another one of the same requests (with the same ids)
    when more is known.
    """

    def __init__(
        self,
        recording: Recording,
        *,
        name: str,
        recording_file: str,
        keep_hosts: Sequence[str] = (),
        drop_hosts: Sequence[str] = (),
        correlate: bool = True,
        progress: Progress | None = None,
    ) -> None:
        """`recording_file` is its path relative to the scenario's folder. Requests to `drop_hosts` are there, but
        switched off. Without `correlate` changing values stay as recorded. `progress` is told (share done, what is
        being done). Raises InvalidInput when the recording holds no request to a site that can be replayed.
        """
        tell = progress or _silent
        self._draft = draft = draft_of(recording, keep_hosts, _within(tell, "", "draft", "Reading the steps"))
        self._views = tuple(AnswerView(number, entry) for number, entry in enumerate(draft.entries))
        self._file_stem = slug(name, "scenario")
        told = _within(tell, "draft", "accounts", "Looking for log-ins")
        self._accounts = {frozenset[int](): typed_accounts(draft, self._views, self._file_stem, progress=told)}
        self._recording = recording
        self._dropped = [host.name for host in draft.hosts if host.kept and host.name in drop_hosts]
        self._evaluation = self._evaluated(tell) if correlate else None
        self._blank = Scenario(
            id=new_id("scn"),
            name=name,
            start_url=without_credentials(recording.start_url) or draft.entries[0].request.url,
            recording=recording_file,
            hosts=draft.hosts,
        )

    @property
    def recording(self) -> Recording:
        """The recording."""
        return self._recording

    @property
    def draft(self) -> Draft:
        """The recording word for word."""
        return self._draft

    @property
    def views(self) -> tuple[AnswerView, ...]:
        """The recorded answers to the draft's requests."""
        return self._views

    def result(self, insight: Insight = NOTHING_YET, progress: Progress | None = None) -> ImportResult:
        """Return the scenario, with what is known beyond the recording."""
        tell = progress or _silent
        tell(_SHARES["scan"], "Naming the changing values")
        accounts = self._accounts_for(insight)
        log_ins = accounts.log_ins
        values = _Values((), ())
        if self._evaluation is not None:
            told = _within(tell, "scan", "values", "Naming the changing values")
            evaluated = self._evaluation.result(insight, _decided(accounts), told)
            values = _Values.of(self._draft, evaluated, accounts, insight)
        told = _within(tell, "values", "checks", "Learning what success looks like")
        steps = _steps(self._draft, self._views, log_ins, values, told)
        scenario = msgspec.structs.replace(
            self._blank,
            steps=steps,
            variables=values.variables,
            data_sources=tuple(log_in.source for log_in in log_ins),
        )
        OPEN.close()
        for host in self._dropped:
            scenario = set_host_kept(scenario, host, False)
        tell(1.0, "Done")
        return ImportResult(
            scenario=scenario,
            tables=tuple(
                RecordedTable(name=log_in.source.name, columns=log_in.source.columns, rows=(log_in.row,))
                for log_in in log_ins
            ),
            findings=(*_findings(self._draft, log_ins, values), *_about_locks(self._draft, steps, values)),
            origins={proposal.variable.name: _origin(proposal) for proposal in values.proposals}
            | {made.expression: _origin_of_name(made) for made in values.made if made.is_name},
            expressions={
                SentPlace(number, edit.place, edit.start, edit.end): edit.hole.expression
                for number, edit in (*_typed_edits(log_ins), *values.edits())
            },
        )

    def _accounts_for(self, insight: Insight) -> Accounts:
        """Return who logs in and who makes an account; what went wrong as a log-in may have been the other."""
        usual = self._accounts[frozenset()]
        signing_up = insight.renamed & {log_in.request for log_in in usual.log_ins}
        if signing_up not in self._accounts:
            self._accounts[signing_up] = typed_accounts(self._draft, self._views, self._file_stem, signing_up)
        return self._accounts[signing_up]

    def _evaluated(self, tell: Progress) -> Evaluation:
        told = _within(tell, "accounts", "scan", "Looking for changing values")
        return Evaluation(self._draft, self._views, told)


def _decided(accounts: Accounts) -> Decided:
    log_ins = accounts.log_ins
    typed = [(use.request, use.slot) for log_in in log_ins for use in log_in.uses]
    typed += [(use.request, use.slot) for new in accounts.sign_ups for uses in new.passwords.values() for use in uses]
    return Decided(
        spoken_for=[Span(number, slot.place, slot.start, slot.end) for number, slot in typed],
        log_ins={
            use.request
            for log_in in log_ins
            for use in log_in.uses
            if use.slot.value == log_in.row[-1] and log_in.asked_by != "key"
        },
        taken_names={log_in.source.name for log_in in log_ins},
        sign_ups={new.request: new.names for new in accounts.sign_ups},
        user_names={log_in.row[0] for log_in in log_ins if len(log_in.row) > 1},
    )


def _origin(proposal: Proposal) -> Origin:
    return Origin(points=proposal.points, sent=frozenset((use.text, use.slot.key) for use in proposal.uses))


def _origin_of_name(made: Made) -> Origin:
    return Origin(points=0.0, sent=frozenset((use.text, use.slot.key) for use in made.uses))


def _silent(_share: float, _what: str) -> None:
    pass


def _within(tell: Progress, first: str, last: str, what: str) -> Callable[[float], None]:
    """Return what is told the share done of one part, between the ends of two."""
    begin, end = _SHARES[first], _SHARES[last]
    return lambda share: tell(begin + share * (end - begin), what)


class _Values:
    """What is dynamic: taken from answers or made anew."""

    def __init__(self, proposals: Sequence[Proposal], made: Sequence[Made]) -> None:
        self.proposals = proposals
        self.made = made

    @classmethod
    def of(cls, draft: Draft, evaluated: Evaluated, accounts: Accounts, insight: Insight) -> _Values:
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


def _typed_edits(log_ins: Sequence[TypedLogIn]) -> Iterable[tuple[int, Edit]]:
    for use in (use for log_in in log_ins for use in log_in.uses):
        hole = Hole(use.expression, use.filters)
        yield use.request, Edit(place=use.slot.place, start=use.slot.start, end=use.slot.end, hole=hole)


def _steps(
    draft: Draft,
    views: Sequence[AnswerView],
    log_ins: Sequence[TypedLogIn],
    values: _Values,
    progress: Callable[[float], None],
) -> tuple[Step, ...]:
    edits: dict[int, list[Edit]] = {}
    for number, edit in (*_typed_edits(log_ins), *values.edits()):
        edits.setdefault(number, []).append(edit)
    extractors: dict[int, list[Extractor]] = {}
    for number, extractor in values.extractors():
        extractors.setdefault(number, []).append(extractor)
    personal = values.texts | {text for log_in in log_ins for text in log_in.row if text}
    checks = checks_of(draft.requests, views, personal, progress)
    finished: dict[str, HttpRequest] = {}
    for number, request in enumerate(draft.requests):
        written = with_holes(request, edits.get(number, ()))
        finished[request.id] = msgspec.structs.replace(
            written,
            name=_name(written),
            auth=auth_of(draft.log_ins[number], log_ins) if number in draft.log_ins else None,
            extractors=tuple(extractors.get(number, ())),
            checks=checks[number],
        )
    return tuple(
        msgspec.structs.replace(step, children=tuple(finished.get(node.id, node) for node in step.children))
        for step in draft.steps
    )


def _name(request: HttpRequest) -> str:
    """Return `GET /cart/*/checkout`: the path as sent, `*` for what changes."""
    path = "".join("*" if isinstance(piece, Hole) else piece for piece in parse(request.url))
    segments = path.partition("://")[2].split("/")[1:]
    return f"{request.method} /" + "/".join("*" if "*" in segment else segment for segment in segments)


def _findings(draft: Draft, log_ins: Sequence[TypedLogIn], values: _Values) -> tuple[Finding, ...]:
    found = [*about_hosts(draft), *about_cookies(draft)]
    for proposal in values.proposals:
        variable = proposal.variable
        found.append(Finding(kind="changing_value", sentence=variable.explanation, variable=variable.name))
    for made in values.made:
        name = made.variable.name if made.variable else ""
        found.append(Finding(kind=_kind(made), sentence=made.sentence, variable=name))
    found += about_log_ins(draft, log_ins)
    found += (Finding(kind="left_out", sentence=sentence) for sentence in draft.skipped)
    return tuple(found)


def _about_locks(draft: Draft, steps: Sequence[Step], values: _Values) -> Iterable[Finding]:
    finished = {node.id: node for step in steps for node in step.children if isinstance(node, HttpRequest)}
    requests = [finished[request.id] for request in draft.requests]
    return about_locks(draft, requests, (use for proposal in values.proposals for use in proposal.uses))


def _kind(made: Made) -> Literal["generated", "logged_in_before", "unresolved"]:
    if made.from_before:
        return "logged_in_before"
    return "unresolved" if made.variable and made.variable.status == "unresolved" else "generated"
