"""`draft`: a recording becomes steps, pauses and requests, word for word."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.drafting.draft_request import request_of
from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.base.errors import InvalidInput
from loadstudio.recording.entry import Note, Recording, WebSocketMessage
from loadstudio.scenario.model import (
    BinaryBody,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    RecordedAnswer,
    TextBody,
    ThinkTime,
    requests_of,
)
from tests.support.recordings import FORM, RecordingBuilder


def _visit() -> RecordingBuilder:
    builder = RecordingBuilder()
    builder.page("Home").get("/")
    builder.script("/app.js", "go()")
    builder.wait(3.0)
    builder.page("Search").get("/search?q=fern")
    return builder


def _request(builder: RecordingBuilder) -> HttpRequest:
    return request_of(builder.entries[-1], static=False, step_started_us=builder.pages[-1].started_us)


def test_what_was_noted_stands_with_its_step_or_the_one_before() -> None:
    builder = _visit()
    builder.page("Nothing loaded")
    home, search, empty = (page.id for page in builder.pages)
    texts = ((home, "slow\nhere"), (search, "two hits"), (search, " "), (empty, "a dialog opened"), ("gone", "later"))
    notes = tuple(Note(id=f"n{at}", page_id=page_id, time_us=at, text=text) for at, (page_id, text) in enumerate(texts))
    steps = draft_of(msgspec.structs.replace(builder.recording(), notes=notes)).steps
    assert [step.note for step in steps] == ["slow here", "two hits; a dialog opened; later"]
    assert [step.note for step in draft_of(builder.recording()).steps] == ["", ""]


def test_steps_from_pages_and_pauses_from_gaps() -> None:
    home, search = draft_of(_visit().recording()).steps
    assert [home.name, search.name] == ["Home", "Search"]
    assert [node.name for node in home.children if isinstance(node, HttpRequest)] == ["GET /", "GET /app.js"]
    assert isinstance(home.children[-1], ThinkTime)
    assert home.children[-1].seconds == pytest.approx(3.01)
    assert not any(isinstance(node, ThinkTime) for node in search.children)


def test_a_body_that_was_sent_in_chunks_is_again() -> None:
    builder = RecordingBuilder()
    builder.send("PUT", "/file", headers=(("Transfer-Encoding", "chunked"), ("X", "y")), body="content")
    assert _request(builder).headers == (Field(name="X", value="y"), Field(name="Transfer-Encoding", value="chunked"))
    builder.send("GET", "/file", headers=(("Transfer-Encoding", "chunked"),))
    assert _request(builder).headers == ()


def test_static_files_are_marked() -> None:
    assert [request.static for request in draft_of(_visit().recording()).requests] == [False, True, False]


def test_the_recorded_answer_is_remembered() -> None:
    request = draft_of(_visit().recording()).requests[1]
    assert request.recorded == RecordedAnswer(
        entry_id="entry_2", status=200, mime_type="text/javascript", size_bytes=4, duration_ms=40, offset_ms=50
    )


def test_an_app_without_page_loads_pauses_within_its_step() -> None:
    builder = _visit()
    builder.wait(1.5).api("GET", "/api/more", got={"a": 1})
    children = draft_of(builder.recording()).steps[-1].children
    assert [type(node).__name__ for node in children] == ["HttpRequest", "ThinkTime", "HttpRequest"]


def test_steps_of_one_name_are_told_apart() -> None:
    builder = RecordingBuilder()
    for title in ("Home", "Home", "Home 2", "Home"):
        builder.wait(1).page(title).get("/")
    names = [step.name for step in draft_of(builder.recording()).steps]
    assert len(set(names)) == 4
    assert names[:2] == ["Home", "Home 3"]


def test_other_companies_are_left_out_unless_wanted() -> None:
    builder = _visit()
    builder.send("POST", "https://www.google-analytics.com/collect", resource_type="ping")
    builder.send("GET", "https://fonts.example/a.css", resource_type="style")
    recording = builder.recording()
    kept = {host.name: host.kept for host in draft_of(recording).hosts}
    assert kept == {"shop.test": True, "www.google-analytics.com": False, "fonts.example": False}
    wanted = draft_of(recording, ["fonts.example"])
    assert [host.reason for host in wanted.hosts if host.name == "fonts.example"] == ["kept by you"]
    assert wanted.requests[-1].url == "https://fonts.example/a.css"


def test_what_cannot_be_replayed_is_said() -> None:
    builder = _visit()
    builder.send("GET", "ws://shop.test/live", status=101, resource_type="websocket")
    builder.entries.append(
        msgspec.structs.replace(builder.entries[0], id="lost", response=None, started_us=builder.now_us)
    )
    draft = draft_of(builder.recording())
    assert len(draft.requests) == 3
    assert draft.skipped == (
        "Open connections of a page (WebSockets) stay out of the load: 1, for example ws://shop.test/live.",
        "Requests without an answer stay out of the load: 1, for example http://shop.test/.",
    )


def test_what_only_a_websocket_did_is_said_to_have_no_effect() -> None:
    builder = _visit()
    entry = builder.send("GET", "ws://shop.test/live", status=101, resource_type="websocket")
    messages: tuple[tuple[Literal["send", "receive"], bool], ...] = (("receive", False), ("send", True))
    for direction, told in messages:
        message = WebSocketMessage(direction=direction, time_us=entry.started_us, opcode=1, data="{}")
        builder.entries[-1] = msgspec.structs.replace(entry, websocket_messages=(message,))
        said = "What the page sent through its WebSockets does not reach the site."
        assert (said in draft_of(builder.recording()).skipped) is told


def test_preflights_are_load_too() -> None:
    builder = _visit()
    builder.send("OPTIONS", "/api", headers=(("Access-Control-Request-Method", "PUT"),), status=204)
    assert draft_of(builder.recording()).requests[-1].name == "OPTIONS /api"


@pytest.mark.parametrize("recording", [Recording(entries=(), pages=()), RecordingBuilder().recording()])
def test_nothing_to_replay_is_an_error_for_people(recording: Recording) -> None:
    with pytest.raises(InvalidInput, match="holds no request to a site that can be replayed"):
        scenario_from(recording, name="x", recording_file="x.har")


def test_headers_that_connection_and_jar_write_are_left_out() -> None:
    builder = RecordingBuilder()
    written = (
        ("Cookie", "a=b"),
        ("content-length", "3"),
        ("If-None-Match", '"x"'),
        (":method", "GET"),
        ("Connection", "x"),
    )
    builder.send("GET", "/", headers=(*written, ("Accept", "*/*"), ("X-A", "1"), ("X-A", "2")))
    assert [(field.name, field.value) for field in _request(builder).headers] == [
        ("Accept", "*/*"),
        ("X-A", "1"),
        ("X-A", "2"),
    ]


def test_queries_keep_their_spelling() -> None:
    builder = RecordingBuilder()
    builder.get("/p%C3%A4th/x?a=b+c&a=b%20c&bare&empty=&&q=%e2%82%ac")
    request = _request(builder)
    assert request.url == "http://shop.test/p%C3%A4th/x"
    assert request.query == (
        Field(name="a", value="b c"),
        Field(name="a", value="b%20c", raw=True),
        Field(name="bare", value=None, raw=True),
        Field(name="empty", value=""),
        Field(name="", value=None, raw=True),
        Field(name="q", value="%e2%82%ac", raw=True),
    )


@pytest.mark.parametrize(
    ("content_type", "content", "kind"),
    [
        ("application/x-www-form-urlencoded", b"a=1", FormBody),
        ("application/json", '{"a": "ä"}'.encode(), TextBody),
        ("", b"plain", TextBody),
        ("application/octet-stream", b"\x00\x01", BinaryBody),
        ("application/json", b'{"a": "\xff"}', BinaryBody),
        ("multipart/form-data; boundary=XX", b"no parts", TextBody),
    ],
)
def test_bodies_by_what_they_are(content_type: str, content: bytes, kind: type) -> None:
    builder = RecordingBuilder()
    builder.send("POST", "/", headers=(("Content-Type", content_type),), body=content)
    assert isinstance(_request(builder).body, kind)


def test_files_and_fields_of_an_upload() -> None:
    builder = RecordingBuilder()
    body = (
        b'--XX\r\nContent-Disposition: form-data; name="t"\r\n\r\nline\r\nline\r\n'
        b'--XX\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png'
        b"\r\n\r\n\x89PNG\r\n\r\n"
        b"--XX--\r\n"
    )
    builder.send("POST", "/", headers=(("Content-Type", "multipart/form-data; boundary=XX"),), body=body)
    assert _request(builder).body == MultipartBody(
        boundary="XX",
        parts=(
            Part(name="t", text="line\r\nline"),
            Part(name="f", file_name="a.png", content_type="image/png", content=b"\x89PNG\r\n"),
        ),
    )


def test_without_correlation_only_the_log_in_becomes_data() -> None:
    builder = RecordingBuilder()
    builder.page("Log in").get("/login", '<form action=/login><input type=hidden name=token value="a8f3Kq91Zx${1}">')
    builder.wait(1).form("/login", {"token": "a8f3Kq91Zx${1}", "user": "mia", "password": "x"}, location="/")
    result = scenario_from(builder.recording(), name="My shop", recording_file="x.har", correlate=False)
    assert result.scenario.variables == ()
    sent = requests_of(result.scenario)[1].body
    assert isinstance(sent, FormBody)
    assert [field.value for field in sent.fields] == ["a8f3Kq91Zx$${1}", "${users.username}", "${users.password}"]
    assert result.scenario.data_sources[0].file == "my-shop.users.csv"
    assert FORM[0] in [(header.name, header.value) for header in requests_of(result.scenario)[1].headers]
