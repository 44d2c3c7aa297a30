"""Judges answers: the checks of a request compiled so that the usual one, the status, costs a look into a set. A
failure is a short sentence without changing parts, so that equal failures are counted together.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.body import BodyError
from loadstudio.playback.answer import Answer
from loadstudio.playback.forms import asks_for_password
from loadstudio.playback.jsonpath import JsonPath
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

type Judge = Callable[[Answer], str | None]

_EVERY_STATUS = frozenset(range(100, 1000))
_NO_FAILURE_STATUS = frozenset(range(100, 400))
_CHANGING_SEGMENT = re.compile(r"(?=.*\d)[\w.~%-]{4,}|\d+|[0-9a-fA-F-]{16,}|.{33,}")
_SHOWN_TEXT = 60
_CONFLICTS = frozenset({409, 412})
_CONFLICT_BYTES = 200_000
_CONFLICT = re.compile(
    rb"\b(?:someone else|somebody else|another user|other user|another session)\b[^<]{0,60}"
    rb"\b(?:edited|changed|modified|updated|saved)\b"
    rb"|\b(?:edited|changed|modified|updated|saved) (?:by (?:someone else|somebody else|another user|others)|since you"
    rb"|meanwhile|in the meantime)\b|\b(?:edit|mid-air|update) (?:conflict|collision)\b",
    re.IGNORECASE,
)
_CONFLICT_WORDS = "the site says that somebody else changed it meanwhile"


@dataclass(frozen=True, slots=True)
class CompiledChecks:
    """`passing` are the statuses that are good, `expected` says them in words; `judges` look at the rest.
    `status_only` tells that neither headers nor body are looked at.
    """

    passing: frozenset[int]
    expected: str
    judges: tuple[Judge, ...]

    @property
    def status_only(self) -> bool:
        """Whether the answer's head and body are not looked at."""
        return not self.judges


def compile_checks(checks: Iterable[Check]) -> CompiledChecks:
    """Return the checks that are on. Where no status check is written at all, 4xx and 5xx fail.

    Raises InvalidInput for a path or a JSON value that is none.
    """
    found = tuple(checks)
    statuses = [check for check in found if isinstance(check, StatusCheck)]
    passing = _EVERY_STATUS if statuses else _NO_FAILURE_STATUS
    expected = ""
    for check in statuses:
        if check.enabled and check.recorded:
            passing &= _passing(check)
            expected = str(check.recorded) if check.exact else f"{_family(check)}xx"
    judges = tuple(_judge(check) for check in found if check.enabled and not isinstance(check, StatusCheck))
    return CompiledChecks(passing, expected, judges)


def failure_of(checks: CompiledChecks, answer: Answer) -> str | None:
    """Return why the answer is no success, None when it is one; whether the site says that somebody else was faster."""
    failure = _failure(checks, answer)
    return f"{failure} ({_CONFLICT_WORDS})" if failure is not None and _is_conflict(answer) else failure


def _is_conflict(answer: Answer) -> bool:
    """Tell whether an answer refuses a change because somebody else changed the same thing meanwhile."""
    if answer.status in _CONFLICTS:
        return True
    try:
        return answer.status == 200 and _CONFLICT.search(answer.content[:_CONFLICT_BYTES]) is not None
    except BodyError:
        return False


def _failure(checks: CompiledChecks, answer: Answer) -> str | None:
    if answer.status not in checks.passing:
        instead = f" instead of {checks.expected}" if checks.expected else ""
        return f"status {answer.status}{instead}"
    for judge in checks.judges:
        try:
            failure = judge(answer)
        except BodyError:
            return "the answer's content encoding is damaged or too large"
        if failure is not None:
            return failure
    return None


def _passing(check: StatusCheck) -> frozenset[int]:
    if check.exact:
        return frozenset((check.recorded,))
    family = _family(check)
    hundred = set(range(family * 100, family * 100 + 100)) - {304}
    return frozenset(hundred | {304} if family == 2 else hundred)


def _family(check: StatusCheck) -> int:
    return 2 if check.recorded == 304 else check.recorded // 100


def _judge(check: Check) -> Judge:
    match check:
        case TextCheck(text=text, absent=absent):
            return _lacks(text) if absent else _has(text)
        case HeaderCheck(name=name, text=text):
            return _has_header(name, text)
        case RedirectCheck(route=route):
            return _leads_to(route)
        case NoLoginFormCheck():
            return _no_login_form
        case JsonKeysCheck(keys=keys):
            return _has_keys(keys)
        case JsonCheck():
            return _has_value(check)
        case StatusCheck():
            raise AssertionError("status checks are compiled to a set")


def _has(text: str) -> Judge:
    failure = f"the page does not contain “{_shown(text)}”"
    needle = text.encode("utf-8", "replace")
    place = 0  # where it stood the last time: the pages of a request are much alike

    def judge(answer: Answer) -> str | None:
        nonlocal place
        content = answer.content
        if content.startswith(needle, place):
            return None
        found = content.find(needle)
        if found >= 0:
            place = found
            return None
        return None if text in answer.text or text in html.unescape(answer.text) else failure

    return judge


def _lacks(text: str) -> Judge:
    failure = f"the page contains “{_shown(text)}”"
    needle = text.encode("utf-8", "replace")
    is_ascii = text.isascii()

    def judge(answer: Answer) -> str | None:
        if needle in answer.content or (not is_ascii and text in answer.text):
            return failure
        return None

    return judge


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_TEXT else line[: _SHOWN_TEXT - 1] + "…"


def _has_header(name: str, text: str) -> Judge:
    missing = f"the answer has no header '{name}'"
    other = f"the header '{name}' does not contain “{_shown(text)}”"

    def judge(answer: Answer) -> str | None:
        place = 0
        while (value := answer.header(name, place)) is not None:
            if text in value:
                return None
            place += 1
        return other if place else missing

    return judge if name else lambda _answer: None


def _no_login_form(answer: Answer) -> str | None:
    return "the log-in form came again" if asks_for_password(answer.content) else None


def _leads_to(route: str) -> Judge:
    pattern = re.compile("[^/]+".join(re.escape(part) for part in route.split("*")) + r"\Z")

    def judge(answer: Answer) -> str | None:
        location = answer.header("location")
        if location is None:
            return f"does not lead to {route}"
        try:
            path = urlsplit(urljoin(answer.path, location)).path or "/"
        except ValueError:
            return f"leads to no web address instead of {route}"
        return None if pattern.match(path) else f"leads to {_route_of(path)} instead of {route}"

    return judge


def _route_of(path: str) -> str:
    """Return a path with what looks like an identity replaced by `*`."""
    segments = ("*" if _CHANGING_SEGMENT.fullmatch(segment) else segment for segment in path.split("/"))
    return "/".join(segments)[:80]


def _has_value(check: JsonCheck) -> Judge:
    path = JsonPath(check.path)
    wanted = b"" if check.absent else _canonical(_read(check))
    called = check.path.removeprefix("$.")
    failure = (
        f"the answer says something in '{called}'" if check.absent else f"'{called}' is not {_shown(check.equals)}"
    )

    def judge(answer: Answer) -> str | None:
        try:
            found = path.first(answer.json)
        except BodyError:
            raise
        except LookupError:
            return None if check.absent else f"the answer has no field '{called}'"
        except ValueError:
            return "the answer is not JSON"
        good = found is None if check.absent else _canonical(found) == wanted
        return None if good else failure

    return judge


def _read(check: JsonCheck) -> object:
    try:
        return msgspec.json.decode(check.equals)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidInput(f"'{check.equals}' is no JSON value. Texts stand in double quotes, like \"ok\".") from error


def _canonical(value: object) -> bytes:
    """Return a JSON value as text that is equal for equal values: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return msgspec.json.encode(value, order="sorted")


def _has_keys(keys: tuple[str, ...]) -> Judge:
    def judge(answer: Answer) -> str | None:
        try:
            document = answer.json
        except BodyError:
            raise
        except ValueError:
            return "the answer is not JSON"
        if not isinstance(document, dict):
            return "the answer is not a JSON object"
        lacking = next((key for key in keys if key not in document), None)
        return None if lacking is None else f"the answer has no field '{lacking}'"

    return judge
