"""One pass replayed, set beside the recording: a verdict and a sentence for each request of the scenario.

The replay itself is the engine's; its exchanges come as values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from loadstudio.authoring.comparing.compare import compare, names_of_its_own
from loadstudio.http_types import url
from loadstudio.http_types.message import Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.recording.entry import Recording
from loadstudio.scenario.model import HOLDERS, HttpRequest, Loop, Node, PythonCode, Scenario, Step

type Verdict = Literal["good", "differs", "failed", "not_sent"]


class CheckedRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One request of the scenario and what became of it; `exchange` is None when it was not sent."""

    request_id: str
    label: str
    step_id: str
    step: str
    verdict: Verdict
    sentence: str
    exchange: Exchange | None = None


class ReplayReport(msgspec.Struct, frozen=True, kw_only=True):
    """All requests of the pass, in the scenario's order."""

    requests: tuple[CheckedRequest, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many requests have this verdict."""
        return sum(1 for request in self.requests if request.verdict == verdict)

    @property
    def passed(self) -> bool:
        """Whether every request was sent and none failed."""
        return bool(self.requests) and not (self.count("failed") or self.count("not_sent"))


def replay_report(scenario: Scenario, recording: Recording | None, exchanges: Sequence[Exchange]) -> ReplayReport:
    """Compare the exchanges of one pass with the recording; without one, the scenario's own checks decide alone.

    Of a request that was sent several times the first failure is told, else the last time. What stands in a block and
    was not sent is left out: the pass did not come by.
    """
    judge = Judge(scenario, recording)
    checked: dict[str, CheckedRequest] = {}
    for exchange in exchanges:
        if (one := judge.of(exchange)) is not None:
            checked[one.request_id] = told_of(checked.get(one.request_id), one)
    return judge.report(checked)


def told_of(before: CheckedRequest | None, now: CheckedRequest) -> CheckedRequest:
    """Return which of two times that a request was sent is told: the first failure, else the last time."""
    return before if before is not None and before.verdict == "failed" else now


class Judge:
    """Judges the exchanges of a pass through `scenario`, one by one, as they come."""

    def __init__(self, scenario: Scenario, recording: Recording | None) -> None:
        self._sendable = tuple(sendable(scenario.steps))
        self._parts = {node.id: (step, node) for step, node, _ in self._sendable}
        self._answers = {entry.id: entry.response for entry in recording.entries} if recording else {}
        self._own = names_of_its_own(scenario)

    def of(self, exchange: Exchange) -> CheckedRequest | None:
        """Return what an exchange is worth; None when its request is not of the scenario. Slow for a large body."""
        step, node = self._parts.get(exchange.request_id, (None, None))
        return self._checked(step, node, exchange) if step is not None and node is not None else None

    def step_after(self, sent: Collection[str]) -> str:
        """Return the name of the step in which a pass must be that has sent so much; '' behind the last request."""
        last = max((place for place, (_, node, _) in enumerate(self._sendable) if node.id in sent), default=-1)
        return next((step.name for step, _, _ in self._sendable[last + 1 :]), "")

    def report(self, checked: Mapping[str, CheckedRequest]) -> ReplayReport:
        """Return the report of a pass that is over, of which `checked` came back (by request id)."""
        requests: list[CheckedRequest] = []
        for step, node, may_be_left_out in self._sendable:
            if node.id in checked:
                requests.append(checked[node.id])
            elif not may_be_left_out:
                requests.append(self._checked(step, node, None))
        return ReplayReport(requests=tuple(requests))

    def _checked(self, step: Step, node: HttpRequest | PythonCode, exchange: Exchange | None) -> CheckedRequest:
        if isinstance(node, PythonCode):
            verdict, sentence = _judged_code(exchange)
        else:
            recorded = self._answers.get(node.recorded.entry_id) if node.recorded else None
            verdict, sentence = _judged(exchange, recorded, self._own)
        return CheckedRequest(
            request_id=node.id,
            label=node.name,
            step_id=step.id,
            step=step.name,
            verdict=verdict,
            sentence=sentence,
            exchange=exchange,
        )


def sendable(
    nodes: Iterable[Node], step: Step | None = None, *, may_be_left_out: bool = False
) -> Iterator[tuple[Step, HttpRequest | PythonCode, bool]]:
    """Yield requests and code that are on, each with the step in which it stands, and whether a pass may go by
    without it.
    """
    for node in nodes:
        if not node.enabled:
            continue
        if isinstance(node, HttpRequest | PythonCode):
            assert step is not None  # only steps stand outside of steps
            yield step, node, may_be_left_out
        elif isinstance(node, Step):
            yield from sendable(node.children, node, may_be_left_out=may_be_left_out)
        elif isinstance(node, HOLDERS):
            depends = not isinstance(node, Loop) or node.condition is not None
            yield from sendable(node.children, step, may_be_left_out=may_be_left_out or depends)


def _judged_code(exchange: Exchange | None) -> tuple[Verdict, str]:
    if exchange is None:
        return "not_sent", "Not run: the pass ended before it."
    return ("failed", f"Failed in {exchange.failure}.") if exchange.failure else ("good", "It ran without an error.")


def _judged(exchange: Exchange | None, recorded: Response | None, own: Collection[str]) -> tuple[Verdict, str]:
    if exchange is None:
        return "not_sent", "Not sent: the pass ended before it."
    replayed = Response(status=exchange.status, headers=exchange.response_headers, body=exchange.response_body)
    if recorded is None:
        failed = exchange.failure or ("" if exchange.status else "no answer came")
        return ("failed", f"{failed[0].upper()}{failed[1:]}.") if failed else ("good", "Its checks passed.")
    path = url.split(exchange.url).path
    comparison = compare(recorded, replayed, path=path, failure=exchange.failure, own=own)
    return comparison.verdict, comparison.sentence
