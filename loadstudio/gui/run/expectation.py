"""Why an exchange of a run failed: what its request expects, what came instead, and what the recording has. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from msgspec.structs import replace

from loadstudio.gui.exchange_tools import exchange_of
from loadstudio.gui.scenario.words import check_text, shortened
from loadstudio.http_types.headers import get
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.run_spec import RunSpec
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import CompiledChecks, compile_checks, failure_of
from loadstudio.playback.jsonpath import JsonPath
from loadstudio.recording.entry import Entry
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
from loadstudio.scenario.model import HttpRequest, Scenario, requests_of

type Tr = Callable[[str], str]

_TITLE = re.compile(r"<(title|h1)\b[^>]*>\s*(.{1,300}?)\s*</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHOWN = 80
_SHOWN_FIELDS = 8


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """What was expected and what came, as sentences; '' where there is nothing to say."""

    expected: str = ""
    came: str = ""


def request_of(spec: RunSpec, request_id: str) -> tuple[Scenario, HttpRequest] | None:
    """Return the request that an exchange was made from, and its scenario."""
    for share in spec.shares:
        for request in requests_of(share.scenario):
            if request.id == request_id:
                return share.scenario, request
    return None


def expectation(request: HttpRequest, exchange: Exchange, tr: Tr) -> Expectation:
    """Return what the check that failed expected and what came; nothing when it failed for another reason."""
    if not exchange.status:
        return Expectation()
    answer = Answer.of(exchange.status, exchange.response_headers, exchange.response_body)
    for check in request.checks:
        if check.enabled and failure_of(_alone(check), answer) == exchange.failure:
            return Expectation(expected=check_text(check, tr), came=_came(check, exchange, answer, tr))
    if failure_of(compile_checks(request.checks), answer) == exchange.failure:  # 4xx and 5xx fail without any check
        return Expectation(expected=tr("The answer is no error (4xx or 5xx)"), came=_status(exchange, tr))
    return Expectation()


def recorded_exchange(request: HttpRequest, entry: Entry) -> Exchange | None:
    """Return what was recorded for a request as an exchange of a run is shown; None when no answer was recorded."""
    if entry.response is None:
        return None
    return replace(exchange_of(entry), request_id=request.id, label=request.name)


def status_text(exchange: Exchange) -> str:
    """Return `503 Service Unavailable`."""
    known = {one.value: one.phrase for one in HTTPStatus}
    return f"{exchange.status} {exchange.reason or known.get(exchange.status, '')}".strip()


def _alone(check: Check) -> CompiledChecks:
    """Compile one check; the status is judged by its own check only."""
    return compile_checks((check,) if isinstance(check, StatusCheck) else (StatusCheck(recorded=0), check))


def _status(exchange: Exchange, tr: Tr) -> str:
    title = _title(exchange)
    words = tr("The answer is {0}: “{1}”") if title else tr("The answer is {0}")
    return words.format(status_text(exchange), title)


def _title(exchange: Exchange) -> str:
    """Return what a page calls itself: mostly that says what went wrong."""
    found = _TITLE.search(exchange.response_body[:20_000].decode("utf-8", "replace"))
    return shortened(" ".join(_TAG.sub(" ", found[2]).split()), _SHOWN) if found else ""


def _came(check: Check, exchange: Exchange, answer: Answer, tr: Tr) -> str:
    title = _title(exchange)
    match check:
        case StatusCheck():
            words = _status(exchange, tr)
        case TextCheck(absent=True):
            words = tr("It is in the answer")
        case TextCheck():
            words = tr("It is not there; the page is called “{0}”").format(title) if title else tr("It is not there")
        case HeaderCheck():
            value = get(exchange.response_headers, check.name)
            words = tr("The header {0} is “{1}”") if value else tr("The answer has no header {0}")
            words = words.format(check.name, shortened(value, _SHOWN))
        case RedirectCheck():
            location = get(exchange.response_headers, "location")
            words = tr("It leads on to {0}").format(shortened(location, _SHOWN)) if location else tr("It leads nowhere")
        case NoLoginFormCheck():
            words = tr("The page asks to log in")
        case JsonKeysCheck():
            words = _fields(answer, tr)
        case JsonCheck():
            words = _value(check, answer, tr)
    return words


def _value(check: JsonCheck, answer: Answer, tr: Tr) -> str:
    try:
        found = JsonPath(check.path).first(answer.json)
    except (LookupError, ValueError):
        return _fields(answer, tr)
    shown = shortened(msgspec.json.encode(found).decode(), _SHOWN)
    return tr("The answer has {1} in {0}").format(check.path.removeprefix("$."), shown)


def _fields(answer: Answer, tr: Tr) -> str:
    try:
        document = answer.json
    except ValueError:
        return tr("The answer is not JSON")
    if not isinstance(document, dict):
        return tr("The answer is JSON without fields")
    names = [shortened(str(name), 30) for name in document]
    shown = ", ".join(names[:_SHOWN_FIELDS]) + (" …" if len(names) > _SHOWN_FIELDS else "")
    return tr("The answer has the fields {0}").format(shown) if names else tr("The answer has no fields")
