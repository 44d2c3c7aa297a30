"""Edits of a scenario's changing values, and where each is used: pure functions, as in `edit`.

All raise KeyError for a value or request that there is not, and ValueError, with a sentence, for a change that makes no
sense.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from loadstudio.scenario.data_edit import with_expressions
from loadstudio.scenario.edit import find, replace_part
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import HttpRequest, PythonCode, Scenario, Variable, requests_of, walk
from loadstudio.scenario.template import names_in
from loadstudio.scenario.template_places import placed_templates

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = re.compile(r"""["']([^"'\n]+)["']""")


def with_taken(scenario: Scenario, request_id: str, variable: Variable, extractor: Extractor) -> Scenario:
    """Add a value that is taken from the answer to a request."""
    _check_name(scenario, variable.name)
    request = _request(scenario, request_id)
    changed = replace(request, extractors=(*request.extractors, extractor))
    return replace(replace_part(scenario, changed), variables=(*scenario.variables, variable))


def rename_value(scenario: Scenario, name: str, new_name: str) -> Scenario:
    """Give a value another name, also wherever it is taken and used."""
    new_name = new_name.strip()
    if all(variable.name != name for variable in scenario.variables):
        raise KeyError(name)
    if name == new_name:
        return scenario
    _check_name(scenario, new_name)
    variables = tuple(replace(one, name=new_name) if one.name == name else one for one in scenario.variables)
    scenario = with_expressions(replace(scenario, variables=variables), {name: new_name})
    for request in requests_of(scenario):
        if any(extractor.variable == name for extractor in request.extractors):
            extractors = tuple(
                replace(one, variable=new_name) if one.variable == name else one for one in request.extractors
            )
            scenario = replace_part(scenario, replace(request, extractors=extractors))
    return scenario


def users_of(scenario: Scenario, expression: str) -> tuple[str, ...]:
    """Return the ids of the parts that send or ask for a value or a column, in the order of the scenario."""
    return users_by_expression(scenario).get(expression, ())


def users_by_expression(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return for each expression the ids of the parts that send or ask for it, in the order of the scenario. Of Python
    steps all that stands in quotes counts.
    """
    found: dict[str, dict[str, None]] = {}
    for node in walk(scenario.steps):
        names = [name for placed in placed_templates(node) for name in names_in(placed.text)]
        if isinstance(node, PythonCode):
            names += _QUOTED.findall(node.code)
        for name in names:
            found.setdefault(name, {})[node.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def with_ignored(scenario: Scenario, request_id: str, text: str) -> Scenario:
    """Say of a text in the answer to a request that it may differ: comparisons grey it out."""
    request = _request(scenario, request_id)
    if text in request.ignored:
        return scenario
    return replace_part(scenario, replace(request, ignored=(*request.ignored, text)))


def _request(scenario: Scenario, request_id: str) -> HttpRequest:
    part = find(scenario, request_id)
    if not isinstance(part, HttpRequest):
        raise KeyError(request_id)
    return part


def _check_name(scenario: Scenario, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError("A name is letters, digits and underscores, and begins with no digit.")
    if name in {*(one.name for one in scenario.variables), *(one.name for one in scenario.data_sources)}:
        raise ValueError(f"There is a value '{name}' already.")
