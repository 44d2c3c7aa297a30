"""Edits of a scenario: pure functions from a scenario to a changed one. What changed is `diff`'s, what is wrong
`validate`'s.

All raise KeyError for an id that the scenario does not hold (or that names something else), and ValueError, with a
sentence, for a change that makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from loadstudio.base.ids import new_id
from loadstudio.scenario.model import HttpRequest, Node, Scenario, Step, ThinkTime, Variable, requests_of

type Part = Step | Node
"""What an id names: a step, a request or a think time."""


def find(scenario: Scenario, part_id: str) -> Part:
    """Return the step, request or think time with this id."""
    for step in scenario.steps:
        if step.id == part_id:
            return step
        for node in step.children:
            if node.id == part_id:
                return node
    raise KeyError(part_id)


def step_of(scenario: Scenario, part_id: str) -> Step:
    """Return the step that holds the request or think time with this id."""
    for step in scenario.steps:
        if any(node.id == part_id for node in step.children):
            return step
    raise KeyError(part_id)


def rename_step(scenario: Scenario, step_id: str, name: str) -> Scenario:
    """Give a step another name, the label of its transaction."""
    return _with_step(scenario, step_id, lambda step: replace(step, name=_name(name)))


def rename_request(scenario: Scenario, request_id: str, name: str) -> Scenario:
    """Give a request another name, its label in every table."""
    return replace_request(scenario, replace(_request(scenario, request_id), name=_name(name)))


def set_enabled(scenario: Scenario, part_id: str, enabled: bool) -> Scenario:
    """Switch a step, request or think time on or off."""
    part = find(scenario, part_id)
    if isinstance(part, Step):
        return _with_step(scenario, part_id, lambda step: replace(step, enabled=enabled))
    return _with_node(scenario, replace(part, enabled=enabled))


def set_think_time(scenario: Scenario, think_time_id: str, seconds: float) -> Scenario:
    """Make a think time so many seconds long."""
    if not 0 <= seconds < float("inf"):
        raise ValueError("A think time is 0 seconds or more.")
    part = find(scenario, think_time_id)
    if not isinstance(part, ThinkTime):
        raise KeyError(think_time_id)
    return _with_node(scenario, replace(part, seconds=seconds))


def replace_request(scenario: Scenario, request: HttpRequest) -> Scenario:
    """Put `request` in the place of the one with its id."""
    _request(scenario, request.id)
    return _with_node(scenario, request)


def insert(scenario: Scenario, part: Part, *, parent_id: str = "", index: int | None = None) -> Scenario:
    """Insert a step, or a request or think time into the step `parent_id`, before `index` (None: at the end)."""
    if isinstance(part, Step):
        if parent_id:
            raise ValueError("A step cannot stand in another step.")
        return replace(scenario, steps=_inserted(scenario.steps, part, index))
    return _with_step(scenario, parent_id, lambda step: replace(step, children=_inserted(step.children, part, index)))


def delete(scenario: Scenario, part_id: str) -> Scenario:
    """Take out a step with all that is in it, or a request or think time."""
    part = find(scenario, part_id)
    if isinstance(part, Step):
        return replace(scenario, steps=tuple(step for step in scenario.steps if step is not part))
    kept = tuple(node for node in step_of(scenario, part_id).children if node is not part)
    return _with_step(scenario, step_of(scenario, part_id).id, lambda step: replace(step, children=kept))


def move(scenario: Scenario, part_id: str, *, parent_id: str = "", index: int) -> Scenario:
    """Put a part at `index` of the step `parent_id` (of the scenario for a step), counted after it was taken out."""
    part = find(scenario, part_id)
    return insert(delete(scenario, part_id), part, parent_id=parent_id, index=index)


def duplicate(scenario: Scenario, part_id: str) -> Scenario:
    """Insert a copy, with ids of its own, right after the original."""
    part = find(scenario, part_id)
    if isinstance(part, Step):
        children = tuple(_copied(node) for node in part.children)
        copy = replace(part, id=new_id("step"), name=f"{part.name} copy", children=children)
        return insert(scenario, copy, index=scenario.steps.index(part) + 1)
    step = step_of(scenario, part_id)
    return insert(scenario, _copied(part), parent_id=step.id, index=step.children.index(part) + 1)


def set_variable_enabled(scenario: Scenario, name: str, enabled: bool) -> Scenario:
    """Switch a variable on or off. Off, its places send the recorded value and nothing is taken for it.

    The places stay marked, so that it can be switched on again.
    """
    return _with_variable(scenario, name, lambda variable: replace(variable, enabled=enabled))


def set_host_kept(scenario: Scenario, name: str, kept: bool) -> Scenario:
    """Switch all requests to a host (`host` or `host:port`) on or off."""
    if all(host.name != name for host in scenario.hosts):
        raise KeyError(name)
    for request in requests_of(scenario):
        if f"://{name}/" in f"{request.url}/":
            scenario = _with_node(scenario, replace(request, enabled=kept))
    hosts = tuple(replace(host, kept=kept) if host.name == name else host for host in scenario.hosts)
    return replace(scenario, hosts=hosts)


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError("A name cannot be empty.")
    return text.strip()


def _request(scenario: Scenario, request_id: str) -> HttpRequest:
    part = find(scenario, request_id)
    if not isinstance(part, HttpRequest):
        raise KeyError(request_id)
    return part


def _inserted[T](parts: tuple[T, ...], part: T, index: int | None) -> tuple[T, ...]:
    position = len(parts) if index is None else index
    return (*parts[:position], part, *parts[position:])


def _copied(node: Node) -> Node:
    return replace(node, id=new_id("req" if isinstance(node, HttpRequest) else "think"))


def _with_step(scenario: Scenario, step_id: str, change: Callable[[Step], Step]) -> Scenario:
    if all(step.id != step_id for step in scenario.steps):
        raise KeyError(step_id)
    return replace(scenario, steps=tuple(change(step) if step.id == step_id else step for step in scenario.steps))


def _with_node(scenario: Scenario, node: Node) -> Scenario:
    step = step_of(scenario, node.id)
    children = tuple(node if child.id == node.id else child for child in step.children)
    return _with_step(scenario, step.id, lambda step: replace(step, children=children))


def _with_variable(scenario: Scenario, name: str, change: Callable[[Variable], Variable]) -> Scenario:
    if all(variable.name != name for variable in scenario.variables):
        raise KeyError(name)
    return replace(
        scenario,
        variables=tuple(change(variable) if variable.name == name else variable for variable in scenario.variables),
    )
