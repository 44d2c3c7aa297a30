"""How long one pass through a scenario takes a person, from what was recorded: an estimate to be shown."""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.scenario.model import HOLDERS, Choice, HttpRequest, Loop, Node, Scenario, Step, ThinkTime


def pass_seconds(scenario: Scenario) -> float:
    """Return the seconds of one pass: think times and recorded answers of what is on. Page files come beside others and
    do not count; conditions count as met, a choice as the mean of its steps.
    """
    return _seconds(scenario.steps)


def _seconds(nodes: Iterable[Node]) -> float:
    return sum(_of(node) for node in nodes if node.enabled)


def _of(node: Node) -> float:
    match node:
        case ThinkTime(seconds=seconds):
            return seconds
        case HttpRequest(static=False, recorded=recorded) if recorded is not None:
            return recorded.duration_ms / 1000
        case Loop(times=times, children=children):
            return times * _seconds(children)
        case Choice(children=children):
            steps = [child for child in children if isinstance(child, Step) and child.enabled]
            shares = sum(step.share for step in steps)
            return sum(step.share * _seconds(step.children) for step in steps) / shares if shares > 0 else 0.0
        case _:
            return _seconds(node.children) if isinstance(node, HOLDERS) else 0.0
