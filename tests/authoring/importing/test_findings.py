"""What an import tells of things that all people change."""

from __future__ import annotations

import pytest

from loadstudio.authoring.importing.importer import scenario_from
from tests.support.recordings import RecordingBuilder


def _shared(builder: RecordingBuilder) -> list[str]:
    result = scenario_from(builder.recording(), name="x", recording_file="x.har")
    return [finding.sentence for finding in result.findings if finding.kind == "shared"]


@pytest.mark.parametrize(("method", "url"), [("PUT", "/plants/5"), ("PATCH", "/plants/5"), ("POST", "/plants/5/edit")])
def test_a_thing_that_was_there_is_changed_by_all(method: str, url: str) -> None:
    builder = RecordingBuilder()
    builder.get("/plants", "<title>Plants</title>")
    builder.page("Save")
    for _ in range(2):
        builder.api(method, url, {"place": "Balcony"}, {})
    assert _shared(builder) == [
        f"Save changes {url}, which was there before the recording. All people name the same one: if each should "
        "change something of their own, record adding it first."
    ]


@pytest.mark.parametrize(
    ("method", "url"), [("GET", "/plants/5"), ("POST", "/cart/5"), ("PUT", "/api/v1/me"), ("POST", "/edit")]
)
def test_what_names_nothing_or_changes_nothing_is_not_told(method: str, url: str) -> None:
    builder = RecordingBuilder()
    builder.get("/", "<title>Plants</title>")
    builder.api(method, url, {"place": "Balcony"}, {})
    assert _shared(builder) == []


def test_what_the_pass_added_is_its_own() -> None:
    builder = RecordingBuilder()
    builder.get("/", "<title>Plants</title>")
    builder.api("POST", "/plants", {"name": "Moss"}, {"id": 4711})
    builder.page("Save").api("PUT", "/plants/4711", {"place": "Balcony"}, {})
    assert _shared(builder) == []
