"""Builders of small scenarios for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from loadstudio.scenario.model import HttpRequest, Node, Scenario, Step, ThinkTime

_numbers = count(1)


def a_request(id: str = "", url: str = "http://shop.test/", **fields: Any) -> HttpRequest:  # noqa: A002  # the field's own name
    """Return a GET of the shop's first page unless told otherwise."""
    fields = {"name": f"GET {url}", "method": "GET"} | fields
    return HttpRequest(id=id or f"req-{next(_numbers)}", url=url, **fields)


def a_step(id: str = "", *children: Node, name: str = "Home", **fields: Any) -> Step:  # noqa: A002
    """Return a step with these children."""
    return Step(id=id or f"step-{next(_numbers)}", name=name, children=children, **fields)


def a_think_time(id: str = "", seconds: float = 1.5) -> ThinkTime:  # noqa: A002
    """Return a pause."""
    return ThinkTime(id=id or f"think-{next(_numbers)}", seconds=seconds)


def a_scenario(*steps: Step, **fields: Any) -> Scenario:
    """Return a scenario of these steps."""
    return Scenario(**({"id": "scn-1", "name": "Shop"} | fields), steps=steps)
