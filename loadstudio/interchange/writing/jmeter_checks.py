"""What is asked of an answer, as assertions of a test plan of JMeter."""

from __future__ import annotations

from loadstudio.interchange.writing.java_words import array_of_keys, java, texts
from loadstudio.interchange.writing.jmeter_xml import Branch, add_script, collection, plain, put
from loadstudio.interchange.writing.json_path import plain_keys
from loadstudio.interchange.writing.outline import Exchange, JsonValue
from loadstudio.interchange.writing.script_parts import route_pattern
from loadstudio.scenario.assertion import HeaderCheck, JsonKeysCheck, NoLoginFormCheck, RedirectCheck, TextCheck

_MATCHES, _CONTAINS, _NOT, _EQUALS, _SUBSTRING = 1, 2, 4, 8, 16
PASSWORD_FIELD = r"(?i)<input\b[^>]*\btype\s*=\s*[\"']?password"
"""What a page that asks for a password has."""


def write_checks(below: Branch, exchange: Exchange, told: list[str]) -> None:
    """Write what is asked of an answer below its request; `told` is what cannot be said."""
    status = exchange.status
    if status == "any":
        _assert(below, "Any status", "response_code", _MATCHES, r"\d+", ignores_status=True)
    elif status.isdigit():
        _assert(below, f"Status {status}", "response_code", _EQUALS, status, ignores_status=True)
    elif status:
        expected = rf"{status[0]}\d\d" + ("|304" if status[0] == "2" else "")
        _assert(below, f"Status {status}", "response_code", _MATCHES, expected, ignores_status=True)
    for check in exchange.checks:
        match check:
            case TextCheck(text=text, absent=absent):
                kind = _SUBSTRING | (_NOT if absent else 0)
                _assert(below, "Does not contain" if absent else "Contains", "response_data", kind, plain(text))
            case NoLoginFormCheck():
                _assert(below, "No log-in form", "response_data", _CONTAINS | _NOT, PASSWORD_FIELD)
            case RedirectCheck(route=route):
                leads = rf"(?im)^Location: *(?:https?://[^/\s]*)?{route_pattern(route)}(?:[?#].*)?\s*$"
                _assert(below, f"Leads to {route}", "response_headers", _CONTAINS, leads)
            case HeaderCheck(name=name, text=text):
                _add_check(below, f"headerProblem({java(name)}, {java(text)})", "Header")
            case JsonKeysCheck(keys=keys):
                _add_check(below, f"keysProblem(answerText(), {texts(keys)})")
            case JsonValue(steps, path, equals, absent):
                keys_found = plain_keys(steps)
                if keys_found is None:
                    told.append(f"The check of {path} in '{exchange.name}': the path is too much for JMeter.")
                    continue
                _add_check(
                    below, f"jsonProblem(answerText(), {array_of_keys(keys_found)}, {java('' if absent else equals)})"
                )


def _assert(below: Branch, name: str, field: str, kind: int, wanted: str, *, ignores_status: bool = False) -> None:
    element, _ = below.add(
        "ResponseAssertion",
        name,
        "AssertionGui",
        Assertion__test_field=f"Assertion.{field}",
        Assertion__assume_success=ignores_status,
        Assertion__test_type=kind,
    )
    put(collection(element, "Asserion.test_strings"), "0", wanted)  # JMeter's own spelling


def _add_check(below: Branch, problem: str, name: str = "JSON") -> None:
    script = f"String problem = {problem};\nFailure = problem.length() > 0;\nFailureMessage = problem;"
    add_script(below, "BeanShellAssertion", script, name)
