"""What is said of a failed exchange: what was expected, what came, what was recorded."""

from __future__ import annotations

import msgspec
import pytest

from loadstudio.gui.run.expectation import Expectation, expectation, recorded_exchange, request_of
from loadstudio.http_types.message import Request, Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import compile_checks, failure_of
from loadstudio.recording.entry import Entry
from loadstudio.scenario.assertion import (
    Check,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.model import HttpRequest
from tests.support import runs

HTML = (("Content-Type", "text/html"),)
JSON = (("Content-Type", "application/json"),)


def said(
    *checks: Check, status: int = 200, body: bytes = b"", headers: tuple[tuple[str, str], ...] = HTML
) -> tuple[str, str]:
    """Return what is said of an answer that these checks, as the engine judges them, call a failure."""
    request = HttpRequest(id="r1", name="GET /", method="GET", url="http://shop.test/", checks=checks)
    failure = failure_of(compile_checks(checks), Answer.of(status, headers, body))
    assert failure is not None
    exchange = Exchange(
        request_id="r1", label="GET /", step="", method="GET", url="http://shop.test/", status=status,
        response_headers=headers, response_body=body, failure=failure,
    )  # fmt: skip
    found = expectation(request, exchange, str)
    return found.expected, found.came


def test_a_status_is_told_with_what_the_page_calls_itself() -> None:
    body = b"<html><title>\n Shop </title><h1>Too <b>busy</b></h1>"
    expected, came = said(StatusCheck(recorded=201, exact=True), status=503, body=body)
    assert (expected, came) == ("The answer is 201", "The answer is 503 Service Unavailable: “Shop”")
    assert said(StatusCheck(recorded=200), status=404)[1] == "The answer is 404 Not Found"
    assert said(status=500)[0] == "The answer is no error (4xx or 5xx)", "where no check is written"


@pytest.mark.parametrize(
    ("check", "answer", "came"),
    [
        (TextCheck(text="Thank you"), b"<h1>Sold <i>out</i></h1>", "It is not there; the page is called “Sold out”"),
        (TextCheck(text="Thank you"), b"plain", "It is not there"),
        (TextCheck(text="Error", absent=True), b"An Error", "It is in the answer"),
        (NoLoginFormCheck(), b'<input type="password">', "The page asks to log in"),
        (RedirectCheck(route="/orders/*"), b"", "It leads nowhere"),
        (JsonKeysCheck(keys=("id",)), b'{"error": 1, "why": 2}', "The answer has the fields error, why"),
        (JsonKeysCheck(keys=("id",)), b"{}", "The answer has no fields"),
        (JsonKeysCheck(keys=("id",)), b"[1]", "The answer is JSON without fields"),
        (JsonCheck(path="$.ok", equals="true"), b'{"ok": false}', "The answer has false in ok"),
        (JsonCheck(path="$.ok", equals="true"), b'{"error": "sold out"}', "The answer has the fields error"),
        (JsonCheck(path="$.error", absent=True), b'{"error": "sold out"}', 'The answer has "sold out" in error'),
        (JsonCheck(path="$.ok", equals="true"), b"<html>", "The answer is not JSON"),
        (JsonKeysCheck(keys=("id",)), b"<html>", "The answer is not JSON"),
    ],
)
def test_each_check_says_what_came(check: Check, answer: bytes, came: str) -> None:
    headers = JSON if isinstance(check, JsonKeysCheck | JsonCheck) else HTML
    assert said(check, body=answer, headers=headers)[1] == came


def test_only_the_check_that_failed_is_told() -> None:
    checks = (StatusCheck(recorded=200), TextCheck(text="Thanks"), TextCheck(text="Bye", enabled=False))
    assert said(*checks, body=b"nothing")[0] == "The answer contains “Thanks”"
    away = (("Location", "/login?next=1"),)
    redirected = said(RedirectCheck(route="/orders/*"), status=302, headers=away)
    assert redirected == ("It leads on to /orders/*", "It leads on to /login?next=1")


def test_what_is_no_failed_check_is_not_explained() -> None:
    request = HttpRequest(id="r1", name="GET /", method="GET", url="/", checks=(TextCheck(text="Thanks"),))
    exchange = runs.failed_order()
    assert expectation(request, exchange, str) == Expectation(), "it failed for a reason that no check says"
    lost = msgspec.structs.replace(exchange, status=0, failure="no answer came")
    assert expectation(request, lost, str) == Expectation()


def test_the_recorded_answer_is_an_exchange_too() -> None:
    found = request_of(runs.spec(), "req-4-POST /orders")
    assert found is not None
    scenario, request = found
    assert (scenario.id, request.name) == ("sce-1", "POST /orders")
    assert request_of(runs.spec(), "gone") is None
    sent = Request(method="POST", url="http://shop.test/orders", headers=(("A", "b"),), body=b"x=1")
    entry = Entry(
        id="e1", page_id="p1", started_us=1_000_000, ended_us=1_250_000, request=sent,
        response=Response(status=201, headers=JSON, body=b'{"id": 1}'),
    )  # fmt: skip
    recorded = recorded_exchange(request, entry)
    assert recorded is not None
    assert (recorded.status, recorded.latency_ms, recorded.response_body) == (201, 250.0, b'{"id": 1}')
    assert (recorded.url, recorded.request_body) == ("http://shop.test/orders", b"x=1")
    assert recorded_exchange(request, msgspec.structs.replace(entry, response=None)) is None
