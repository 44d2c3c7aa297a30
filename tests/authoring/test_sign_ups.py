"""Accounts that a recording makes: each pass makes one of its own, with a password that stays."""

from __future__ import annotations

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.sources.insight import Insight
from loadstudio.scenario.model import FormBody, HttpRequest, TextBody, requests_of
from tests.support.recordings import RecordingBuilder

_JOIN = """<form method=post action="/join"><input name="user[login]"><input type=email name="user[email]">
<input type=hidden name=user_kind value=reader><input type=password name=pw><input type=password name=pw2></form>"""
_SIGN_UP = {
    "user[login]": "mossgardener",
    "user[email]": "moss@x.test",
    "user_kind": "reader",
    "pw": "rose-1b",
    "pw2": "rose-1b",
}
_LOG_IN = "<form method=post action=/login><input name=login><input type=password name=pw></form>"


def _imported(builder: RecordingBuilder, insight: Insight | None = None) -> ImportResult:
    return Analysis(builder.recording(), name="x", recording_file="x.har").result(insight or Insight())


def _sent(request: HttpRequest) -> dict[str, str]:
    assert isinstance(request.body, FormBody)
    return {field.name: field.value or "" for field in request.body.fields}


def _generators(result: ImportResult) -> dict[str, str]:
    return {variable.name: variable.generator for variable in result.scenario.variables if variable.generator}


def test_what_the_site_takes_once_is_new_in_each_pass_and_no_test_data() -> None:
    builder = RecordingBuilder()
    builder.page("Join").get("/join", _JOIN)
    builder.get("/is-free?login=mossgardener")
    builder.page("Log in").form("/join", _SIGN_UP, location="/login")
    builder.get("/login", _LOG_IN)
    builder.page("Hello mossgardener").form("/login", {"login": "mossgardener", "pw": "rose-1b"}, location="/in")
    result = _imported(builder)
    requests = requests_of(result.scenario)
    assert result.scenario.data_sources == ()
    assert _generators(result) == {"login": "unique('mossgardener', '')", "email": "unique('moss@x.test')"}
    assert requests[1].query[0].value == "${login}"
    assert _sent(requests[2]) == {
        "user[login]": "${login}",
        "user[email]": "${email}",
        "user_kind": "reader",
        "pw": "${pw}",
        "pw2": "${pw}",
    }
    assert _sent(requests[4]) == {"login": "${login}", "pw": "${pw}"}
    (password,) = [variable for variable in result.scenario.variables if variable.name == "pw"]
    assert (password.origin, password.recorded_value, password.secret) == ("constant", "rose-1b", True)


def test_a_new_password_of_the_new_account_is_no_test_data_either() -> None:
    builder = RecordingBuilder()
    builder.get("/join", _JOIN)
    builder.form("/join", _SIGN_UP, location="/")
    builder.form(
        "/password", {"old_password": "rose-1b", "new_password": "lily-2d", "again": "lily-2d"}, location="/login"
    )
    builder.form("/login", {"login": "moss@x.test", "password": "lily-2d"}, location="/")
    result = _imported(builder)
    requests = requests_of(result.scenario)
    assert result.scenario.data_sources == ()
    assert _sent(requests[2]) == {
        "old_password": "${pw}",
        "new_password": "${new_password}",
        "again": "${new_password}",
    }
    assert _sent(requests[3]) == {"login": "${email}", "password": "${new_password}"}


def test_a_log_in_before_and_a_changed_password_alone_make_no_account() -> None:
    builder = RecordingBuilder()
    builder.get("/login", _LOG_IN)
    builder.form("/login", {"login": "mia", "pw": "rose-1b"}, location="/")
    builder.form("/password", {"old_password": "rose-1b", "new_password": "lily-2d"}, location="/")
    result = _imported(builder)
    assert result.scenario.data_sources[0].columns == ("username", "password")
    assert _generators(result) == {}
    assert _sent(requests_of(result.scenario)[1]) == {"login": "${users.username}", "pw": "${users.password}"}


def test_what_went_wrong_as_a_log_in_may_make_an_account() -> None:
    builder = RecordingBuilder()
    builder.api("POST", "/api/people", {"user": "mossgardener", "password": "rose-1b"}, {"id": 77}, status=201)
    builder.api("POST", "/api/entry", {"user": "mossgardener", "password": "rose-1b"}, {"says": "in"})
    assert [source.name for source in _imported(builder).scenario.data_sources] == ["users"]
    result = _imported(builder, Insight(renamed=frozenset({0})))
    assert result.scenario.data_sources == ()
    bodies = [request.body for request in requests_of(result.scenario)]
    assert bodies == [TextBody(text='{"user":"${user|json}","password":"${password|json}"}')] * 2


def test_long_names_leave_room_for_the_mark() -> None:
    builder = RecordingBuilder()
    builder.form("/register", {"username": "a.very.long.gardener", "password": "rose-1b"}, location="/")
    assert _generators(_imported(builder)) == {"username": "unique('a.very.long.', '')"}
