"""Replay and repair: what a replay shows is weighed, the scenario made anew with it, and replayed again, five times at
most. The best of the rounds is kept.

Pure: exchanges come in, the scenario to be replayed next goes out; who replays is the caller's choice (the engine, or a
site of a test). What became of each value is `evidence`'s question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from loadstudio.authoring.comparing.compare import Comparison, compare, names_of_its_own
from loadstudio.authoring.comparing.replay_report import CheckedRequest, ReplayReport, replay_report
from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.sources.extractor_synthesis import value_from
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight, Repetition
from loadstudio.http_types import url
from loadstudio.http_types.message import Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.extractor import Source
from loadstudio.scenario.model import HttpRequest, requests_of
from loadstudio.scenario.template import names_in
from loadstudio.scenario.validate import holes_of, source_texts_of, templates_of

MOST_ROUNDS = 5
"""A verify really sends its requests, so it stops even where more could be tried."""

_CHANGING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

type Replay = Callable[[ImportResult], Sequence[Exchange]]
type Recipe = tuple[tuple[str, ...], ...]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario to be replayed, and what was known when it was made."""

    number: int
    insight: Insight
    result: ImportResult


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A trial that was replayed, with what came back; `checked` by the numbers of the draft's requests."""

    trial: Trial
    report: ReplayReport
    checked: Mapping[int, CheckedRequest]
    repetition: Repetition

    @property
    def wrong(self) -> tuple[int, ...]:
        """The numbers of the requests that failed or were not sent."""
        return tuple(number for number, one in self.checked.items() if one.verdict in ("failed", "not_sent"))

    @property
    def other(self) -> tuple[int, ...]:
        """The numbers of the requests whose answers are not quite as recorded."""
        return tuple(number for number, one in self.checked.items() if one.verdict == "differs")


def first_trial(analysis: Analysis, insight: Insight = NOTHING_YET) -> Trial:
    """Return what is replayed first: what the recording gives, alone or with what is known beyond it."""
    return Trial(number=1, insight=insight, result=analysis.result(insight))


def judged(analysis: Analysis, trial: Trial, exchanges: Sequence[Exchange]) -> Round:
    """Return what a replay of the trial showed."""
    report = replay_report(trial.result.scenario, analysis.recording, exchanges)
    numbers = {request.id: number for number, request in enumerate(analysis.draft.requests)}
    checked = {numbers[one.request_id]: one for one in report.requests if one.request_id in numbers}
    return Round(trial=trial, report=report, checked=checked, repetition=_repetition(analysis, trial, checked))


def next_trial(analysis: Analysis, rounds: Sequence[Round]) -> Trial | None:
    """Return what is worth a replay after these rounds, None when nothing is."""
    if len(rounds) >= MOST_ROUNDS:
        return None
    base = best_of(rounds)
    seen = (*rounds[0].trial.insight.repetitions, *(round_.repetition for round_ in rounds))
    known = msgspec.structs.replace(base.trial.insight, repetitions=seen)
    tried = {_recipe(round_.trial.result, with_sources=bool(base.wrong)) for round_ in rounds}
    for insight in _ideas(analysis, base, known):
        result = analysis.result(insight)
        if _recipe(result, with_sources=bool(base.wrong)) not in tried:
            return Trial(number=len(rounds) + 1, insight=insight, result=result)
    return None


def best_of(rounds: Sequence[Round]) -> Round:
    """Return the round in which least went wrong; of equals the last that keeps least as it was recorded."""
    return min(
        reversed(rounds),
        key=lambda round_: (len(round_.wrong), len(round_.other), len(round_.trial.insight.kept)),
    )


def replayed(analysis: Analysis, replay: Replay) -> tuple[Round, ...]:
    """Replay and repair until nothing is left to be tried; return all rounds."""
    trial: Trial | None = first_trial(analysis)
    rounds: list[Round] = []
    while trial is not None:
        rounds.append(judged(analysis, trial, replay(trial.result)))
        trial = next_trial(analysis, rounds)
    return tuple(rounds)


def compared(analysis: Analysis, trial: Trial, number: int, checked: CheckedRequest) -> Comparison | None:
    """Return the comparison of a replayed answer with the recorded one, whatever the checks said; None when there was
    no answer.
    """
    exchange = checked.exchange
    if exchange is None or not exchange.status:
        return None
    replayed = Response(status=exchange.status, headers=exchange.response_headers, body=exchange.response_body)
    own = names_of_its_own(trial.result.scenario)
    return compare(analysis.views[number].response, replayed, path=url.split(exchange.url).path, own=own)


def _repetition(analysis: Analysis, trial: Trial, checked: Mapping[int, CheckedRequest]) -> Repetition:
    """Return the answers of a replay that are of the kind of the recorded ones, whole."""
    answers: dict[int, AnswerView] = {}
    for number, one in checked.items():
        comparison = compared(analysis, trial, number, one)
        exchange = one.exchange
        if comparison is None or comparison.verdict == "failed" or exchange is None:
            continue
        if exchange.response_bytes <= len(exchange.response_body):
            answers[number] = view_of(analysis, number, exchange)
    return Repetition(answers)


def view_of(analysis: Analysis, number: int, exchange: Exchange) -> AnswerView:
    """Return a replayed answer as authoring looks at it."""
    entry = analysis.draft.entries[number]
    request = msgspec.structs.replace(entry.request, url=exchange.url)
    response = Response(
        status=exchange.status, headers=exchange.response_headers, body=exchange.response_body, reason=exchange.reason
    )
    return AnswerView(number, msgspec.structs.replace(entry, request=request, response=response))


def _ideas(analysis: Analysis, base: Round, known: Insight) -> Iterator[Insight]:
    """Yield what may be true, the likeliest first: that values of the request that went wrong are dynamic; that the
    site takes a typed name only once; that values of requests before it are dynamic; that values were taken from the
    wrong place; that they are not dynamic at all.
    """
    if not base.wrong:
        yield known  # what is new each time under one name is dynamic, though nobody complained
        if base.other:
            yield _doubting(known, base.other)
            yield _renaming(known, base.other[0])
            yield _doubting(known, (*base.other, *_causes(analysis, base.other[-1])))
        return
    first = base.wrong[0]
    origins = base.trial.result.origins
    missing = {name for name in origins if f"'{name}'" in base.checked[first].sentence}
    for name in _names_of_rows(requests_of(base.trial.result.scenario), missing) & origins.keys():
        yield msgspec.structs.replace(known, kept=known.kept | origins[name].sent)
    yield _doubting(known, (first,))
    yield _renaming(known, first)
    yield _doubting(known, (first, *base.other, *_causes(analysis, first)))
    yield _doubting(known, range(first + 1))
    used = _variables_of(requests_of(base.trial.result.scenario)[first])
    if refuted := frozenset(_replaceable(base, used)):
        yield msgspec.structs.replace(known, refuted=known.refuted | refuted)
    weakest = sorted((used | missing) & origins.keys(), key=lambda name: (name not in missing, origins[name].points))
    for name in weakest:
        yield msgspec.structs.replace(known, kept=known.kept | origins[name].sent)


def _names_of_rows(requests: Sequence[HttpRequest], missing: set[str]) -> set[str]:
    """Return the names by which the rows of missing values were looked for: the site may show another text there."""
    return {
        name
        for request in requests
        if any(extractor.variable in missing for extractor in request.extractors)
        for text in source_texts_of(request)
        for name in names_in(text)
    }


def _doubting(known: Insight, numbers: Sequence[int]) -> Insight:
    return msgspec.structs.replace(known, doubted=known.doubted | frozenset(numbers))


def _renaming(known: Insight, number: int) -> Insight:
    """What was added when recording is there now: the site may refuse to take its name once more."""
    return msgspec.structs.replace(known, renamed=known.renamed | {number})


def _causes(analysis: Analysis, number: int) -> list[int]:
    """Return the requests before one that may be why it goes wrong: those of its step, those that change something."""
    draft = analysis.draft
    page = draft.entries[number].page_id
    return [
        earlier
        for earlier in range(number)
        if draft.requests[earlier].method in _CHANGING_METHODS or draft.entries[earlier].page_id == page
    ]


def _replaceable(base: Round, used: set[str]) -> Iterator[tuple[int, Source]]:
    """Yield the sources of the values that a request sends, where a later one of the chain finds something else."""
    for number, request in enumerate(requests_of(base.trial.result.scenario)):
        view = base.repetition.answers.get(number)
        for extractor in request.extractors if view is not None else ():
            if extractor.variable in used and view is not None:
                found = [value_from(view, source, extractor.decode) for source in extractor.sources]
                if any(value and value != found[0] for value in found):
                    pairs = zip(extractor.sources, found, strict=True)
                    yield from ((number, source) for source, value in pairs if value == found[0])


def _variables_of(request: HttpRequest) -> set[str]:
    return {hole.expression for hole in holes_of(request)}


def _recipe(result: ImportResult, *, with_sources: bool) -> Recipe:
    """Return what a scenario sends and, if asked for, where it takes values first; labels and fallbacks left out."""
    requests = requests_of(result.scenario)
    sent = tuple(templates_of(request) for request in requests)
    taken = tuple(
        tuple(f"{extractor.variable}={extractor.sources[0]}" for extractor in request.extractors)
        for request in requests
    )
    return sent + taken if with_sources else sent
