"""Edits of a scenario: pure functions from a scenario to a changed one. What changed is `diff`'s, what is wrong
`validate`'s.

All raise KeyError for an id that the scenario does not hold (or that names something else), and ValueError, with a
sentence, for a change that makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from loadstudio.base.ids import new_id
from loadstudio.scenario.model import (
    HOLDERS,
    Block,
    HttpRequest,
    Node,
    Scenario,
    Step,
    ThinkTime,
    Variable,
    requests_of,
    walk,
)

type Holder = Step | Block
"""What has children."""

_ID_PREFIXES: dict[type, str] = {HttpRequest: "req", ThinkTime: "think", Step: "step"}


def find(scenario: Scenario, part_id: str) -> Node:
    """Return the step, block, request, think time or code with this id."""
    for node in walk(scenario.steps):
        if node.id == part_id:
            return node
    raise KeyError(part_id)


def path_to(scenario: Scenario, part_id: str) -> tuple[Node, ...]:
    """Return the part with this id, behind all that it stands in, outermost first."""
    if path := _path(scenario.steps, part_id):
        return path
    raise KeyError(part_id)


def holder_of(scenario: Scenario, part_id: str) -> Holder | None:
    """Return the step or block in which a part stands; None for a step of the scenario itself."""
    path = path_to(scenario, part_id)
    return _holder(path[-2]) if len(path) > 1 else None


def step_of(scenario: Scenario, part_id: str) -> Step:
    """Return the innermost step that holds the part with this id."""
    for node in reversed(path_to(scenario, part_id)[:-1]):
        if isinstance(node, Step):
            return node
    raise KeyError(part_id)


def rename_step(scenario: Scenario, step_id: str, name: str) -> Scenario:
    """Give a step another name, the label of its transaction."""
    step = find(scenario, step_id)
    if not isinstance(step, Step):
        raise KeyError(step_id)
    return replace_part(scenario, replace(step, name=_name(name)))


def rename_request(scenario: Scenario, request_id: str, name: str) -> Scenario:
    """Give a request another name, its label in every table."""
    return replace_request(scenario, replace(_request(scenario, request_id), name=_name(name)))


def set_enabled(scenario: Scenario, part_id: str, enabled: bool) -> Scenario:
    """Switch a part on or off, with all that is in it."""
    return replace_part(scenario, replace(find(scenario, part_id), enabled=enabled))


def set_think_time(scenario: Scenario, think_time_id: str, seconds: float) -> Scenario:
    """Make a think time so many seconds long."""
    if not 0 <= seconds < float("inf"):
        raise ValueError("A think time is 0 seconds or more.")
    part = find(scenario, think_time_id)
    if not isinstance(part, ThinkTime):
        raise KeyError(think_time_id)
    return replace_part(scenario, replace(part, seconds=seconds))


def replace_request(scenario: Scenario, request: HttpRequest) -> Scenario:
    """Put `request` in the place of the one with its id."""
    _request(scenario, request.id)
    return replace_part(scenario, request)


def replace_part(scenario: Scenario, part: Node) -> Scenario:
    """Put a part, with all that is in it, in the place of the one with its id."""
    return _with_children(scenario, _changed(scenario.steps, part.id, lambda _: (part,)))


def insert(scenario: Scenario, part: Node, *, parent_id: str = "", index: int | None = None) -> Scenario:
    """Insert a part into the step or block `parent_id`, a step also into the scenario itself (''), before `index`
    (None: at the end).
    """
    if not parent_id:
        if not isinstance(part, Step):
            raise ValueError("Only steps can stand outside of a step.")
        return _with_children(scenario, _inserted(scenario.steps, part, index))
    parent = _holder(find(scenario, parent_id))
    return replace_part(scenario, replace(parent, children=_inserted(parent.children, part, index)))


def delete(scenario: Scenario, part_id: str) -> Scenario:
    """Take out a part with all that is in it."""
    find(scenario, part_id)
    return _with_children(scenario, _changed(scenario.steps, part_id, lambda _: ()))


def move(scenario: Scenario, part_id: str, *, parent_id: str = "", index: int) -> Scenario:
    """Put a part at `index` of the step or block `parent_id` ('': of the scenario), counted after it was taken out."""
    part = find(scenario, part_id)
    if parent_id and any(node.id == parent_id for node in walk((part,))):
        raise ValueError("A part cannot be moved into itself.")
    return insert(delete(scenario, part_id), part, parent_id=parent_id, index=index)


def duplicate(scenario: Scenario, part_id: str) -> Scenario:
    """Insert a copy, with ids of its own, right after the original."""
    part = find(scenario, part_id)
    copy = copied(part)
    if isinstance(part, Step) and isinstance(copy, Step):
        copy = replace(copy, name=f"{part.name} copy")
    return _with_children(scenario, _changed(scenario.steps, part_id, lambda _: (part, copy)))


def copied[N: Node](part: N) -> N:
    """Return a copy of a part with all that is in it, with new ids."""
    copy = replace(part, id=new_id(_ID_PREFIXES.get(type(part), "part")))
    return replace(copy, children=tuple(map(copied, part.children))) if isinstance(part, HOLDERS) else copy


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
            scenario = replace_part(scenario, replace(request, enabled=kept))
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


def _holder(node: Node) -> Holder:
    if not isinstance(node, HOLDERS):
        raise KeyError(node.id)
    return node


def _inserted(nodes: tuple[Node, ...], node: Node, index: int | None) -> tuple[Node, ...]:
    position = len(nodes) if index is None else index
    return (*nodes[:position], node, *nodes[position:])


def _path(nodes: tuple[Node, ...], part_id: str) -> tuple[Node, ...]:
    for node in nodes:
        if node.id == part_id:
            return (node,)
        if isinstance(node, HOLDERS) and (path := _path(node.children, part_id)):
            return (node, *path)
    return ()


def _changed(nodes: tuple[Node, ...], part_id: str, change: Callable[[Node], tuple[Node, ...]]) -> tuple[Node, ...]:
    """Return the nodes with others in the place of one; what does not hold it stays the same object."""
    for index, node in enumerate(nodes):
        if node.id == part_id:
            return (*nodes[:index], *change(node), *nodes[index + 1 :])
        if isinstance(node, HOLDERS):
            children = _changed(node.children, part_id, change)
            if children is not node.children:
                return (*nodes[:index], replace(node, children=children), *nodes[index + 1 :])
    return nodes


def _with_children(scenario: Scenario, nodes: tuple[Node, ...]) -> Scenario:
    return replace(scenario, steps=tuple(node for node in nodes if isinstance(node, Step)))


def _with_variable(scenario: Scenario, name: str, change: Callable[[Variable], Variable]) -> Scenario:
    if all(variable.name != name for variable in scenario.variables):
        raise KeyError(name)
    return replace(
        scenario,
        variables=tuple(change(variable) if variable.name == name else variable for variable in scenario.variables),
    )
