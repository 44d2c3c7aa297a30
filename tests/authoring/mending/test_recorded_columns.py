"""What was recorded where test data stands now is found again in the recording."""

from __future__ import annotations

from loadstudio.authoring.mending.recorded_columns import recorded_columns
from loadstudio.scenario.model import DataSource, Field, FormBody, RecordedAnswer, TextBody
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step

FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
JSON = (("Content-Type", "application/json"),)


def test_values_of_query_form_and_json() -> None:
    builder = RecordingBuilder()
    builder.send("GET", "/search?q=trail+shoes&page=2")
    builder.send("POST", "/login", headers=FORM, body="user=mia%40shop.test&pw=x")
    builder.send("POST", "/api", headers=JSON, body='{"person": {"age": 31, "name": "Mia"}, "tags": ["a"]}')
    source = DataSource(name="d", file="d.csv", columns=("word", "user", "age", "name", "idle"))

    def at(number: int) -> RecordedAnswer:
        return RecordedAnswer(entry_id=f"entry_{number}")

    text = TextBody(text='{"person": {"age": ${d.age}, "name": "${d.name|json}"}, "tags": ["${other}"]}')
    scenario = a_scenario(
        a_step(
            "s",
            a_request("a", query=(Field(name="q", value="${d.word}"),), recorded=at(1)),
            a_request("b", body=FormBody(fields=(Field(name="user", value="${d.user}"),)), recorded=at(2)),
            a_request("c", body=text, recorded=at(3)),
            a_request("e", query=(Field(name="q", value="x${d.idle}"),), recorded=at(1)),
        ),
        data_sources=(source,),
    )
    entries = {entry.id: entry for entry in builder.entries}
    assert recorded_columns(scenario, entries) == {
        "d.word": "trail shoes",
        "d.user": "mia@shop.test",
        "d.age": "31",
        "d.name": "Mia",
    }
    assert recorded_columns(scenario, {}) == {}
