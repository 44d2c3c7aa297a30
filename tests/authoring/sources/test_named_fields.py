"""Ids in the names of fields: those of things that were added are each pass's own, indexes stay."""

from __future__ import annotations

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.extractor import AttributeSource
from loadstudio.scenario.model import FormBody, requests_of
from tests.support.recordings import RecordingBuilder


def _basket(*names: str) -> str:
    return "<form method=post action=/basket>" + "".join(f'<input name="{name}" value=1>' for name in names) + "</form>"


def _sent(*names: str) -> ImportResult:
    builder = RecordingBuilder()
    builder.page("Shop").get("/", "<form method=post action=/add><input type=hidden name=what value=fern></form>")
    builder.page("Added").form("/add", {"what": "fern"}, location="/basket")
    builder.get("/basket", _basket(*names))
    builder.page("Changed").form("/basket", dict.fromkeys(names, "3"), location="/basket")
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _names(result: ImportResult) -> list[str]:
    body = requests_of(result.scenario)[-1].body
    assert isinstance(body, FormBody)
    return [field.name for field in body.fields]


def test_what_was_added_is_named_by_its_number() -> None:
    result = _sent("qty[57]", "note")
    assert _names(result) == ["qty[${qty_id}]", "note"]
    (extractor,) = requests_of(result.scenario)[2].extractors
    assert extractor.sources == (
        AttributeSource(selector='input[name^="qty["]', attribute="name", pattern=r"qty\[([^\]]+)"),
    )


def test_each_of_several_is_taken_from_its_place() -> None:
    result = _sent("qty_57", "qty_58")
    assert _names(result) == ["qty_${qty_id}", "qty_${qty_id_2}"]
    extractors = requests_of(result.scenario)[2].extractors
    assert [
        source.occurrence for one in extractors for source in one.sources if isinstance(source, AttributeSource)
    ] == [0, 1]


def test_numbers_that_count_the_fields_stay() -> None:
    assert _names(_sent("items[0]", "items[1]", "items[2]")) == ["items[0]", "items[1]", "items[2]"]


def test_what_was_there_before_anything_was_added_stays() -> None:
    builder = RecordingBuilder()
    builder.page("Ask").get("/", _basket("answer_41"))
    builder.page("Told").form("/basket", {"answer_41": "yes, often"}, location="/thanks")
    result = scenario_from(builder.recording(), name="x", recording_file="x.har")
    assert _names(result) == ["answer_41"]
