"""A request as recorded again: what differs is told and put back, with the values that belong there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loadstudio.authoring.mending.reset import as_recorded, changed_parts, known_values
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import (
    BasicAuth,
    Field,
    FormBody,
    HttpRequest,
    RecordedAnswer,
    Scenario,
    TextBody,
    Variable,
)
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_scenario, a_step

_FORM = (("content-type", "application/x-www-form-urlencoded"),)
_JSON = (("content-type", "application/json"),)


def _entries() -> dict[str, Entry]:
    builder = RecordingBuilder()
    page = builder.page("Log in")
    page.send("POST", "/cart/c_77/login?from=home", body="user=mia.keller&csrf=9f27c4d1&stay=yes", headers=_FORM)
    page.send("PUT", "/api/cart", body='{"token": "9f27c4d1", "user": "mia.keller", "n": 2}', headers=_JSON)
    return {entry.id: entry for entry in builder.recording().entries}


_ENTRIES = _entries()
_FIRST, _SECOND = _ENTRIES.values()


def _request(entry: Entry, **fields: object) -> HttpRequest:
    url = entry.request.url.partition("?")[0].replace("c_77", "${cart|url}")
    given = {
        "name": "x",
        "method": entry.request.method,
        "url": url,
        "headers": tuple(Field(name=n, value=v) for n, v in entry.request.headers if n != "Host"),
    }
    return HttpRequest(id=entry.id, recorded=RecordedAnswer(entry_id=entry.id), **(given | fields))  # type: ignore[arg-type]


_LOG_IN = _request(
    _FIRST,
    query=(Field(name="from", value="home"),),
    body=FormBody(
        fields=(
            Field(name="user", value="${users.name}"),
            Field(name="csrf", value="${csrf}"),
            Field(name="stay", value="yes"),
        )
    ),
)
_PUT = _request(_SECOND, body=TextBody(text='{"token": "${csrf|json}", "user": "${users.name|json}", "n": 2}'))


def _scenario(*requests: HttpRequest) -> Scenario:
    variables = (
        Variable(name="csrf", label="form token", recorded_value="9f27c4d1"),
        Variable(name="cart", label="cart", recorded_value="c_77"),
    )
    return a_scenario(a_step("s", *requests), variables=variables)


def test_a_request_with_its_values_in_place_does_not_differ() -> None:
    assert changed_parts(_LOG_IN, _FIRST) == ()
    assert changed_parts(_PUT, _SECOND) == ()
    assert as_recorded(_scenario(_LOG_IN), _LOG_IN, _FIRST, _ENTRIES) is not None
    assert as_recorded(_scenario(_LOG_IN), _LOG_IN, _FIRST, _ENTRIES) == _LOG_IN


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"method": "GET"}, ("method",)),
        ({"url": "http://shop.test/elsewhere"}, ("address",)),
        ({"query": ()}, ("query",)),
        ({"headers": (Field(name="X", value="1"),)}, ("headers",)),
        ({"body": TextBody(text="x")}, ("body",)),
        ({"body": None, "query": (Field(name="from", value="home", enabled=False),)}, ("query", "body")),
    ],
)
def test_each_part_that_differs_is_told_and_put_back(fields: dict[str, object], parts: tuple[str, ...]) -> None:
    changed = replace(_LOG_IN, **fields)
    assert changed_parts(changed, _FIRST) == parts
    back = as_recorded(_scenario(changed, _PUT), changed, _FIRST, _ENTRIES)
    assert changed_parts(back, _FIRST) == ()
    assert back.name == changed.name


def test_values_return_to_where_they_were_and_what_did_not_change_stays() -> None:
    assert isinstance(_LOG_IN.body, FormBody)
    changed = replace(_LOG_IN, body=FormBody(fields=(_LOG_IN.body.fields[0], Field(name="csrf", value="stale"))))
    scenario = _scenario(changed, _PUT)
    assert as_recorded(scenario, changed, _FIRST, _ENTRIES) == _LOG_IN
    broken = replace(_PUT, body=TextBody(text="{}"))
    assert as_recorded(_scenario(_LOG_IN, broken), broken, _SECOND, _ENTRIES).body == _PUT.body
    moved = replace(_LOG_IN, url="http://shop.test/")
    assert as_recorded(_scenario(moved), moved, _FIRST, _ENTRIES).url == _LOG_IN.url


def test_what_was_typed_is_known_by_the_field_that_sends_it() -> None:
    assert known_values(_scenario(_LOG_IN), _ENTRIES) == {
        "9f27c4d1": "csrf",
        "c_77": "cart",
        "mia.keller": "users.name",
    }
    assert "mia.keller" not in known_values(_scenario(_PUT), _ENTRIES)


def test_a_log_in_stands_for_the_header_that_was_recorded_and_else_differs() -> None:
    added = replace(_LOG_IN, auth=BasicAuth(username="a", password="b"))
    assert changed_parts(added, _FIRST) == ("headers",)
    assert as_recorded(_scenario(added), added, _FIRST, _ENTRIES) == _LOG_IN
    entry = RecordingBuilder().send("GET", "/", headers=(("Authorization", "Basic YTpi"), ("X", "1")))
    request = _request(entry, headers=(Field(name="X", value="1"),), auth=BasicAuth(username="a", password="b"))
    assert changed_parts(request, entry) == ()
    other = replace(request, headers=())
    assert as_recorded(_scenario(other), other, entry, {entry.id: entry}) == request
