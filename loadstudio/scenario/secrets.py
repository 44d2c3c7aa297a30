"""What in a scenario is secret: what it takes of the environment (`${env('TOKEN')}`; reading that is for those who
start a run), and what has the name of a secret.
"""

from __future__ import annotations

import re

from loadstudio.scenario.functions import secrets_in
from loadstudio.scenario.model import Scenario, walk
from loadstudio.scenario.template import Hole
from loadstudio.scenario.validate import holes_of

SECRET_HEADERS = frozenset(
    ("authorization", "proxy-authorization", "x-api-key", "api-key", "x-auth-token", "x-access-token")
)
SECRET_NAME = (
    r"[\w.\[\]-]*(?:passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|private[_-]?key|(?:access|refresh|id|auth|bearer|"
    r"session)[_-]?token|jwt|card[_-]?number|cvv|cvc)[\w.\[\]-]*|token|pin|otp|sid|session[_-]?id"
)
"""A regular expression for the names of fields, cookies and members whose values are secret; case does not count."""
_SECRET_NAME = re.compile(SECRET_NAME, re.IGNORECASE)


def is_secret_name(name: str) -> bool:
    """Return whether what has this name, in a form, a header or an address, is a secret."""
    return name.lower() in SECRET_HEADERS or _SECRET_NAME.fullmatch(name) is not None


def secrets_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the environment variables that a pass needs, in order of their first use."""
    texts = [variable.generator for variable in scenario.variables if variable.enabled]
    texts += [text for hole in secret_holes(scenario) for text in (hole.expression, *hole.filters)]
    return tuple(dict.fromkeys(name for text in texts for name in secrets_in(text)))


def secret_holes(scenario: Scenario) -> tuple[Hole, ...]:
    """Return the holes that a secret of the environment goes into, as value or as key of a filter."""
    holes = (hole for node in walk(scenario.steps, enabled_only=True) for hole in holes_of(node))
    return tuple(hole for hole in holes if any(secrets_in(text) for text in (hole.expression, *hole.filters)))
