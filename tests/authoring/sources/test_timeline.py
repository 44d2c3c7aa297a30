"""`timeline`: what could be known when a request was sent, though a busy recorder saw the end of an answer late."""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.recording.entry import CLOCK_SLACK_US, Entry, could_know
from loadstudio.scenario.model import requests_of
from tests.support.recordings import RecordingBuilder

TOKEN = "a8f3Kq91ZxW0p7"
_GAP_US = 10_000


def _late(builder: RecordingBuilder, by_us: int) -> None:
    """Let the next request begin so long before the end of the last one is seen."""
    builder.now_us -= _GAP_US + by_us


def _taken(builder: RecordingBuilder) -> list[str]:
    result: ImportResult = scenario_from(builder.recording(), name="x", recording_file="x.har")
    return [one.variable for request in requests_of(result.scenario) for one in request.extractors]


def test_an_end_that_was_seen_late_is_none() -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/key", got={"key": TOKEN})
    _late(builder, CLOCK_SLACK_US - 1)
    builder.api("POST", "/order", {"key": TOKEN})
    assert _taken(builder) == ["key"]


def test_an_end_that_was_seen_much_later_was_later() -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/key", got={"key": TOKEN})
    _late(builder, CLOCK_SLACK_US + 1)
    builder.api("POST", "/order", {"key": TOKEN})
    assert _taken(builder) == []


def test_what_a_request_sent_is_not_known_from_its_own_quick_answer() -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/", got={})
    made = builder.api("POST", "/order", {"request": TOKEN}, {"request": TOKEN})
    builder.entries[-1] = _quick(made)
    builder.api("POST", "/pay", {"request": TOKEN}, {"request": TOKEN})
    assert _taken(builder) == []


def test_a_text_that_two_send_at_once_is_from_none_of_their_answers() -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/", got={})
    builder.api("POST", "/a", {"visit": TOKEN}, {"visit": TOKEN})
    _late(builder, CLOCK_SLACK_US // 2)
    builder.api("POST", "/b", {"visit": TOKEN}, {"visit": TOKEN})
    assert _taken(builder) == []


def _quick(entry: Entry) -> Entry:
    return replace(entry, ended_us=entry.started_us + 1)


def test_an_answer_is_never_known_to_its_own_request_nor_to_one_before() -> None:
    builder = RecordingBuilder()
    first, second = builder.api("GET", "/a"), builder.api("GET", "/b")
    quick = _quick(first)
    assert not could_know(quick, quick)
    assert could_know(second, first)
    assert not could_know(first, second)
