"""The part of an exchange that is sent to be looked at: bodies cut, the last messages. The whole stays on disk."""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.recording.entry import Entry
from loadstudio.wire.recorder_messages import EntryShown

_BODY_BYTES = 200_000
_MESSAGES = 500
_MESSAGE_CHARACTERS = 4_000


def entry_shown(entry_id: str, entry: Entry | None) -> EntryShown:
    """Return the message that shows an exchange."""
    if entry is None:
        return EntryShown(entry_id=entry_id, entry=None)
    request, response = entry.request, entry.response
    messages = tuple(
        replace(message, data=message.data[:_MESSAGE_CHARACTERS]) for message in entry.websocket_messages[-_MESSAGES:]
    )
    cut = replace(
        entry,
        request=replace(request, body=request.body[:_BODY_BYTES]),
        response=response and replace(response, body=response.body[:_BODY_BYTES]),
        websocket_messages=messages,
    )
    return EntryShown(
        entry_id=entry_id,
        entry=cut,
        request_bytes=len(request.body),
        response_bytes=len(response.body) if response else 0,
        messages=len(entry.websocket_messages),
    )
