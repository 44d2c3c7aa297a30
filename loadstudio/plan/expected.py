"""What one pass of a scenario comes to on average: requests and seconds. Pure.

The times are the recorded ones. A loop counts with all its turns, a condition as if it held, a choice by its shares.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loadstudio.plan.model import Plan
from loadstudio.plan.think_times import mean_pause_s
from loadstudio.playback.batches import overlap
from loadstudio.scenario.model import Choice, HttpRequest, If, Loop, Node, Scenario, Step, ThinkTime


class Expected(NamedTuple):
    """Requests sent and seconds taken."""

    requests: float
    seconds: float

    def times(self, factor: float) -> Expected:
        """Return so many of it."""
        return Expected(self.requests * factor, self.seconds * factor)


NOTHING = Expected(0, 0.0)


def expected_pass(scenario: Scenario, plan: Plan) -> Expected:
    """Return what one pass comes to, with the think times and settings of a plan."""
    return _all(scenario.steps, plan)


def _sum(parts: Iterable[Expected]) -> Expected:
    requests = seconds = 0.0
    for part in parts:
        requests += part.requests
        seconds += part.seconds
    return Expected(requests, seconds)


def _all(nodes: Iterable[Node], plan: Plan) -> Expected:
    parts: list[Expected] = []
    latest: HttpRequest | None = None  # the one of the requests under way that ends last
    for node in nodes:
        if not node.enabled or (isinstance(node, HttpRequest) and node.static and not plan.include_static):
            continue
        if isinstance(node, HttpRequest):
            parts.append(Expected(1, _more_s(node, latest if plan.network.parallel else None)))
            latest = node if latest is None or _end_ms(node) >= _end_ms(latest) else latest
        else:
            parts.append(_one(node, plan))
            latest = None
    return _sum(parts)


def _one(node: Node, plan: Plan) -> Expected:
    match node:
        case ThinkTime(seconds=seconds):
            return Expected(0, mean_pause_s(plan.think_times, seconds))
        case Step(children=children) | If(children=children):
            return _all(children, plan)
        case Loop(children=children, times=times):
            return _all(children, plan).times(times)
        case Choice(children=children):
            steps = [step for step in children if isinstance(step, Step) and step.enabled]
            total = sum(step.share for step in steps) or 1.0
            return _sum(_all(step.children, plan).times(step.share / total) for step in steps)
        case _:
            return NOTHING


def _more_s(request: HttpRequest, latest: HttpRequest | None) -> float:
    """Return how much longer it takes with this request."""
    if request.recorded is None:
        return 0.0
    if latest is None or not overlap(latest, request):
        return request.recorded.duration_ms / 1000
    return max(0.0, _end_ms(request) - _end_ms(latest)) / 1000


def _end_ms(request: HttpRequest) -> float:
    return request.recorded.offset_ms + request.recorded.duration_ms if request.recorded else 0.0
