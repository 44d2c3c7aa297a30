"""Which secrets of the environment a scenario uses: `${env('TOKEN')}`. Reading them is for those who start a run."""

from __future__ import annotations

from loadstudio.scenario.functions import secrets_in
from loadstudio.scenario.model import Scenario, walk
from loadstudio.scenario.template import Hole
from loadstudio.scenario.validate import holes_of


def secrets_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the environment variables that a pass needs, in order of their first use."""
    texts = [variable.generator for variable in scenario.variables if variable.enabled]
    texts += [text for hole in secret_holes(scenario) for text in (hole.expression, *hole.filters)]
    return tuple(dict.fromkeys(name for text in texts for name in secrets_in(text)))


def secret_holes(scenario: Scenario) -> tuple[Hole, ...]:
    """Return the holes that a secret of the environment goes into, as value or as key of a filter."""
    holes = (hole for node in walk(scenario.steps, enabled_only=True) for hole in holes_of(node))
    return tuple(hole for hole in holes if any(secrets_in(text) for text in (hole.expression, *hole.filters)))
