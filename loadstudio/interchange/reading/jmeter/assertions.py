"""The assertions of JMeter as checks of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.extractors import NoEqual
from loadstudio.interchange.reading.jmeter.patterns import literal_of
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.interchange.writing.jmeter_checks import PASSWORD_FIELD
from loadstudio.interchange.writing.script_parts import route_pattern
from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.check_kinds import typed_as_json
from loadstudio.scenario.json_path import json_steps

_MATCHES, _CONTAINS, _NOT, _EQUALS, _SUBSTRING, _OR = 1, 2, 4, 8, 16, 32
_STATUS = re.compile(r"\^?([1-5])(\d\d|\\d\\d|\\d\{2\}|\.\.|\.\*|\[0-9\]\[0-9\]|\[0-9\]\{2\}|\\d\+)\$?")
_ANY_STATUS = frozenset((r"\d+", r"\d\d\d", r"\d{3}", "...", ".*", ".+", "[0-9]+"))
_HEADER_LINE = re.compile(r"(?:\(\?[ims]+\))?\^?([A-Za-z][\w-]*):\s?(?:\\s[*+]?|\s\*)?(.*)", re.DOTALL)
_OF_ROUTE = "(?im)^Location: *(?:https?://[^/\\s]*)?"
_AFTER_ROUTE = "(?:[?#].*)?\\s*$"
_STRINGS = ("Asserion.test_strings", "Assertion.test_strings")  # JMeter's own spelling, and what others write
_BY_XPATH = frozenset(("XPathAssertion", "XPath2Assertion"))
_KINDS = _BY_XPATH | {"ResponseAssertion", "JSONPathAssertion", "DurationAssertion"}
_TEXT_OF_ELEMENT = re.compile(r"""[^'"]*(?:text\(\)|(?<![\w.])\.)\s*[=,]\s*(?:'([^']+)'|"([^"]+)")[^'"]*""")
_MORE_THAN_A_TEXT = re.compile(r"!=|\bnot\b|\bor\b|\bcount\b")


def is_assertion(element: Element) -> bool:
    """Tell whether an element judges answers, in a way that is understood here."""
    return element.kind in _KINDS


def looks_anywhere(element: Element) -> bool:
    """Tell whether an assertion looks for a text in one element, and its check in the whole page."""
    return element.kind in _BY_XPATH and element.enabled


def checks_of(element: Element, known: Callable[[str], str | None]) -> Iterator[Check]:
    """Yield the checks of an assertion. `known` gives a text of the plan as it always is, None for one that changes.
    Raises NoEqual for what none of ours says.
    """

    def filled(text: str) -> str:
        if (found := known(text)) is None:
            raise NoEqual(f"that a text holds values that change ({text})")
        return found

    if element.kind == "ResponseAssertion":
        for check in _of_response(element, filled):
            yield check if element.enabled else _off(check)
    elif element.kind == "JSONPathAssertion":
        check = _of_json(element, filled)
        yield check if element.enabled else _off(check)
    elif element.kind in _BY_XPATH:
        check = _of_xpath(element, filled)
        yield check if element.enabled else _off(check)


def limit_ms(element: Element) -> str:
    """Return how long an answer may take, as the plan has it; '' where an assertion does not say."""
    return element.text("DurationAssertion.duration").strip() if element.kind == "DurationAssertion" else ""


def _of_response(element: Element, filled: Callable[[str], str]) -> Iterator[Check]:
    field = element.text("Assertion.test_field").removeprefix("Assertion.") or "response_data"
    said = element.text("Assertion.test_type").strip()
    mode = int(said) if said.isdecimal() else _CONTAINS
    texts = [filled(one) for key in _STRINGS for one in element.listed(key) if isinstance(one, str)]
    if element.text("Assertion.scope") == "variable":
        raise NoEqual(f"that it looks at the value '{element.text('Scope.variable')}'")
    if element.flag("Assertion.assume_success") and field != "response_code":
        yield StatusCheck(recorded=200, enabled=False)
    if field == "response_code":
        yield from _of_status(texts, mode)
        return
    if mode & _OR and len(texts) > 1:
        raise NoEqual("that one of several texts is enough")
    for text in filter(None, texts):  # no text is in every answer
        if field in ("response_data", "response_data_as_document"):
            yield _of_text(text, mode)
        elif field == "response_headers":
            yield _of_header(text, mode)
        else:
            raise NoEqual(f"that it looks at {field.replace('_', ' ').replace('sample label', 'the address')}")


def _of_status(texts: list[str], mode: int) -> Iterator[Check]:
    alternatives = [one for text in texts for one in re.sub(r"^\^?\((?:\?:)?(.*)\)\$?$", r"\1", text).split("|")]
    if mode & _NOT or not alternatives:
        raise NoEqual(f"that the status is not {' or '.join(texts)}")
    if any(one in _ANY_STATUS for one in alternatives):
        yield StatusCheck(recorded=200, enabled=False)
        return
    found = [_STATUS.fullmatch(one.strip()) for one in alternatives]
    classes = {match[1] for match in found if match is not None}
    if None in found or (len(classes) > 1 and alternatives[1:] != ["304"]):
        raise NoEqual(f"that the status is {' or '.join(alternatives)}")
    first = alternatives[0].strip().strip("^$")
    if len(alternatives) == 1 and first.isdecimal():
        yield StatusCheck(recorded=int(first), exact=True)
    else:
        yield StatusCheck(recorded=int(f"{first[0]}00"))


def _of_text(text: str, mode: int) -> Check:
    absent = bool(mode & _NOT)
    if absent and mode & _CONTAINS and text == PASSWORD_FIELD:
        return NoLoginFormCheck()
    if mode & _SUBSTRING:
        return TextCheck(text=text, absent=absent)
    if mode & _EQUALS:
        raise NoEqual(f"that the whole answer is '{text}'")
    plain = literal_of(text)
    if not plain or (mode & _MATCHES and not (text.startswith((".*", "(?s)")) and text.endswith(".*"))):
        raise NoEqual(f"its regular expression {text}")
    return TextCheck(text=plain, absent=absent)


def _of_header(text: str, mode: int) -> Check:
    if mode & _NOT:
        raise NoEqual(f"that the headers do not have '{text}'")
    if text.startswith(_OF_ROUTE) and text.endswith(_AFTER_ROUTE):
        route = _route(text[len(_OF_ROUTE) : -len(_AFTER_ROUTE)])
        if route is not None:
            return RedirectCheck(route=route)
    line = _HEADER_LINE.fullmatch(text)
    wanted = None if line is None else line[2] if mode & (_SUBSTRING | _EQUALS) else literal_of(line[2])
    if line is None or wanted is None:
        raise NoEqual(f"that the headers have '{text}'")
    return HeaderCheck(name=line[1], text=wanted)


def _route(pattern: str) -> str | None:
    route = re.sub(r"\\(.)", r"\1", pattern.replace("[^/]+", "*"))
    return route if route_pattern(route) == pattern else None


def _of_json(element: Element, filled: Callable[[str], str]) -> Check:
    path = filled(element.text("JSON_PATH").strip())
    inverted = element.flag("INVERT")
    try:
        json_steps(path)
    except InvalidInput as error:
        raise NoEqual(f"its path {path}") from error
    if not element.flag("JSONVALIDATION"):
        key = re.fullmatch(r"\$\.([\w-]+)", path)
        if inverted:
            return JsonCheck(path=path, absent=True)
        if key is None:
            raise NoEqual(f"that there is something at {path}")
        return JsonKeysCheck(keys=(key[1],))
    if element.flag("EXPECT_NULL"):
        if inverted:
            raise NoEqual(f"that there is something at {path}")
        return JsonCheck(path=path, absent=True)
    said = filled(element.text("EXPECTED_VALUE"))
    wanted = (None if ".*" in said else literal_of(said)) if element.flag("ISREGEX") else said
    if inverted or wanted is None:
        raise NoEqual(f"that {path} is {'not ' if inverted else ''}{said}")
    return JsonCheck(path=path, equals=typed_as_json(wanted))


def _of_xpath(element: Element, filled: Callable[[str], str]) -> Check:
    path = filled(element.text("XPath.xpath").strip())
    found = _TEXT_OF_ELEMENT.fullmatch(path)
    if found is None or element.flag("XPath.negate") or _MORE_THAN_A_TEXT.search(path):
        raise NoEqual(f"its XPath {path}")
    return TextCheck(text=found[1] or found[2])


def _off(check: Check) -> Check:
    return replace(check, enabled=False)
