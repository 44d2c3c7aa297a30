"""New parts for a scenario, put behind the one that is chosen. Pure: scenario in, scenario and new id out."""

from __future__ import annotations

from loadstudio.base.ids import new_id
from loadstudio.scenario import edit, selection
from loadstudio.scenario.model import HttpRequest, Node, PythonCode, Scenario, Step, ThinkTime

_PAUSE_S = 3.0


def with_step(scenario: Scenario, chosen_id: str, name: str) -> tuple[Scenario, str]:
    """Return the scenario with a new empty step behind the chosen one, or at the end."""
    return with_part(scenario, chosen_id, Step(id=new_id("step"), name=name))


def with_pause(scenario: Scenario, chosen_id: str) -> tuple[Scenario, str]:
    """Return the scenario with a new think time behind the chosen part."""
    return with_part(scenario, chosen_id, ThinkTime(id=new_id("think"), seconds=_PAUSE_S))


def with_request(scenario: Scenario, chosen_id: str) -> tuple[Scenario, str]:
    """Return the scenario with a new request behind the chosen part; it asks for the site's first page."""
    url = scenario.start_url.partition("?")[0] or "http://localhost/"
    return with_part(scenario, chosen_id, HttpRequest(id=new_id("req"), name="GET /", method="GET", url=url))


def with_code(scenario: Scenario, chosen_id: str, name: str) -> tuple[Scenario, str]:
    """Return the scenario with a new Python step behind the chosen part."""
    return with_part(scenario, chosen_id, PythonCode(id=new_id("python"), name=name, code=""))


def with_part(scenario: Scenario, chosen_id: str, part: Node, *, inside: bool = False) -> tuple[Scenario, str]:
    """Return the scenario with a part behind the chosen one or in it; a step for it is made where there is none.

    `inside` puts a step into a step, as a group.
    """
    if not scenario.steps and (inside or not isinstance(part, Step)):
        scenario = edit.insert(scenario, Step(id=new_id("step"), name="Step 1"))
    parent_id, index = selection.place_for(scenario, chosen_id, (part,), inside=inside)
    return selection.put(scenario, (part,), parent_id=parent_id, index=index), part.id
