"""A scenario made anew, put in the place of an older one in which a person has changed things meanwhile: what they
changed stays.
"""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import HttpRequest, Scenario, Variable, requests_of
from loadstudio.scenario.validate import holes_of


def merged(before: Scenario, now: Scenario, after: Scenario) -> Scenario:
    """Return `now` with what became of `before` in `after`: requests that the person left alone, and all variables.

    Names, order, think times, data sources and what is switched off are `now`'s.
    """
    old = {request.id: request for request in requests_of(before)}
    new = {request.id: request for request in requests_of(after)}
    result = now
    for request in requests_of(now):
        if request.id in new and request.id in old and _same(request, old[request.id]):
            made = replace(new[request.id], enabled=request.enabled)
            named = made if request.name == old[request.id].name else replace(made, name=request.name)
            result = replace_request(result, named)
    return replace(result, variables=_variables(result, now, after))


def _same(request: HttpRequest, other: HttpRequest) -> bool:
    return replace(request, enabled=other.enabled, name=other.name) == other


def _variables(result: Scenario, now: Scenario, after: Scenario) -> tuple[Variable, ...]:
    switched = {variable.name: variable.enabled for variable in now.variables}
    known = {variable.name for variable in after.variables}
    used = {hole.expression for request in requests_of(result) for hole in holes_of(request)}
    made = (replace(variable, enabled=switched.get(variable.name, variable.enabled)) for variable in after.variables)
    own = (variable for variable in now.variables if variable.name not in known and variable.name in used)
    return (*made, *own)
