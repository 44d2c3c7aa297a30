"""The sample: the demo shop as a real browser and the recorder saw it."""

from __future__ import annotations

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.base.resources import sample_path
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import problems
from tests.support.browser import replay_against_itself


def test_the_sample_imports_and_replays_against_itself() -> None:
    recording = read_har(sample_path("demo-shop.har"))
    shares: list[float] = []
    result = scenario_from(
        recording, name="Demo shop", recording_file="demo-shop.har", progress=lambda share, _: shares.append(share)
    )
    names = [variable.name for variable in result.scenario.variables]
    assert names == ["csrf_token", "access_token", "form_token", "cart_id", "order_token", "full_name", "order_id"]
    assert problems(result.scenario) == ()
    assert [table.columns for table in result.tables] == [("username", "password")]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    labels = {request.name for request in requests_of(result.scenario)}
    assert {"GET /cart/*/checkout", "POST /cart/*/orders", "GET /orders/*", "POST /api/token"} <= labels
    replay_against_itself(result, recording)
