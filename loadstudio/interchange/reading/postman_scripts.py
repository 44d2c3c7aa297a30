"""The scripts of Postman that need no JavaScript to be understood: values taken from a JSON answer, a status asked
for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_PATH = r"((?:\??\.\w+|\[\s*(?:\d+|\"[^\"]*\"|'[^']*')\s*\])*)"
_JSON = r"(?:pm\.response\.json\(\)|JSON\.parse\(\s*(?:responseBody|pm\.response\.text\(\))\s*\))"
_SET = re.compile(
    rf"(?:pm\.(?:environment|globals|collectionVariables|variables)\.set|postman\.set(?:Environment|Global)Variable)"
    rf"\(\s*[\"']([^\"']+)[\"']\s*,\s*({_JSON}|\w+){_PATH}\s*\)"
)
_NAMED = re.compile(rf"(?:const|let|var)\s+(\w+)\s*=\s*{_JSON}{_PATH}\s*;?")
_STATUS = re.compile(
    r"\.to\.have\.status\(\s*(\d{3})\s*\)|responseCode\.code\s*===?\s*(\d{3})|\.code\)\.to\.eql?\(\s*(\d{3})\s*\)"
)
_HARMLESS = re.compile(
    r"^\s*(?://.*|/\*.*?\*/|console\.\w+\(.*\);?|pm\.test\(.*|tests\[.*|\}\s*\)?;?|\)\s*;?|pm\.expect\(.*|pm\.response\.to\..*|)\s*$",
    re.DOTALL,
)


def scripts_of(item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Return the scripts of a request, a folder or a collection, each with when it runs: `prerequest` or `test`."""
    for event in item.get("event") or ():
        lines = (event.get("script") or {}).get("exec") if isinstance(event, dict) else None
        text = "\n".join(map(str, lines)) if isinstance(lines, list) else str(lines or "")
        if text.strip():
            yield str(event.get("listen") or ""), text


def takings_of(script: str) -> Iterable[tuple[str, str]]:
    """Return the variables that a script sets from the JSON of an answer, each with its JSONPath."""
    named = {found[1]: found[2] for found in _NAMED.finditer(script)}
    for found in _SET.finditer(script):
        variable, start, path = found.groups()
        if start in named:
            yield variable, _json_path(named[start] + path)
        elif "(" in start:
            yield variable, _json_path(path)


def statuses_of(script: str) -> Iterable[int]:
    """Return the statuses that a script asks for."""
    for found in _STATUS.finditer(script):
        yield int(next(one for one in found.groups() if one))


def understood(script: str) -> bool:
    """Tell whether nothing of a script is lost that changes what is sent."""
    named = {found[1] for found in _NAMED.finditer(script)}
    rest = _NAMED.sub("", _SET.sub(lambda found: "" if found[2] in named or "(" in found[2] else found[0], script))
    return all(_HARMLESS.match(line.strip().rstrip(";")) for line in rest.splitlines())


def _json_path(path: str) -> str:
    steps = re.sub(r"\[\s*[\"']([^\"']*)[\"']\s*\]", lambda found: "['" + found[1].replace("'", "\\'") + "']", path)
    return "$" + steps.replace("?.", ".")
