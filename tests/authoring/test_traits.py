"""Habits of the web that are easily taken wrong: values cut in two, held twice, signed in an address, rotated while
requests overlap.
"""

from __future__ import annotations

from urllib.parse import quote

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.extractor import CookieSource
from loadstudio.scenario.model import Scenario, requests_of
from loadstudio.scenario.validate import holes_of
from tests.support.recordings import RecordingBuilder

TOKEN = "a8f3Kq91ZxW0p7"
OTHER = "Zt5bR8yLm2Qw4N"
THIRD = "u7Hn3Vc6Xs1Ej9"


def _imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _sent(scenario: Scenario, number: int) -> set[str]:
    """Return the recorded values of what a request sends dynamically."""
    recorded = {variable.name: variable.recorded_value for variable in scenario.variables}
    return {
        recorded[hole.expression] for hole in holes_of(requests_of(scenario)[number]) if hole.expression in recorded
    }


def _taken_at(scenario: Scenario) -> dict[str, list[int]]:
    """Return for each variable the numbers of the requests whose answers give it."""
    found: dict[str, list[int]] = {}
    for number, request in enumerate(requests_of(scenario)):
        for one in request.extractors:
            found.setdefault(one.variable, []).append(number)
    return found


def test_a_value_that_script_cuts_in_two() -> None:
    builder = RecordingBuilder()
    builder.api("POST", "/login", {"user": "mia"}, {"token": f"{TOKEN}:{OTHER}"})
    builder.api("POST", "/data", {"key": TOKEN, "secret": OTHER}, {"ok": True})
    assert _sent(_imported(builder).scenario, 1) == {TOKEN, OTHER}


def test_a_token_in_a_meta_tag_and_a_cookie_at_once() -> None:
    builder = RecordingBuilder()
    meta = f'<meta name="csrf-token" content="{TOKEN}">'
    builder.get("/", meta, answer_headers=(("Content-Type", "text/html"), ("Set-Cookie", f"csrf={TOKEN}; Path=/")))
    headers = (("X-CSRF-Token", TOKEN), ("Cookie", f"csrf={TOKEN}"))
    builder.api("POST", "/save", {"a": 1}, {"ok": True}, headers=headers)
    scenario = _imported(builder).scenario
    assert _sent(scenario, 1) == {TOKEN}
    assert not [field for field in requests_of(scenario)[1].headers if field.name == "Cookie"]


def test_an_address_with_a_signature() -> None:
    builder = RecordingBuilder()
    query = (
        f"X-Amz-Credential={quote(f'AK{OTHER}/20261130/eu/s3', safe='')}&X-Amz-Date=20261130T025417Z&X-Amz-Signature="
    )
    address = f"{builder.site}/bucket/{THIRD}.png?{query}{'9f8e7d6c' * 8}"
    builder.api("POST", "/uploads", {"name": "moss.png"}, {"url": address})
    builder.send("PUT", address, body=b"PNG", headers=(("Content-Type", "image/png"),), resource_type="fetch")
    scenario = _imported(builder).scenario
    upload = requests_of(scenario)[1]
    dynamic = {field.name for field in upload.query if "${" in (field.value or "")}
    assert {"X-Amz-Signature", "X-Amz-Date"} <= dynamic
    assert "${" in upload.url


def test_a_cookie_held_twice_is_read_from_the_jar() -> None:
    builder = RecordingBuilder()
    for path, value in (("/", TOKEN), ("/next", OTHER)):
        builder.get(path, answer_headers=(("Content-Type", "text/html"), ("Set-Cookie", f"XSRF-TOKEN={value}; Path=/")))
        builder.api("POST", f"{path}save", {"a": 1}, {}, headers=(("X-XSRF-TOKEN", value),))
    scenario = _imported(builder).scenario
    (variable,) = scenario.variables
    sources = [one.sources for request in requests_of(scenario) for one in request.extractors]
    assert sources == [(CookieSource(name="XSRF-TOKEN"),)] * 2
    assert all(str(hole.expression) == variable.name for hole in holes_of(requests_of(scenario)[1]))


def test_a_token_rotated_while_requests_overlap() -> None:
    """Two calls begin with the first token before either answer gives the next; the one after them sends the last."""
    builder = RecordingBuilder()
    builder.api("POST", "/login", {"user": "mia"}, {"refresh": TOKEN})
    builder.api("POST", "/a", {"refresh": TOKEN}, {"refresh": OTHER})
    builder.now_us -= 45_000
    builder.api("POST", "/b", {"refresh": TOKEN}, {"refresh": THIRD})
    builder.api("POST", "/c", {"refresh": THIRD}, {"ok": 1})
    scenario = _imported(builder).scenario
    assert all(holes_of(requests_of(scenario)[number]) for number in (1, 2, 3))
    assert _taken_at(scenario) == {"refresh": [0, 2]}


def test_tokens_of_one_name_in_two_forms_and_a_third_by_script() -> None:
    builder = RecordingBuilder()
    forms = "".join(
        f'<form action="{path}" method=post><input type=hidden name=_token value="{value}"></form>'
        for path, value in (("/save", TOKEN), ("/drop", OTHER))
    )
    builder.get("/", f'{forms}<script>window.cfg = {{"_token": "{THIRD}"}}</script>')
    builder.form("/drop", {"_token": OTHER}, location="/")
    builder.form("/save", {"_token": TOKEN}, location="/")
    builder.api("POST", "/api", {"_token": THIRD}, {})
    scenario = _imported(builder).scenario
    assert [_sent(scenario, number) for number in (1, 2, 3)] == [{OTHER}, {TOKEN}, {THIRD}]
