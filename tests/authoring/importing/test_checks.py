"""`checks`: what is asked of each answer is what the recorded one had, and nothing that differs from user to user."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.importing.checks import checks_of, loosened
from loadstudio.authoring.places.answer_view import AnswerView
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
from tests.support.recordings import RecordingBuilder


def _checks(builder: RecordingBuilder, *personal: str) -> list[tuple[Check, ...]]:
    draft = draft_of(builder.recording())
    views = [AnswerView(number, entry) for number, entry in enumerate(draft.entries)]
    return checks_of(draft.requests, views, personal)


def _page(title: str, body: str = "", *personal: str) -> tuple[Check, ...]:
    builder = RecordingBuilder()
    builder.get("/", f"<title>{title}</title>{body}")
    return _checks(builder, *personal)[0]


def _text(checks: tuple[Check, ...]) -> list[str]:
    return [check.text for check in checks if isinstance(check, TextCheck)]


def test_a_page_is_known_by_what_the_others_lack() -> None:
    builder = RecordingBuilder()
    builder.get("/", "<title>Home - Fern Market</title>")
    builder.get("/cart", "<title>Your cart - Fern Market</title><h1>Your cart</h1>")
    assert [_text(checks) for checks in _checks(builder)] == [["Home"], ["Your cart"]]


def test_what_is_personal_is_no_landmark() -> None:
    assert _text(_page("Mia Keller - Account", "", "mia.keller")) == ["Account"]
    assert _text(_page("Order FM-7K3Q9T2H", "<h1>Thank you</h1>")) == ["Thank you"]
    assert _text(_page("Welcome, Dana!", "<h1>Hello Dana</h1>")) == []


def test_a_text_is_found_with_its_entities() -> None:
    assert _text(_page("Pots &amp; soil")) == ["Pots & soil"]


def test_a_log_in_form_is_noticed_only_where_there_was_none() -> None:
    assert NoLoginFormCheck() in _page("Home")
    assert NoLoginFormCheck() not in _page("Log in", "<input type=password name=p>")
    assert NoLoginFormCheck() not in _page("App", "<input type=password id=read-by-script>")


def test_redirects_by_route() -> None:
    builder = RecordingBuilder()
    for location in ("/orders/FM-7K3Q9T2H?new=1", "http://shop.test/articles/258", "../done"):
        builder.form("/a/b/c", {"x": "1"}, location=location)
    routes = [check.route for checks in _checks(builder, "258") for check in checks if isinstance(check, RedirectCheck)]
    assert routes == ["/orders/*", "/articles/*", "/a/done"]


def test_keys_that_all_answers_of_a_route_have() -> None:
    builder = RecordingBuilder()
    first: dict[str, Any] = {"id": 1, "name": "x"}
    builder.api("GET", "/api/items/8f3ab2c91d", got=first | {"note": "a"})
    builder.api("GET", "/api/items/77f3ab2c9e", got=first)
    builder.api("GET", "/api/list", got=[1, 2])
    found = _checks(builder)
    assert [check.keys for checks in found for check in checks if isinstance(check, JsonKeysCheck)] == [
        ("id", "name")
    ] * 2
    assert found[2] == (StatusCheck(recorded=200),)


@pytest.mark.parametrize(
    ("good", "refused"),
    [
        ('{"success": true, "message": ""}', '{"success": false, "message": "Wrong password"}'),
        ('{"user":null,"isAuthenticated":true}', '{"user":null,"isAuthenticated":false}'),
        ('{"status":"ok","html":"<p>Hello"}', '{"status":"error","html":"<form><input type=password name=p></form>"}'),
        ('{"errcode":0,"data":{}}', '{"errcode":40013,"data":{}}'),
        ('{"error" : false, "next": "/"}', '{"error" : true, "next": "/"}'),
    ],
)
def test_a_log_in_refused_with_200_and_the_same_keys_is_a_failure(good: str, refused: str) -> None:
    builder = RecordingBuilder()
    entry = builder.api("POST", "/login", {"p": "secret"}, msgspec.Raw(good.encode()))
    checks = compile_checks(_checks(builder)[0])
    answers = [Answer.of(200, entry.response.headers, body.encode(), path="/login") for body in (good, refused)]
    assert failure_of(checks, answers[0]) is None
    assert "' is not " in str(failure_of(checks, answers[1]))


def test_blanks_and_order_of_a_json_answer_do_not_matter() -> None:
    builder = RecordingBuilder()
    entry = builder.api("POST", "/login", {"p": "secret"}, msgspec.Raw(b'{"success":true,"n":1}'))
    checks = compile_checks(_checks(builder)[0])
    assert failure_of(checks, Answer.of(200, entry.response.headers, b'{"n": 2, "success" : true}')) is None


def test_errors_beside_the_data_of_graphql_are_a_failure() -> None:
    builder = RecordingBuilder()
    entry = builder.api("POST", "/graphql", {"query": "{me{id}}"}, {"data": {"me": {"id": 1}}})
    checks = compile_checks(_checks(builder)[0])
    refused = b'{"data":{"me":null},"errors":[{"message":"Forbidden"}]}'
    assert (
        failure_of(checks, Answer.of(200, entry.response.headers, refused)) == "the answer says something in 'errors'"
    )
    fine = b'{"data":{"me":{"id":2}},"errors":null}'
    assert failure_of(checks, Answer.of(200, entry.response.headers, fine)) is None


def test_a_check_of_a_header_asks_for_less_or_goes() -> None:
    page = RecordingBuilder()
    answers = [(("cache-control", "max-age=60"),), (("cache-control", "no-store"),), ()]
    for headers in answers:
        page.page("Home").send("GET", "/", answer="x", answer_headers=headers)
    was, other, without = (AnswerView(number, entry) for number, entry in enumerate(page.recording().entries))
    asked = (HeaderCheck(name="Cache-Control", text="max-age"),)
    assert loosened(asked, was, was) == asked
    assert loosened(asked, was, other) == (HeaderCheck(name="Cache-Control"),)
    assert loosened(asked, was, without) == ()


def test_what_an_answer_says_of_itself_is_not_loosened() -> None:
    builder = RecordingBuilder()
    builder.api("POST", "/login", {"p": "x"}, {"success": True})
    builder.api("POST", "/login", {"p": "y"}, {"success": False})
    good, refused = (AnswerView(number, entry) for number, entry in enumerate(builder.entries))
    asked = _checks(builder)[0]
    assert loosened(asked, good, refused) == asked


@pytest.mark.parametrize(
    "answer",
    [
        {"items": [{"ok": True}]},  # of an item, not of the answer
        {"status": "pending", "ok": False, "errno": 5, "valid": True},
        ["success", True],
    ],
)
def test_what_does_not_say_that_all_went_well_is_not_asked_for(answer: object) -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/api/state", got=answer)
    assert not [check for check in _checks(builder)[0] if isinstance(check, JsonCheck)]


def test_static_files_are_judged_by_status_alone() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.script("/app.js", "<title>x</title>")
    assert _checks(builder)[1] == (StatusCheck(recorded=200),)
