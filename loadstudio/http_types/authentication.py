"""The fields with which servers ask for a log-in and browsers answer (RFC 9110, 11): schemes and their parameters read.
Pure text to values; what Digest makes of them is in `digest`.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_parameter = re.compile(rf'[\s,]*({_TOKEN})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=][^\s,"]*))\s*(?=,|$)').match
_scheme = re.compile(rf"[\s,]*({_TOKEN})(?=\s|,|$)").match
_token68 = re.compile(r"\s+([A-Za-z0-9\-._~+/]+=*)\s*(?=,|$)").match


class Scheme(NamedTuple):
    """One way to log in, or one log-in. `name` is in lower case, and so are the names of the parameters; `token` stands
    in their place where the scheme has a single text, as Basic's credentials.
    """

    name: str
    parameters: dict[str, str]
    token: str = ""


def schemes_of(field: str) -> tuple[Scheme, ...]:
    """Return what a WWW-Authenticate or Authorization field says, several challenges in one field too. What cannot be
    read ends it.
    """
    found: list[Scheme] = []
    position = 0
    while match := _scheme(field, position):
        position = match.end()
        token = _token68(field, position)
        if token is not None and not _parameter(field, position):
            position = token.end()
        parameters: dict[str, str] = {}
        while one := _parameter(field, position):
            name, quoted, bare = one.groups()
            parameters.setdefault(name.lower(), bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
            position = one.end()
        text = token.group(1) if token is not None and not parameters else ""
        found.append(Scheme(match.group(1).lower(), parameters, text))
    return tuple(found)


def basic_credentials(scheme: Scheme) -> tuple[str, str] | None:
    """Return user name and password of a Basic log-in (RFC 7617), None when it holds none."""
    if scheme.name != "basic":
        return None
    try:
        content = base64.b64decode(scheme.token, validate=True)
    except binascii.Error:
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    name, mark, password = text.partition(":")
    return (name, password) if mark else None
