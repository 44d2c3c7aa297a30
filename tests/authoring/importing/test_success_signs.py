"""`success_signs`: what an answer says of a change that was done is asked for, so that one without effect fails."""

from __future__ import annotations

import json

import pytest

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.importing.checks import checks_of, loosened
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import compile_checks, failure_of
from loadstudio.scenario.assertion import Check
from tests.support.recordings import RecordingBuilder

_JSON = (("Content-Type", "application/json"),)
_PAGE = (("Content-Type", "text/html; charset=utf-8"),)


def _checks(answer: str, kind: str = "text/html", *personal: str, method: str = "POST") -> tuple[Check, ...]:
    builder = RecordingBuilder()
    builder.send(method, "/save", answer=answer, answer_headers=(("Content-Type", kind),), resource_type="fetch")
    return _of(builder, *personal)[0]


def _of(builder: RecordingBuilder, *personal: str) -> list[tuple[Check, ...]]:
    draft = draft_of(builder.recording())
    return checks_of(draft.requests, [AnswerView(n, entry) for n, entry in enumerate(draft.entries)], personal)


def _failure(checks: tuple[Check, ...], answer: str, kind: str = "text/html") -> str | None:
    return failure_of(compile_checks(checks), Answer.of(200, (("Content-Type", kind),), answer.encode()))


def _page(message: str, css: str = "alert alert-success") -> str:
    return f'<title>Garden</title><h1>Plants</h1><div class="{css}"><b>!</b> {message}</div><p>More</p>'


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The plant was added.", "The plant could not be found."),
        ("1 row affected.", "0 rows affected."),
        ("Ihre Änderungen wurden gespeichert.", "Bitte melden Sie sich an."),
        ("The plant “Moss” was added successfully.", "There is a plant of this name."),
    ],
)
def test_a_message_is_missed(was: str, now: str) -> None:
    checks = _checks(_page(was), "text/html", "Moss")
    assert _failure(checks, _page(was)) is None
    assert _failure(checks, _page(now, "alert")) is not None
    told_in_json = _checks(json.dumps({"success": True, "message": _page(was)}), "application/json", "Moss")
    assert _failure(told_in_json, json.dumps({"success": True, "message": _page(was)}), "application/json") is None
    assert _failure(told_in_json, json.dumps({"success": True, "message": _page(now)}), "application/json") is not None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"saved": True}, {"saved": False}),
        ({"affectedRows": 1}, {"affectedRows": 0}),
        ({"result": {"modifiedCount": 2, "ok": 1.0}}, {"result": {"modifiedCount": 0, "ok": 1.0}}),
        ({"errors": []}, {"errors": [{"field": "name"}]}),
        ({"meta": {"success": True}}, {"meta": {"success": False}}),
        ({"message": "Your order has been placed."}, {"message": "Your cart is empty."}),
    ],
)
def test_a_flag_or_a_count_turns(was: dict[str, object], now: dict[str, object]) -> None:
    checks = _checks(json.dumps(was), "application/json")
    assert _failure(checks, json.dumps(was), "application/json") is None
    assert _failure(checks, json.dumps(now), "application/json") is not None


@pytest.mark.parametrize(
    ("was", "now"),
    [("Inserted row id: 1", "Inserted row id: 7"), ("Item 3 was added.", "Item 4 was added.")],
)
def test_a_number_that_names_something_is_no_count(was: str, now: str) -> None:
    assert _failure(_checks(_page(was)), _page(now)) is None


def test_what_was_sent_may_be_another_text() -> None:
    builder = RecordingBuilder()
    builder.form(
        "/save", {"title": "Peat & moss"}, answer=_page("The page Peat &amp; moss was added."), answer_headers=_PAGE
    )
    (checks,) = _of(builder)
    assert _failure(checks, _page("The page Fern was added.")) is None
    assert _failure(checks, _page("The page Fern is there.")) is not None


@pytest.mark.parametrize(
    ("call", "failed"),
    [
        ('app.show_message("%s", "confirmation", 0);', 'app.show_message("%s", "error", 0);'),
        ("toastr.success('%s')", "toastr.error('%s')"),
        ("$.notify('%s', {className: 'success'})", "$.notify('%s', {className: 'error'})"),
    ],
)
def test_a_message_that_a_script_shows_is_missed(call: str, failed: str) -> None:
    page = "<title>Garden</title><script>var labels = {saved: 1};\n%s</script>"
    script = json.dumps({"action": "save", "run": "this.reset();\n%s\n"})
    for around, kind in ((page, "text/html"), (script, "application/json")):

        def said(calling: str, text: str, around: str = around) -> str:
            code = calling % text
            return around % (json.dumps(code)[1:-1] if around is script else code)

        checks = _checks(said(call, "Successfully saved."), kind)
        assert _failure(checks, said(call, "Successfully saved."), kind) is None
        assert _failure(checks, said(failed, "You may not do this."), kind) is not None


def test_a_script_that_only_may_say_something_is_no_sign() -> None:
    was = "<title>Garden</title><script>function fail() { show_message('Not saved.', 'error') }</script>"
    assert not [check for check in _checks(was) if "saved" in str(check)]


def test_the_name_of_an_action_is_no_text_of_the_person() -> None:
    builder = RecordingBuilder()
    builder.form("/save", {"action": "save", "name": "Moss"}, answer=_page("Moss saved."), answer_headers=_PAGE)
    (checks,) = _of(builder)
    assert _failure(checks, _page("Fern saved.")) is None
    assert _failure(checks, _page("Fern not found.")) is not None


def test_code_in_a_message_is_no_message() -> None:
    checks = _checks(_page("<pre><code>UPDATE plants SET changed = 1</code></pre>"))
    assert _failure(checks, _page("Hello")) is None


def test_the_page_to_which_a_change_led_says_it() -> None:
    builder = RecordingBuilder()
    builder.get("/plants", _page("Everything saved is here."))
    builder.form("/plants/new", {"name": "Moss"}, location="/plants?saved=1")
    builder.get("/plants?saved=1", _page("The plant was added."))
    before, change, after = _of(builder)
    assert _failure(before, _page("Nothing")) is None
    assert _failure(after, _page("Nothing")) == "the page does not contain “The plant was added.”"
    refused = Answer.of(303, (("Location", "/plants?error=1"),), b"")
    assert failure_of(compile_checks(change), refused) == "the header 'Location' does not contain “saved=1”"


@pytest.mark.parametrize("text", ["Nothing was changed.", "Not saved: the name is missing"])
def test_what_differs_or_says_the_contrary_is_no_sign(text: str) -> None:
    assert _failure(_checks(_page(text)), _page("Something else")) is None


def test_times_and_ids_are_no_counts() -> None:
    was = {"created": 1_795_000_000, "updated": 5213, "saved": 1.5, "deleted": True}
    checks = _checks(json.dumps(was), "application/json")
    assert _failure(checks, json.dumps(was | {"created": 1, "updated": 2, "saved": 3}), "application/json") is None
    assert _failure(checks, json.dumps(was | {"deleted": False}), "application/json") is not None


def test_a_page_that_changes_nothing_needs_no_message() -> None:
    assert _failure(_checks(_page("The plant was added."), method="GET"), _page("Hello")) is None


def test_another_count_is_as_good_but_none_is_not() -> None:
    builder = RecordingBuilder()
    builder.form("/save", {"a": "1"}, answer=_page("3 rows were updated today."), answer_headers=_PAGE)
    checks = _of(builder)[0]
    (entry,) = builder.entries
    recorded = AnswerView(0, entry)

    def softer(message: str) -> tuple[Check, ...]:
        other = RecordingBuilder()
        return loosened(checks, recorded, AnswerView(0, other.get("/save", _page(message))))

    assert _failure(softer("5 rows were updated today."), _page("7 rows were updated today.")) is None
    assert _failure(softer("0 rows were updated today."), _page("0 rows were updated today.")) is not None
    assert softer("Welcome") == checks
