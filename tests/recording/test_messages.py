"""Messages of WebSockets and event streams."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.http_types.message import Response
from loadstudio.recording.entry import WebSocketMessage
from loadstudio.recording.messages import events_of, messages_of
from tests.support.exchanges import T0_US, an_entry

_LINE = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n"), max_size=30)


def test_a_stream_is_read_as_browsers_do() -> None:
    stream = ": hello\ndata: one\ndata:two\nid: 4\n\nevent: price\r\ndata:  3\r\n\r\nevent: none\n\ndata: not whole\n"
    assert [(event.kind, event.text) for event in events_of(stream)] == [("", "one\ntwo"), ("price", " 3")]


@given(st.lists(st.lists(_LINE, min_size=1, max_size=3), max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_a_server_writes_comes_out(events: list[list[str]], end: str) -> None:
    stream = "".join("".join(f"data: {line}{end}" for line in event) + end for event in events)
    assert [event.text for event in events_of(stream)] == ["\n".join(event) for event in events]


def test_messages_of_a_websocket_tell_direction_and_time() -> None:
    sent = WebSocketMessage(direction="send", time_us=T0_US + 1_500, opcode=1, data="hi")
    got = WebSocketMessage(direction="receive", time_us=T0_US + 2_500, opcode=2, data="AAE=")
    entry = msgspec.structs.replace(an_entry("wss://shop.example/live"), websocket_messages=(sent, got))
    assert [(one.direction, one.text, one.after_ms, one.binary) for one in messages_of(entry)] == [
        ("send", "hi", 1.5, False),
        ("receive", "AAE=", 2.5, True),
    ]


def test_an_ordinary_answer_has_none() -> None:
    entry = an_entry("https://shop.example/")
    assert messages_of(entry) == ()
    stream = Response(status=200, headers=(("Content-Type", "text/event-stream"),), body=b"data: x\n\n")
    (event,) = messages_of(msgspec.structs.replace(entry, response=stream))
    assert event.text == "x"
