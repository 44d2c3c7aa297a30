"""`xml_names`: an XML answer is known by its elements, and a check asks for the one that says what it is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.importing.checks import checks_of
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.xml_names import element_names, is_xml, outermost
from loadstudio.recording.entry import Entry
from loadstudio.scenario.assertion import TextCheck
from tests.support.recordings import RecordingBuilder

SOAP = "<?xml version='1.0'?><s:Envelope xmlns:s='x'><s:Body><Price><Amount>7</Amount></Price></s:Body></s:Envelope>"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (SOAP, ["s:Envelope", "s:Body", "Price"]),
        (
            "<!-- <a> --><methodResponse>\n<fault><value/></fault></methodResponse>",
            ["methodResponse", "fault", "value"],
        ),
        ("<ajax><![CDATA[<b><i>]]><term/></ajax>", ["ajax", "term"]),
        ("<empty/>", ["empty"]),
        ("no XML", []),
    ],
)
def test_what_an_answer_is_stands_in_its_first_elements(text: str, names: list[str]) -> None:
    assert outermost(text) == names
    assert set(names) <= element_names(text)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("text/xml", True), ("application/soap+xml", True), ("application/xhtml+xml", False), ("image/svg+xml", False)],
)
def test_pictures_and_pages_are_no_data(*, kind: str, expected: bool) -> None:
    assert is_xml(kind) == expected


def test_an_answer_with_another_element_is_a_failure() -> None:
    builder = RecordingBuilder()
    builder.get("/price", SOAP)
    draft = draft_of(builder.recording())
    (entry,) = draft.entries
    (checks,) = checks_of(draft.requests, [AnswerView(0, _as_xml(entry))], ())
    assert TextCheck(text="<Price") in checks


def _as_xml(entry: Entry) -> Entry:
    assert entry.response is not None
    return replace(entry, response=replace(entry.response, headers=(("Content-Type", "text/xml"),)))
