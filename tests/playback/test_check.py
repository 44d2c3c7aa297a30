"""`playback.check`: what counts as a success, and short sentences for what does not."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.playback.answer import Answer
from loadstudio.playback.check import compile_checks, failure_of
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


def _judged(
    check: Check | tuple[Check, ...], content: str | bytes = b"", *, status: int = 200, head: str = ""
) -> str | None:
    checks = check if isinstance(check, tuple) else (check,)
    body = content.encode() if isinstance(content, str) else content
    answer = Answer(status, f"HTTP/1.1 {status} X\r\n{head}".encode(), body, "/shop/cart")
    compiled = compile_checks(checks)
    first, again = failure_of(compiled, answer), failure_of(compiled, answer)
    assert first == again
    return first


@pytest.mark.parametrize(
    ("check", "status", "failure"),
    [
        (StatusCheck(recorded=200), 204, None),
        (StatusCheck(recorded=200), 304, None),
        (StatusCheck(recorded=304), 200, None),
        (StatusCheck(recorded=304), 302, "status 302 instead of 2xx"),
        (StatusCheck(recorded=200), 403, "status 403 instead of 2xx"),
        (StatusCheck(recorded=302), 303, None),
        (StatusCheck(recorded=302), 304, "status 304 instead of 3xx"),
        (StatusCheck(recorded=404), 404, None),
        (StatusCheck(recorded=404), 200, "status 200 instead of 4xx"),
        (StatusCheck(recorded=201, exact=True), 200, "status 200 instead of 201"),
        (StatusCheck(recorded=304, exact=True), 304, None),
        (StatusCheck(recorded=0), 500, None),
        (StatusCheck(recorded=200, enabled=False), 500, None),
        ((), 500, "status 500"),
        ((), 399, None),
        (TextCheck(text=""), 404, "status 404"),
        ((StatusCheck(recorded=200), StatusCheck(recorded=204, exact=True)), 200, "status 200 instead of 204"),
    ],
)
def test_status(check: Check | tuple[Check, ...], status: int, failure: str | None) -> None:
    assert _judged(check, status=status) == failure


@pytest.mark.parametrize(
    ("check", "content", "failure"),
    [
        (TextCheck(text="Welcome back"), "<h1>Welcome back</h1>", None),
        (TextCheck(text="Welcome back"), "<h1>Log in</h1>", "the page does not contain “Welcome back”"),
        (TextCheck(text="Don't & do"), "<p>Don&#39;t &amp; do</p>", None),
        (TextCheck(text="Größe"), "<p>Gr&ouml;&szlig;e</p>", None),
        (TextCheck(text="Größe"), "Größe".encode("utf-16"), None),
        (TextCheck(text="a\n  b"), "", "the page does not contain “a b”"),
        (TextCheck(text="x" * 200), "", f"the page does not contain “{'x' * 59}…”"),
        (TextCheck(text="error", absent=True), "all well", None),
        (TextCheck(text="error", absent=True), "an error", "the page contains “error”"),
        (TextCheck(text="Größe", absent=True), "Größe".encode("utf-16"), "the page contains “Größe”"),
        (TextCheck(text="x", enabled=False), "", None),
        (JsonCheck(path="$.a.ok", equals="true"), '{"a": { "ok" : true}}', None),
        (JsonCheck(path="$.a.ok", equals="true"), '{"a": {"ok": 1}}', "'a.ok' is not true"),
        (JsonCheck(path="$.n", equals="1"), '{"n": 1.0}', None),
        (JsonCheck(path="$.n", equals='{"b":1,"a":2}'), '{"n": {"a":2, "b":1}}', None),
        (JsonCheck(path="$.n", equals='"ok"'), '{"m": "ok"}', "the answer has no field 'n'"),
        (JsonCheck(path="$.n", equals='"ok"'), "<p>", "the answer is not JSON"),
        (JsonCheck(path="$.errors", absent=True), '{"data": 1}', None),
        (JsonCheck(path="$.errors", absent=True), '{"errors": null}', None),
        (JsonCheck(path="$.errors", absent=True), '{"errors": []}', "the answer says something in 'errors'"),
        (NoLoginFormCheck(), "<p>Your password was changed</p>", None),
        (NoLoginFormCheck(), '<input name="password" type="text">', None),
        (NoLoginFormCheck(), "<form><input type=password name=p>", "the log-in form came again"),
        (NoLoginFormCheck(), '<INPUT title="a>b"\n TYPE = "PASSWORD">', "the log-in form came again"),
        (NoLoginFormCheck(), "<input type='Password'/>", "the log-in form came again"),
        (NoLoginFormCheck(), '<input data-type="password" type="text"><b type=password>', None),
        (NoLoginFormCheck(), "password" + "<input '" * 20_000, None),
        (NoLoginFormCheck(), "<input type=password" * 20_000, None),
        (JsonKeysCheck(keys=("id", "token")), '{"token": null, "id": 1, "x": 2}', None),
        (JsonKeysCheck(keys=("id", "token")), '{"id": 1}', "the answer has no field 'token'"),
        (JsonKeysCheck(keys=("id",)), "[1]", "the answer is not a JSON object"),
        (JsonKeysCheck(keys=("id",)), "<html>", "the answer is not JSON"),
    ],
)
def test_content(check: Check, content: str | bytes, failure: str | None) -> None:
    assert _judged(check, content) == failure


@pytest.mark.parametrize(
    ("route", "location", "failure"),
    [
        ("/orders/*", "/orders/12?new=1#x", None),
        ("/orders/*", "https://shop.test/orders/a-b", None),
        ("/orders/*/pay", "/orders/12/pay", None),
        ("/shop/*", "thanks", None),
        ("/shop/*", "./thanks", None),
        ("/", "https://shop.test", None),
        ("/a.b", "/a.b", None),
        ("/a.b", "/axb", "leads to /axb instead of /a.b"),
        ("/orders/*", "/login?next=/orders/12", "leads to /login instead of /orders/*"),
        ("/orders/*", "/orders/12/pay", "leads to /orders/*/pay instead of /orders/*"),
        ("/orders/*", "/orders/", "leads to /orders/ instead of /orders/*"),
        ("/x", "/u/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "leads to /u/* instead of /x"),
        ("/x", "/basket/8fa1b2c3d4e5/items", "leads to /basket/*/items instead of /x"),
        ("/x", "http://[broken/", "leads to no web address instead of /x"),
        ("/x", None, "does not lead to /x"),
    ],
)
def test_redirects(route: str, location: str | None, failure: str | None) -> None:
    head = "" if location is None else f"Location: {location}"
    assert _judged(RedirectCheck(route=route), status=302, head=head) == failure


def test_the_status_is_judged_first_then_the_checks_in_order() -> None:
    checks = (TextCheck(text="Hello"), NoLoginFormCheck(), StatusCheck(recorded=200))
    assert _judged(checks, "Bye", status=500) == "status 500 instead of 2xx"
    assert _judged(checks, "<input type=password>") == "the page does not contain “Hello”"
    assert _judged(checks, "Hello <input type=password>") == "the log-in form came again"
    assert _judged(checks, "Hello") is None


def test_encoded_content_is_looked_through_and_damage_is_a_failure() -> None:
    packed = gzip.compress(b"Welcome back")
    assert _judged(TextCheck(text="Welcome"), packed, head="Content-Encoding: gzip") is None
    for check in (TextCheck(text="W"), NoLoginFormCheck(), JsonKeysCheck(keys=("a",))):
        failure = _judged(check, packed[:-3], head="Content-Encoding: gzip")
        assert failure == "the answer's content encoding is damaged or too large"
    assert _judged(StatusCheck(recorded=200), packed[:-3], head="Content-Encoding: gzip") is None


def test_status_only() -> None:
    assert compile_checks((StatusCheck(recorded=200), TextCheck(text="x", enabled=False))).status_only
    assert not compile_checks((StatusCheck(recorded=200), TextCheck(text="x"))).status_only


def test_a_landmark_is_found_wherever_it_moves() -> None:
    checks = compile_checks((TextCheck(text="Welcome"),))
    for content in (b"Welcome", b"....Welcome", b"Welcome", b"..Welcome...."):
        assert failure_of(checks, Answer(200, b"", content)) is None
    assert failure_of(checks, Answer(200, b"", b"..Welcom")) is not None


_checks = st.sampled_from(
    [
        TextCheck(text="ü"),
        TextCheck(text="a", absent=True),
        NoLoginFormCheck(),
        JsonKeysCheck(keys=("a",)),
        RedirectCheck(route="/*"),
    ]
)


@given(_checks, st.binary(max_size=60), st.text(max_size=20), st.integers(0, 999))
def test_no_answer_raises(check: Check, content: bytes, location: str, status: int) -> None:
    head = "Location: " + location.encode("utf-8", "replace").decode()
    assert isinstance(_judged(check, content, status=status, head=head), str | None)


@pytest.mark.parametrize(
    "page",
    [
        "Edit Error: someone else has edited this issue (status).",
        "Sorry, can not save your changes. This ticket has been modified by someone else since you started",
        "The page was changed meanwhile",
        "Edit conflict",
    ],
)
def test_a_change_that_somebody_else_made_first_is_told(page: str) -> None:
    checks = compile_checks((StatusCheck(recorded=302),))
    refused = Answer.of(200, (("Content-Type", "text/html"),), page.encode())
    told = "status 200 instead of 3xx (the site says that somebody else changed it meanwhile)"
    assert failure_of(checks, refused) == told
    assert failure_of(checks, Answer.of(302, (), page.encode())) is None
    saved = compile_checks((StatusCheck(recorded=200),))
    assert str(failure_of(saved, Answer.of(412, (), b""))).endswith("changed it meanwhile)")


@pytest.mark.parametrize(
    ("check", "failure"),
    [
        (HeaderCheck(name="Cache-Control"), None),
        (HeaderCheck(name="cache-control", text="max-age"), None),
        (HeaderCheck(name="Vary", text="Cookie"), None),
        (HeaderCheck(name="Cache-Control", text="no-store"), "the header 'Cache-Control' does not contain “no-store”"),
        (HeaderCheck(name="ETag"), "the answer has no header 'ETag'"),
        (HeaderCheck(name="ETag", enabled=False), None),
        (HeaderCheck(name=""), None),
    ],
)
def test_headers(check: Check, failure: str | None) -> None:
    head = "Cache-Control: max-age=60\r\nVary: Accept\r\nVary: Cookie\r\n"
    assert _judged(check, head=head) == failure
