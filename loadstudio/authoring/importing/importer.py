"""From a recording to a scenario that replays: draft, log-in, changing values, checks, and a sentence for each thing
that was done. The one door for commands and window.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec

from loadstudio.authoring.drafting.draft import Draft, draft_of
from loadstudio.authoring.importing.findings import Finding, about_cookies, about_hosts, about_locks, about_log_ins
from loadstudio.authoring.importing.generated import Made
from loadstudio.authoring.importing.parameterise import Accounts, TypedLogIn, typed_accounts
from loadstudio.authoring.importing.propose import Proposal
from loadstudio.authoring.importing.steps import steps_of
from loadstudio.authoring.importing.values import Values, typed_edits
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.open_answers import OPEN
from loadstudio.authoring.places.slots import Slot, slots_of
from loadstudio.authoring.sources.candidates import Decided, Evaluation
from loadstudio.authoring.sources.followers import Span
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight, SentPlace
from loadstudio.base.ids import new_id, slug
from loadstudio.base.progress import silent, told
from loadstudio.http_types.url import without_credentials
from loadstudio.recording.entry import Recording
from loadstudio.scenario.edit import set_host_kept
from loadstudio.scenario.model import HttpRequest, Scenario, Step

type Progress = Callable[[float, str], None]

_SHARES = {"": 0.0, "draft": 0.02, "slots": 0.05, "accounts": 0.15, "scan": 0.5, "values": 0.9, "checks": 1.0}
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
        tell_part = _within(tell, "draft", "slots", "Looking for log-ins")
        self._slots = tuple(slots_of(request) for request in told(draft.requests, tell_part))
        tell_part = _within(tell, "slots", "accounts", "Looking for log-ins")
        self._accounts = {frozenset[int](): self._accounts_with(frozenset(), tell_part)}
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

    @property
    def slots(self) -> tuple[tuple[Slot, ...], ...]:
        """The slots of the draft's requests."""
        return self._slots

    def result(self, insight: Insight = NOTHING_YET, progress: Progress | None = None) -> ImportResult:
        """Return the scenario, with what is known beyond the recording."""
        tell = progress or _silent
        tell(_SHARES["scan"], "Naming the changing values")
        accounts = self._accounts_for(insight)
        log_ins = accounts.log_ins
        values = Values((), ())
        if self._evaluation is not None:
            tell_part = _within(tell, "scan", "values", "Naming the changing values")
            evaluated = self._evaluation.result(insight, _decided(accounts), tell_part)
            values = Values.of(self._draft, evaluated, accounts, insight)
        tell_part = _within(tell, "values", "checks", "Learning what success looks like")
        steps = steps_of(self._draft, self._views, log_ins, values, tell_part)
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
                for number, edit in (*typed_edits(log_ins), *values.edits())
            },
        )

    def _accounts_for(self, insight: Insight) -> Accounts:
        """Return who logs in and who makes an account; what went wrong as a log-in may have been the other."""
        usual = self._accounts[frozenset()]
        signing_up = insight.renamed & {log_in.request for log_in in usual.log_ins}
        if signing_up not in self._accounts:
            self._accounts[signing_up] = self._accounts_with(signing_up)
        return self._accounts[signing_up]

    def _accounts_with(self, signing_up: Collection[int], progress: Callable[[float], None] = silent) -> Accounts:
        return typed_accounts(
            self._draft, self._views, self._slots, self._file_stem, signing_up=signing_up, progress=progress
        )

    def _evaluated(self, tell: Progress) -> Evaluation:
        tell_part = _within(tell, "accounts", "scan", "Looking for changing values")
        return Evaluation(self._draft, self._views, self._slots, tell_part)


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


def _findings(draft: Draft, log_ins: Sequence[TypedLogIn], values: Values) -> tuple[Finding, ...]:
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


def _about_locks(draft: Draft, steps: Sequence[Step], values: Values) -> Iterable[Finding]:
    finished = {node.id: node for step in steps for node in step.children if isinstance(node, HttpRequest)}
    requests = [finished[request.id] for request in draft.requests]
    return about_locks(draft, requests, (use for proposal in values.proposals for use in proposal.uses))


def _kind(made: Made) -> Literal["generated", "logged_in_before", "unresolved"]:
    if made.from_before:
        return "logged_in_before"
    return "unresolved" if made.variable and made.variable.status == "unresolved" else "generated"
