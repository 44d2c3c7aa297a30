"""A key that a person gave to a page, sent by its script with each request, is test data."""

from __future__ import annotations

import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.model import DataSource, requests_of
from tests.support.recordings import RecordingBuilder

KEY = "sk_live_8f3Kq91ZxW0p7TbM"


def _imported(header: str, value: str, page: str = "") -> ImportResult:
    builder = RecordingBuilder()
    builder.get("/", f"<title>Shop</title>{page}")
    builder.page("Orders").api("GET", "/orders", headers=((header, value),), got=[])
    builder.api("POST", "/orders", {"name": "Moss"}, headers=((header, value),), got={})
    return scenario_from(builder.recording(), name="Shop", recording_file="shop.har")


def _sent(result: ImportResult) -> list[str]:
    return [field.value or "" for one in requests_of(result.scenario) for field in one.headers if "keys" in str(field)]


@pytest.mark.parametrize(("header", "before"), [("Authorization", "Bearer "), ("X-Api-Key", "")])
def test_a_key_that_no_answer_gave_is_test_data(header: str, before: str) -> None:
    result = _imported(header, before + KEY)
    assert _sent(result) == [before + "${keys.key}"] * 2
    assert result.scenario.data_sources == (
        DataSource(name="keys", file="shop.keys.csv", columns=("key",), secret_columns=("key",)),
    )
    assert result.tables[0].rows == ((KEY,),)
    assert [finding.sentence for finding in result.findings if finding.kind == "log_in"] == [
        "A script of the page sends a key at Orders that no answer gave. It is test data now: shop.keys.csv. "
        "Add a row for each key that may be used."
    ]
    assert not [finding for finding in result.findings if finding.kind in ("unresolved", "logged_in_before")]


@pytest.mark.parametrize(
    "value", ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "Bearer monday-evening", "Basic dGVzdDp0ZXN0"]
)
def test_what_is_no_key_stays_what_it_is(value: str) -> None:
    assert _sent(_imported("Authorization", value)) == []


def test_a_key_that_the_page_holds_is_the_applications() -> None:
    for written in (KEY, KEY.replace("_", "&#95;"), KEY.replace("_", r"\u005f")):
        result = _imported("X-Api-Key", KEY, f"<script>const key = '{written}'</script>")
        assert result.scenario.data_sources == ()
