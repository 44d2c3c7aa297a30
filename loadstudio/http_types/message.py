"""A request and a response as they went over the wire, body decoded from the transfer but not from Content-Encoding."""

from __future__ import annotations

import msgspec

from loadstudio.http_types.headers import Headers


class Request(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One recorded request. `url` is absolute, exactly as sent, without a fragment."""

    method: str
    url: str
    http_version: str = "HTTP/1.1"
    headers: Headers = ()
    body: bytes = b""


class Response(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One recorded response. `body` has Content-Encoding already undone; `wire_bytes` is its size as received."""

    status: int
    reason: str = ""
    http_version: str = "HTTP/1.1"
    headers: Headers = ()
    body: bytes = b""
    wire_bytes: int = 0
