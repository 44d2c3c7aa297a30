"""New parts for a scenario, put behind the one that is chosen. Pure: scenario in, scenario and new id out."""

from __future__ import annotations

from loadstudio.base.ids import new_id
from loadstudio.scenario import edit
from loadstudio.scenario.model import HttpRequest, Node, Scenario, Step, ThinkTime

_PAUSE_S = 3.0


def with_step(scenario: Scenario, chosen_id: str, name: str) -> tuple[Scenario, str]:
    """Return the scenario with a new empty step behind the chosen one, or at the end."""
    step = Step(id=new_id("step"), name=name)
    owner = owner_of(scenario, chosen_id)
    index = scenario.steps.index(owner) + 1 if owner is not None else None
    return edit.insert(scenario, step, index=index), step.id


def with_pause(scenario: Scenario, chosen_id: str) -> tuple[Scenario, str]:
    """Return the scenario with a new think time behind the chosen part."""
    return _with_node(scenario, chosen_id, ThinkTime(id=new_id("think"), seconds=_PAUSE_S))


def with_request(scenario: Scenario, chosen_id: str) -> tuple[Scenario, str]:
    """Return the scenario with a new request behind the chosen part; it asks for the site's first page."""
    url = scenario.start_url.partition("?")[0] or "http://localhost/"
    return _with_node(scenario, chosen_id, HttpRequest(id=new_id("req"), name="GET /", method="GET", url=url))


def owner_of(scenario: Scenario, part_id: str) -> Step | None:
    """Return the step that a part is or stands in; the last one for an unknown part, None when there is no step."""
    for step in scenario.steps:
        if step.id == part_id or any(node.id == part_id for node in step.children):
            return step
    return scenario.steps[-1] if scenario.steps else None


def _with_node(scenario: Scenario, chosen_id: str, node: Node) -> tuple[Scenario, str]:
    owner = owner_of(scenario, chosen_id)
    if owner is None:
        owner = Step(id=new_id("step"), name="Step 1")
        scenario = edit.insert(scenario, owner)
    places = [index for index, child in enumerate(owner.children) if child.id == chosen_id]
    index = places[0] + 1 if places else None
    return edit.insert(scenario, node, parent_id=owner.id, index=index), node.id
