"""The parts of a HAR 1.2 file that matter here, typed, as leniently as browsers and proxies write them.

Members with an underscore are additions, as the format allows: `_resourceType`, `_webSocketMessages` and `_error` are
Chrome's, the rest is ours. What a member means is decided in `har_read`; what is written, in `har_write`.
"""

from __future__ import annotations

import msgspec

# HAR 1.2 specification: http://www.softwareishard.com/blog/har-12-spec/


class NameValue(msgspec.Struct):
    """A header, a cookie."""

    name: str | None = ""
    value: str | None = ""


class Param(NameValue):
    """A form field; `file_name` is set for a file."""

    file_name: str | None = msgspec.field(default=None, name="fileName")
    content_type: str | None = msgspec.field(default=None, name="contentType")


class PostData(msgspec.Struct):
    """A request's body. `encoding` is `base64` for bytes that are no text (ours and some proxies')."""

    mime_type: str | None = msgspec.field(default="", name="mimeType")
    text: str | None = None
    params: list[Param] | None = None
    encoding: str | None = None
    own_encoding: str | None = msgspec.field(default=None, name="_encoding")
    charset: str | None = msgspec.field(default=None, name="_charset")


class HarRequest(msgspec.Struct):
    """`url` is the one member without which an entry means nothing."""

    url: str
    method: str | None = "GET"
    http_version: str | None = msgspec.field(default="", name="httpVersion")
    headers: list[NameValue] | None = None
    cookies: list[NameValue] | None = None
    post_data: PostData | None = msgspec.field(default=None, name="postData")


class Content(msgspec.Struct):
    """A response's body, Content-Encoding undone."""

    mime_type: str | None = msgspec.field(default="", name="mimeType")
    text: str | None = None
    encoding: str | None = None
    charset: str | None = msgspec.field(default=None, name="_charset")


class HarResponse(msgspec.Struct):
    """Status 0: no answer came."""

    status: int | None = 0
    status_text: str | None = msgspec.field(default="", name="statusText")
    http_version: str | None = msgspec.field(default="", name="httpVersion")
    headers: list[NameValue] | None = None
    content: Content | None = None
    body_size: float | None = msgspec.field(default=-1, name="bodySize")
    error: str | None = msgspec.field(default=None, name="_error")


class HarTimings(msgspec.Struct):
    """Milliseconds; -1 where it does not apply. `connect` includes `ssl`."""

    blocked: float | None = -1
    dns: float | None = -1
    connect: float | None = -1
    ssl: float | None = -1
    send: float | None = 0
    wait: float | None = 0
    receive: float | None = 0


class HarWebSocketMessage(msgspec.Struct):
    """Chrome's convention: `time` in seconds since the epoch, `data` base64 for opcode 2."""

    kind: str = msgspec.field(default="receive", name="type")
    time: float = 0
    opcode: int = 1
    data: str | None = ""


class HarEntry(msgspec.Struct):
    """One exchange."""

    request: HarRequest
    started: str = msgspec.field(name="startedDateTime")
    response: HarResponse | None = None
    time: float | None = None
    timings: HarTimings | None = None
    page: str | None = msgspec.field(default=None, name="pageref")
    server_ip: str | None = msgspec.field(default="", name="serverIPAddress")
    own_id: str | None = msgspec.field(default=None, name="_id")
    resource_type: str | None = msgspec.field(default=None, name="_resourceType")
    websocket_messages: list[HarWebSocketMessage] | None = msgspec.field(default=None, name="_webSocketMessages")


class HarPage(msgspec.Struct):
    """One page. `named` is there in our own files only."""

    id: str
    started: str = msgspec.field(name="startedDateTime")
    title: str | None = ""
    named: bool | None = msgspec.field(default=None, name="_named")


class HarNote(msgspec.Struct):
    """What the person wrote down while recording; in our own files only."""

    started: str = msgspec.field(name="startedDateTime")
    id: str | None = ""
    page: str | None = msgspec.field(default="", name="pageref")
    text: str | None = ""


class Tool(msgspec.Struct):
    """The program that wrote the file, or the browser."""

    name: str | None = ""
    version: str | None = ""


class Log(msgspec.Struct):
    """The whole."""

    entries: list[HarEntry] | None = None
    pages: list[HarPage] | None = None
    creator: Tool | None = None
    browser: Tool | None = None
    start_url: str | None = msgspec.field(default=None, name="_startUrl")
    notes: list[HarNote] | None = msgspec.field(default=None, name="_notes")


class HarFile(msgspec.Struct):
    """`log` is None where the file is JSON but no HAR."""

    log: Log | None = None
