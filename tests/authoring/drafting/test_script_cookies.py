"""Cookies that no answer sets, because the page's script does."""

from __future__ import annotations

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.http_types.headers import Headers
from loadstudio.scenario.model import HttpRequest, requests_of
from tests.support.recordings import RecordingBuilder

TOKEN = "a8f3Kq/1ZxW0p7=="
UUID = "0b7e4a52-8d6c-4f0e-9a51-3c2d1e0f9a8b"


def _cookie(text: str) -> Headers:
    return (("Cookie", text),)


def _imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _own(request: HttpRequest) -> list[str]:
    return [field.value or "" for field in request.headers if field.name == "Cookie"]


def test_a_token_of_json_that_script_puts_into_a_cookie() -> None:
    builder = RecordingBuilder()
    builder.get("/", headers=())
    builder.api("POST", "/login", {"user": "mia"}, {"access": TOKEN}, answer_headers=(("Set-Cookie", "sid=5; Path=/"),))
    builder.get("/garden", headers=_cookie("sid=5; language=en; auth=a8f3Kq%2F1ZxW0p7%3D%3D"))
    result = _imported(builder)
    (variable,) = result.scenario.variables
    assert variable.recorded_value == TOKEN
    assert _own(requests_of(result.scenario)[2]) == [f"language=en; auth=${{{variable.name}|url}}"]
    assert not [finding for finding in result.findings if finding.kind == "logged_in_before"]


def test_an_id_that_script_makes_up() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    for path in ("/a", "/b"):
        builder.get(path, headers=_cookie(f"visitor={UUID}; _ga=GA1.1.123456789.1699999999; _gid=x"))
    result = _imported(builder)
    (variable,) = result.scenario.variables
    assert (variable.origin, variable.generator) == ("generated", "uuid()")
    assert [_own(request) for request in requests_of(result.scenario)[1:]] == [
        [f"visitor=${{{variable.name}|url}}"]
    ] * 2


def test_what_answers_set_and_what_was_there_before_is_not_sent_by_itself() -> None:
    builder = RecordingBuilder()
    builder.get("/", headers=_cookie(f"old={TOKEN}"), answer_headers=(("Set-Cookie", "sid=5"), ("Set-Cookie", "c=d=e")))
    builder.get("/a", headers=_cookie(f"old={TOKEN}; sid=5; c=d=e"))
    result = _imported(builder)
    assert [_own(request) for request in requests_of(result.scenario)] == [[], []]
    assert [finding.kind for finding in result.findings].count("logged_in_before") == 1


def test_what_the_answer_to_a_missing_icon_set_is_nobodys_script() -> None:
    builder = RecordingBuilder()
    builder.get("/", answer_headers=(("Set-Cookie", "session=eyJhIjoxfQ.first-8842; Path=/"),))
    icon = ("Set-Cookie", "session=eyJhIjoxfQ.second-9173; Path=/")
    builder.get("/favicon.ico", status=404, answer_headers=(icon,))
    builder.get("/a", headers=_cookie("session=eyJhIjoxfQ.second-9173"))
    result = _imported(builder)
    assert [_own(request) for request in requests_of(result.scenario)] == [[], []]
    assert not result.scenario.variables
    assert [finding.kind for finding in result.findings] == ["session"]
