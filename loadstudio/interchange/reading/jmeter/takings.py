"""What the scripts of our own test plans take from answers: calls of the helpers that look for a value, as sources."""

from __future__ import annotations

import re

from loadstudio.interchange.reading.jmeter.java_meaning import Meaning
from loadstudio.interchange.reading.jmeter.java_reading import Array, Call, Java, Literal, New
from loadstudio.interchange.reading.jmeter.pieces import template
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    HeaderSource,
    InputSource,
    JsonSource,
    RegexSource,
    Source,
)

_JAVA_GROUP = re.compile(r"\(\?<(?![=!])")
_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")


def source_of(call: Call, meaning: Meaning) -> Source | None:  # noqa: PLR0911 - one for each kind
    """Return the source that a call looks in, None for what is no such call."""
    said = [meaning.text(one) for one in call.arguments]
    texts = [one or "" for one in said]
    match call.name:
        case "field" if len(said) == 4:
            return InputSource(name=texts[1], form=texts[2], occurrence=_number(call, 3))
        case "header" if len(said) == 3:
            return HeaderSource(name=texts[0], pattern=_python(texts[1]), occurrence=_number(call, 2))
        case "cookie" if len(said) == 1:
            return CookieSource(name=texts[0])
        case "pattern" if len(said) == 3:
            pattern = said[1] or _with_values(call.arguments[1], meaning)
            return None if pattern is None else RegexSource(pattern=_python(pattern), occurrence=_number(call, 2))
        case "attribute" if len(said) == 5:
            selector = _selector(call.arguments[1], meaning)
            return (
                None
                if selector is None
                else AttributeSource(
                    selector=selector, attribute=texts[2], pattern=_python(texts[3]), occurrence=_number(call, 4)
                )
            )
        case "jsonAt" if len(said) == 2:
            return _json(call, meaning)
    return None


def _json(call: Call, meaning: Meaning) -> Source | None:
    path = path_of(call.arguments[1])
    inside = call.arguments[0]
    if path is None:
        return None
    if isinstance(inside, Call) and inside.name == "attribute":
        island = source_of(inside, meaning)
        if isinstance(island, AttributeSource):
            return JsonSource(path=path, selector=island.selector, attribute=island.attribute)
    return JsonSource(path=path)


def path_of(keys: Java) -> str | None:
    """Return the JSONPath of names and places."""
    if not isinstance(keys, Array):
        return None
    path = "$"
    for key in keys.items:
        only = key.arguments[0] if isinstance(key, New) and key.arguments else key
        if not isinstance(only, Literal) or not isinstance(only.value, str | int):
            return None
        if isinstance(only.value, int):
            path += f"[{only.value}]"
        elif _PLAIN_KEY.fullmatch(only.value):
            path += f".{only.value}"
        else:
            path += "['" + only.value.replace("\\", "\\\\").replace("'", "\\'") + "']"
    return path


def _selector(java: Java, meaning: Meaning) -> str | None:
    selector = _with_values(java, meaning)
    return None if selector is None else selector.replace(":contains(", ":lexbor-contains(")


def _with_values(java: Java, meaning: Meaning) -> str | None:
    """Return a selector or pattern, within which `css(…)` or `spelled(…)` writes values."""
    pieces = meaning.pieces(java)
    return None if pieces is None else template(pieces)


def _number(call: Call, place: int) -> int:
    found = call.arguments[place]
    return found.value if isinstance(found, Literal) and isinstance(found.value, int) else 0


def _python(pattern: str) -> str:
    return _JAVA_GROUP.sub("(?P<", pattern)
