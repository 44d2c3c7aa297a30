"""Messages survive the pipe however it cuts them; what is no message is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.wire import frames
from loadstudio.wire.common import Hello, Noticed
from loadstudio.wire.recorder_messages import EntryCaptured, RecorderEvent
from loadstudio.wire.run_messages import Exchange, ExchangeTraced, RunEvent

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.one_of(texts.map(lambda text: Noticed(message=text)), st.just(Hello(role="x", pid=7)))), st.data())
def test_messages_cut_anywhere_come_out_whole_and_in_order(messages: list[msgspec.Struct], data: st.DataObject) -> None:
    stream = b"".join(frames.encode(message) for message in messages)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)))))
    decoder: frames.LineDecoder[msgspec.Struct] = frames.LineDecoder(RecorderEvent)
    received = [
        message
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for message in decoder.feed(stream[start:end])
    ]
    assert received == messages


@given(st.binary(), texts)
def test_an_exchange_keeps_any_body_and_header(body: bytes, value: str) -> None:
    exchange = Exchange(
        request_id="r", label="GET /", step="Home", method="GET", url="http://x/", response_body=body,
        response_headers=(("x-y", value), ("x-y", value)),
    )  # fmt: skip
    decoder: frames.LineDecoder[ExchangeTraced] = frames.LineDecoder(RunEvent)
    assert list(decoder.feed(frames.encode(ExchangeTraced(exchange=exchange)))) == [ExchangeTraced(exchange=exchange)]


@pytest.mark.parametrize("line", [b"hello\n", b'{"type":"Nobody"}\n', b'{"type":"EntryCaptured"}\n', b"[1]\n"])
def test_a_line_that_is_no_message_is_refused(line: bytes) -> None:
    decoder: frames.LineDecoder[EntryCaptured] = frames.LineDecoder(RecorderEvent)
    with pytest.raises(msgspec.DecodeError):
        list(decoder.feed(line))


def test_what_came_before_a_line_that_is_no_message_is_not_lost() -> None:
    good = Noticed(message="still there")
    decoder: frames.LineDecoder[Noticed] = frames.LineDecoder(RecorderEvent)
    received = []
    with pytest.raises(msgspec.DecodeError):
        received.extend(decoder.feed(frames.encode(good) + b"nonsense\n"))
    assert received == [good]
