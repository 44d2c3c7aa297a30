"""Edits of several parts of a scenario at once: to move, delete, switch, copy, wrap into a block and take out again.

Pure, as `edit` is, whose errors they raise. What is copied to another scenario is `clip`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from loadstudio.base.ids import new_id
from loadstudio.scenario import edit
from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import HOLDERS, Choice, Node, Scenario, Step, walk


def outermost(scenario: Scenario, ids: Iterable[str]) -> tuple[Node, ...]:
    """Return the parts with these ids in the scenario's order, without those that stand in another one of them."""
    wanted = set(ids)
    return tuple(_outermost(scenario.steps, wanted))


def move_all(scenario: Scenario, ids: Iterable[str], *, parent_id: str = "", index: int) -> Scenario:
    """Put parts at `index` of a step or block ('': of the scenario), counted after they were taken out.

    What a random choice is given becomes a step of its own where it is none.
    """
    parts = outermost(scenario, ids)
    if any(node.id == parent_id for node in walk(parts)):
        raise ValueError("A part cannot be moved into itself.")
    return put(delete_all(scenario, (part.id for part in parts)), parts, parent_id=parent_id, index=index)


def put(scenario: Scenario, parts: Sequence[Node], *, parent_id: str = "", index: int | None = None) -> Scenario:
    """Insert parts in a row before `index` (None: at the end) of a step or block ('': of the scenario)."""
    in_choice = bool(parent_id) and isinstance(edit.find(scenario, parent_id), Choice)
    for offset, part in enumerate(parts):
        node = as_step(part) if in_choice else part
        scenario = edit.insert(scenario, node, parent_id=parent_id, index=None if index is None else index + offset)
    return scenario


def delete_all(scenario: Scenario, ids: Iterable[str]) -> Scenario:
    """Take out parts with all that is in them."""
    for part in outermost(scenario, ids):
        scenario = edit.delete(scenario, part.id)
    return scenario


def set_all_enabled(scenario: Scenario, ids: Iterable[str], enabled: bool) -> Scenario:
    """Switch parts on or off."""
    for part in outermost(scenario, ids):
        scenario = edit.set_enabled(scenario, part.id, enabled)
    return scenario


def duplicate_all(scenario: Scenario, ids: Iterable[str]) -> Scenario:
    """Insert a copy of each part right after it."""
    for part in outermost(scenario, ids):
        scenario = edit.duplicate(scenario, part.id)
    return scenario


def wrapped(scenario: Scenario, ids: Iterable[str], wrapper: Holder) -> Scenario:
    """Put parts into a new step or block that stands where the first of them stood.

    Only steps can stand in the scenario itself: there a block gets a step around it, or around its requests when one
    step alone is put into it.
    """
    parts = outermost(scenario, ids)
    if not parts:
        raise ValueError("Choose what is to be put into it.")
    holder = edit.holder_of(scenario, parts[0].id)
    if holder is None and not isinstance(wrapper, Step):
        return _wrapped_at_root(scenario, parts, wrapper)
    siblings = scenario.steps if holder is None else holder.children
    index = next(place for place, node in enumerate(siblings) if node.id == parts[0].id)
    rest = delete_all(scenario, (part.id for part in parts))
    return put(rest, (_filled(wrapper, parts),), parent_id=holder.id if holder is not None else "", index=index)


def taken_out(scenario: Scenario, holder_id: str) -> Scenario:
    """Put what a step or block holds into its place. Raises ValueError where it cannot stand there."""
    holder = edit.find(scenario, holder_id)
    if not isinstance(holder, HOLDERS):
        raise KeyError(holder_id)
    around = edit.holder_of(scenario, holder_id)
    if around is None and any(not isinstance(child, Step) for child in holder.children):
        raise ValueError("Requests stand in a step. Move them into another one first.")
    siblings = scenario.steps if around is None else around.children
    index = next(place for place, node in enumerate(siblings) if node.id == holder_id)
    rest = edit.delete(scenario, holder_id)
    return put(rest, holder.children, parent_id=around.id if around is not None else "", index=index)


def can_take_out(scenario: Scenario, holder_id: str) -> bool:
    """Return whether `taken_out` can be done."""
    holder = edit.find(scenario, holder_id)
    if not isinstance(holder, HOLDERS) or not holder.children:
        return False
    return edit.holder_of(scenario, holder_id) is not None or all(isinstance(child, Step) for child in holder.children)


def place_for(
    scenario: Scenario, chosen_id: str, parts: Sequence[Node], *, inside: bool = False
) -> tuple[str, int | None]:
    """Return (parent id, index) of where new parts belong when `chosen_id` is the chosen one: behind it, or at the end
    of what it holds. Steps stand in the scenario itself, unless `inside`. ('', None) without any step to stand in.
    """
    known = {node.id for node in walk(scenario.steps)}
    if not scenario.steps:
        return "", None
    path = edit.path_to(scenario, chosen_id) if chosen_id in known else (scenario.steps[-1],)
    if not inside and all(isinstance(part, Step) for part in parts):
        return "", next(place for place, step in enumerate(scenario.steps) if step.id == path[0].id) + 1
    chosen = path[-1]
    if isinstance(chosen, HOLDERS):
        return chosen.id, None
    holder = path[-2]
    assert isinstance(holder, HOLDERS)
    return holder.id, next(place for place, node in enumerate(holder.children) if node.id == chosen.id) + 1


def as_step(part: Node) -> Step:
    """Return a part as a step of its own, itself if it is one."""
    if isinstance(part, Step):
        return part
    return Step(id=new_id("step"), name=getattr(part, "name", "") or "Step", children=(part,))


def _outermost(nodes: Iterable[Node], wanted: set[str]) -> Iterable[Node]:
    for node in nodes:
        if node.id in wanted:
            yield node
        elif isinstance(node, HOLDERS):
            yield from _outermost(node.children, wanted)


def _filled(wrapper: Holder, parts: Sequence[Node]) -> Holder:
    children = tuple(map(as_step, parts)) if isinstance(wrapper, Choice) else tuple(parts)
    return replace(wrapper, children=children)


def _wrapped_at_root(scenario: Scenario, parts: Sequence[Node], wrapper: Holder) -> Scenario:
    first = parts[0]
    assert isinstance(first, Step)
    if len(parts) == 1:
        return edit.replace_part(scenario, replace(first, children=(_filled(wrapper, first.children),)))
    around = Step(id=new_id("step"), name=first.name, children=(_filled(wrapper, parts),))
    index = next(place for place, step in enumerate(scenario.steps) if step.id == first.id)
    return put(delete_all(scenario, (part.id for part in parts)), (around,), index=index)
