"""What a replay showed of each changing value, and of the checks: confirmed, constant so far or unresolved, each with
its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from loadstudio.authoring.comparing.replay_report import ReplayReport
from loadstudio.authoring.importing.checks import loosened
from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.repair import Round, best_of, compared, view_of
from loadstudio.authoring.mending.value_sentence import sentence_of
from loadstudio.base.units import counted_text
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import HttpRequest, Scenario, Variable, requests_of
from loadstudio.scenario.validate import holes_of


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What is left after replay and repair: the scenario with what is known of its values, how many rounds it took, how
    the best of them went, and a sentence for each value, each loosened check and each request that still goes wrong.
    """

    result: ImportResult
    rounds: int
    report: ReplayReport
    sentences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every request was sent and none goes wrong any more."""
        return self.report.passed


def verified(analysis: Analysis, rounds: Sequence[Round]) -> Verified:
    """Return what replay and repair led to. There must have been a round."""
    best = best_of(rounds)
    scenario, softened = _with_softer_checks(analysis, best)
    report = _softened(best.report, softened)
    right = {one.request_id for one in report.requests if one.verdict in ("good", "differs")}
    variables = tuple(_judged(variable, scenario, rounds, right) for variable in scenario.variables)
    scenario = replace(scenario, variables=variables)
    sentences = (
        *(sentence_of(variable) for variable in variables),
        *softened.values(),
        *(f"{one.step} / {one.label}: {one.sentence}" for one in report.requests if one.verdict == "failed"),
        *_about_unsent(report.count("not_sent")),
    )
    result = replace(best.trial.result, scenario=scenario)
    return Verified(result=result, rounds=len(rounds), report=report, sentences=sentences)


def _judged(variable: Variable, scenario: Scenario, rounds: Sequence[Round], right: Iterable[str]) -> Variable:
    status, value = _status(variable, scenario, rounds, set(right))
    return replace(variable, status=status, replayed_value=value)


def _status(
    variable: Variable, scenario: Scenario, rounds: Sequence[Round], right: set[str]
) -> tuple[Literal["proposed", "confirmed", "constant", "unresolved"], str]:
    senders = [request for request in requests_of(scenario, enabled_only=True) if _sends(request, variable)]
    took = any(request.id in right for request in senders)
    if variable.origin == "generated":
        return ("confirmed" if took else "unresolved"), ""
    if variable.origin == "constant":
        return ("constant" if senders and all(request.id in right for request in senders) else "unresolved"), ""
    best = best_of(rounds)
    values = tuple(_taken(best, variable.name))
    if not values or not took:
        return "unresolved", values[0] if values else ""
    other = next((value for value in values if value != variable.recorded_value), "")
    return ("confirmed" if other else "constant"), other or values[0]


def _sends(request: HttpRequest, variable: Variable) -> bool:
    return any(hole.expression == variable.name for hole in holes_of(request))


def _taken(round_: Round, name: str) -> Iterator[str]:
    for one in round_.checked.values():
        for taken, value in one.exchange.taken if one.exchange is not None else ():
            if taken == name:
                yield value


def _with_softer_checks(analysis: Analysis, best: Round) -> tuple[Scenario, dict[str, str]]:
    """Leave out what the replay contradicts where the pass is right otherwise; return the sentences by request."""
    scenario = best.trial.result.scenario
    requests = {request.id: request for request in requests_of(scenario)}
    found: dict[str, str] = {}
    changed: list[HttpRequest] = []
    for number in best.wrong:
        one = best.checked[number]
        comparison = compared(analysis, best.trial, number, one)
        is_alike = comparison is not None and (comparison.verdict == "good" or comparison.only_title)
        if one.exchange is None or not is_alike:
            return scenario, {}
        other = view_of(analysis, number, one.exchange)
        request = requests[one.request_id]
        softer = loosened(request.checks, analysis.views[number], other)
        if softer == request.checks:
            return scenario, {}
        changed.append(replace(request, checks=softer))
        why = "its check is looser now, because the replay was right but for this:"
        found[one.request_id] = f"{one.step} / {one.label}: {why} {one.sentence}"
    for request in changed:
        scenario = replace_request(scenario, request)
    return scenario, found


def _softened(report: ReplayReport, sentences: Mapping[str, str]) -> ReplayReport:
    """Return a report in which what only a check of before complained of is no failure."""
    return ReplayReport(
        requests=tuple(
            replace(one, verdict="differs") if one.request_id in sentences else one for one in report.requests
        )
    )


def _about_unsent(count: int) -> Iterator[str]:
    if count:
        yield f"{counted_text(count, 'request')} could not be sent after that."
