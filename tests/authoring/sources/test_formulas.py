"""What script computes from a text that an answer holds and that is never sent itself."""

from __future__ import annotations

import base64
import hashlib

import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.playback.encode import filtered
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.template import Hole
from loadstudio.scenario.validate import holes_of
from tests.support.recordings import RecordingBuilder

CHALLENGE = "moss-and-7"
SECRET = "p4Q/2+hZk0Xy8w=="


def _sent(body: dict[str, str], page: str) -> ImportResult:
    builder = RecordingBuilder()
    builder.get("/", page)
    builder.api("POST", "/go", body, {})
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _holes(result: ImportResult) -> tuple[Hole, ...]:
    return holes_of(requests_of(result.scenario)[1])


@pytest.mark.parametrize(
    ("digest", "filters"),
    [
        (hashlib.sha256(CHALLENGE.encode()).hexdigest(), ("sha256",)),
        (hashlib.md5(CHALLENGE.encode(), usedforsecurity=False).hexdigest().upper(), ("md5", "upper")),
        (filtered(CHALLENGE, ("s256",)), ("s256",)),
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        f'<p data-challenge="{CHALLENGE}">',
        f"<script>window.config = {{challenge: '{CHALLENGE}'}}</script>",
        f'<input type=hidden name=challenge value="{CHALLENGE}">',
        f'<script type="application/json" id=app>{{"challenge": "{CHALLENGE}"}}</script>',
    ],
)
def test_the_hash_of_what_a_page_holds(digest: str, filters: tuple[str, ...], page: str) -> None:
    result = _sent({"proof": digest}, page)
    (variable,) = result.scenario.variables
    assert variable.recorded_value == CHALLENGE
    assert _holes(result) == (Hole(variable.name, (*filters, *_holes(result)[0].filters[len(filters) :])),)


def test_the_bytes_of_base64_as_hexadecimal() -> None:
    result = _sent({"digest": base64.b64decode(SECRET).hex()}, f'<p data-key="{SECRET}">')
    (variable,) = result.scenario.variables
    assert variable.recorded_value == SECRET
    assert _holes(result)[0].filters[0] == "base64hex"


def test_a_token_within_base64() -> None:
    token = "a8f3Kq91ZxW0p7"
    sent = base64.b64encode(f"api:{token}:1".encode()).decode()
    result = _sent({"key": sent}, f'<p data-key="{token}">')
    (variable,) = result.scenario.variables
    assert variable.recorded_value == token
    assert _holes(result)[0].filters[:3] == ("before('api:')", "after(':1')", "base64")


def test_the_hash_of_what_only_the_script_knows_is_no_hash_of_the_page() -> None:
    digest = hashlib.sha256(b"salt" + CHALLENGE.encode()).hexdigest()
    result = _sent({"proof": digest}, f'<p data-challenge="{CHALLENGE}">')
    assert [variable.origin for variable in result.scenario.variables] == ["constant"]
