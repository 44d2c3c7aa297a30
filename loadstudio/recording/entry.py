"""The recording as values: pages, exchanges (entries) and WebSocket messages, with times in microseconds since the
epoch.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.http_types.message import Request, Response

CLOCK_SLACK_US = 20_000
"""An answer's end may be seen so late: browsers round the times in their files, and a busy recorder looks at its clock
when the browser has the answer already and goes on.
"""


class Timings(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How long each part of an exchange took, in milliseconds; -1 where it does not apply (as in HAR 1.2)."""

    blocked_ms: float = -1
    dns_ms: float = -1
    connect_ms: float = -1
    tls_ms: float = -1
    send_ms: float = 0
    wait_ms: float = 0
    receive_ms: float = 0


class WebSocketMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One message of a WebSocket. `data` is text, or base64 when `opcode` is 2 (Chrome's convention in HAR)."""

    direction: Literal["send", "receive"]
    time_us: int
    opcode: int
    data: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One exchange. `response` is None when none came; `error` then says why, in words."""

    id: str
    page_id: str
    started_us: int
    ended_us: int
    request: Request
    response: Response | None
    timings: Timings = Timings()
    resource_type: str = ""
    """What the browser wanted it for: `document`, `script`, `style`, `image`, `font`, `xhr`, `fetch`, `websocket`,
    ... or ''.
    """
    server_ip: str = ""
    error: str = ""
    websocket_messages: tuple[WebSocketMessage, ...] = ()


def could_know(request: Entry, answer: Entry) -> bool:
    """Tell whether a request could send what an answer said: the answer is another's, asked for before, and had ended,
    give or take how late an end may be seen.
    """
    asked_before = answer.started_us <= request.started_us and answer.id != request.id
    return asked_before and answer.ended_us - CLOCK_SLACK_US <= request.started_us


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step of the recording: what happened between two actions of the person. `named` when the person gave the
    title.
    """

    id: str
    title: str
    started_us: int
    named: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What the person wrote down at a moment of the recording; `page_id` is the page of that moment."""

    id: str
    page_id: str
    time_us: int
    text: str


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in order of their start, pages and notes in order of theirs. Each `page_id` names a page of `pages`."""

    entries: tuple[Entry, ...]
    pages: tuple[Page, ...]
    start_url: str = ""
    browser: str = ""
    creator: str = ""
    notes: tuple[Note, ...] = ()
