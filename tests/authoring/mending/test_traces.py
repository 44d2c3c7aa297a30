"""The evidence for a changing value: where it stands in the recorded answer, and in the requests that send it."""

from __future__ import annotations

import pytest

from loadstudio.authoring.importing.importer import Analysis
from loadstudio.authoring.mending.traces import Trace, trace_of
from loadstudio.recording.entry import Recording
from loadstudio.scenario.model import Scenario
from tests.support.browser import Browser, Got, Sent
from tests.support.exchanges import a_recording, an_entry

TOKEN = "8f3ab2c9/1d77e0a+0"


def site(sent: Sent) -> Got:
    if sent.path == "/":
        field = f'<p>{TOKEN}</p><form action="/in" method="post"><input type=hidden name=csrf value="{TOKEN}"></form>'
        return Got(f"<title>Home</title>{field}")
    if sent.path == "/in":
        return Got('{"id": "ord-77aa31", "note": "see ord-77aa31"}', kind="application/json")
    return Got('{"ok": true}', kind="application/json")


@pytest.fixture(scope="module")
def imported() -> tuple[Scenario, Recording]:
    browser = Browser(site)
    browser.step("Home").get("/")
    browser.step("Go in").submit("form", {})
    browser.step("Pay").api("POST", "/pay", {"order": "ord-77aa31"})
    recording = browser.recording()
    return Analysis(recording, name="Shop", recording_file="").result().scenario, recording


def marked(trace: Trace) -> tuple[list[list[str]], list[list[str]]]:
    origins, uses = (
        [[one.text[start:end] for start, end in one.spans] for one in side] for side in (trace.origins, trace.uses)
    )
    return origins, uses


def test_a_form_token_is_marked_in_its_field_and_as_it_was_sent(imported: tuple[Scenario, Recording]) -> None:
    scenario, recording = imported
    trace = trace_of(scenario, recording, "csrf")
    origins, uses = marked(trace)
    assert origins == [[TOKEN]]
    origin = trace.origins[0]
    assert origin.text[: origin.spans[0][0]].endswith('name=csrf value="')  # not the paragraph before
    assert (origin.step, origin.place) == ("Home", "the form field 'csrf'")
    assert uses == [["8f3ab2c9%2F1d77e0a%2B0"]]
    assert trace.uses[0].step == "Go in"
    assert trace.uses[0].text.startswith("POST ")


def test_json_is_laid_out_and_the_member_is_marked(imported: tuple[Scenario, Recording]) -> None:
    scenario, recording = imported
    name = next(one.name for one in scenario.variables if one.recorded_value == "ord-77aa31")
    trace = trace_of(scenario, recording, name)
    origin = trace.origins[0]
    assert marked(trace)[0] == [["ord-77aa31"]]
    assert '\n  "id": "' in origin.text
    assert origin.text[: origin.spans[0][0]].endswith('"id": "')
    assert marked(trace)[1] == [["ord-77aa31"]]


def test_without_the_recording_it_says_where_but_shows_nothing(imported: tuple[Scenario, Recording]) -> None:
    scenario, _ = imported
    trace = trace_of(scenario, None, "csrf")
    assert (trace.origins[0].place, trace.origins[0].text) == ("the form field 'csrf'", "")
    other = a_recording(an_entry("http://x/"))
    assert trace_of(scenario, other, "csrf").uses[0].text == ""
    with pytest.raises(KeyError):
        trace_of(scenario, None, "nothing")
