"""The messages of an exchange that goes on: those of a WebSocket, and the events of an event stream, in one form.

Pure; a stream is read by WHATWG HTML, 9.2.6 "Interpreting an event stream".
"""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.http_types.body import media_type, text_of
from loadstudio.recording.entry import Entry

_BINARY = 2


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message. `after_ms` counts from the exchange's start; None where it is not known, as in an event stream.

    `kind` is the event's name where it has one; `binary` messages are shown as base64.
    """

    direction: Literal["send", "receive"]
    text: str
    after_ms: float | None = None
    kind: str = ""
    binary: bool = False


def messages_of(entry: Entry) -> tuple[Message, ...]:
    """Return the messages in their order, none for an exchange with one answer."""
    if entry.websocket_messages:
        return tuple(
            Message(
                direction=message.direction,
                text=message.data,
                after_ms=max(0, message.time_us - entry.started_us) / 1000,
                binary=message.opcode == _BINARY,
            )
            for message in entry.websocket_messages
        )
    response = entry.response
    if response is None or media_type(response.headers) != "text/event-stream":
        return ()
    return events_of(text_of(response.headers, response.body))


def events_of(stream: str) -> tuple[Message, ...]:
    """Return the events of a stream. What stands after the last blank line has not come whole and is left out."""
    events: list[Message] = []
    kind, data = "", list[str]()
    lines = stream.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in lines[:-1]:
        if not line:
            if data:
                events.append(Message(direction="receive", text="\n".join(data), kind=kind))
            kind, data = "", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name == "event":
            kind = value
    return tuple(events)
