"""One entry of a HAR file as an exchange: times, headers, bodies. The file as a whole is read in `har_read`."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta

from loadstudio.base.clock import parse_iso
from loadstudio.http_types import body as bodies
from loadstudio.http_types.headers import Headers, get
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import encode_form
from loadstudio.recording.entry import Entry, Timings, WebSocketMessage
from loadstudio.recording.har_format import (
    Content,
    HarEntry,
    HarRequest,
    HarResponse,
    HarTimings,
    HarWebSocketMessage,
    NameValue,
    Param,
    PostData,
)
from loadstudio.recording.resource_types import from_devtools, resource_type

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_VERSIONS = {"h2": "HTTP/2", "http/2.0": "HTTP/2", "h3": "HTTP/3", "http/3.0": "HTTP/3", "": "HTTP/1.1"}
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_NO_ANSWER = "No answer was recorded."


def moment_us(text: str) -> int:
    """Return a `startedDateTime` as microseconds since the epoch. Raises ValueError with a sentence."""
    try:
        return (parse_iso(text) - _EPOCH) // _MICROSECOND
    except (ValueError, OverflowError):  # year 1 or 9999, moved out of the calendar by its offset
        raise ValueError(f"startedDateTime '{text}' is no moment in time") from None


def entry_from_har(found: HarEntry, fallback_id: str) -> Entry:
    """Return the exchange that a HAR entry describes. Raises ValueError with a sentence."""
    request = _request(found.request)
    response = _response(found.response)
    timings = _timings(found.timings)
    started_us = moment_us(found.started)
    duration_ms = found.time if found.time is not None else _sum_ms(timings)
    kind = found.resource_type
    error = (found.response.error if found.response else None) or ""
    return Entry(
        id=found.own_id or fallback_id,
        page_id=found.page or "",
        started_us=started_us,
        ended_us=started_us + max(0, round(duration_ms * 1000)),
        request=request,
        response=response,
        timings=timings,
        resource_type=from_devtools(kind) if kind is not None else _own_type(request, response),
        server_ip=(found.server_ip or "").strip("[]"),
        error=error if response is not None else error or _NO_ANSWER,
        websocket_messages=tuple(_websocket_message(message) for message in found.websocket_messages or ()),
    )


def _own_type(request: Request, response: Response | None) -> str:
    """Say what the browser wanted it for, where the file does not: HTML that was asked for as such is a document."""
    kind = resource_type(request, response)
    if kind or response is None:
        return kind
    asked_for_html = "text/html" in get(request.headers, "accept")
    return "document" if asked_for_html and bodies.media_type(response.headers) == "text/html" else ""


def _request(found: HarRequest) -> Request:
    headers = _headers(found.headers)
    if found.cookies and not get(headers, "cookie"):
        pairs = (f"{cookie.name}={cookie.value or ''}" for cookie in found.cookies if cookie.name)
        headers += (("Cookie", "; ".join(pairs)),)
    if found.post_data is not None:
        headers = _with_type(headers, found.post_data.mime_type)
    return Request(
        method=found.method or "GET",
        url=found.url.partition("#")[0],
        http_version=_version(found.http_version),
        headers=headers,
        body=_request_body(found.post_data, headers) if found.post_data is not None else b"",
    )


def _response(found: HarResponse | None) -> Response | None:
    if found is None or not found.status:
        return None
    content = found.content or Content()
    headers = _with_type(_headers(found.headers), content.mime_type)
    body = _bytes(content.text, content.encoding, content.charset, headers)
    size = found.body_size
    return Response(
        status=found.status,
        reason=found.status_text or "",
        http_version=_version(found.http_version),
        headers=headers,
        body=body,
        wire_bytes=int(size) if size is not None and size >= 0 else len(body),
    )


def _headers(found: list[NameValue] | None) -> Headers:
    """Return the fields in order; HTTP/2's pseudo headers (`:path`) are no fields and are left out."""
    return tuple((pair.name, pair.value or "") for pair in found or () if pair.name and not pair.name.startswith(":"))


def _with_type(headers: Headers, kind: str | None) -> Headers:
    if not kind or kind == "x-unknown" or get(headers, "content-type"):
        return headers
    return (*headers, ("Content-Type", kind))


def _bytes(text: str | None, encoding: str | None, charset: str | None, headers: Headers) -> bytes:
    if not text:
        return b""
    if encoding == "base64":
        try:
            return base64.b64decode(text)
        except ValueError:  # binascii's is one; letters beyond ASCII raise a plain one
            raise ValueError("a body is marked as base64 but is none") from None
    name = charset or bodies.charset(headers, text[:2048].encode("utf-8", "replace"))
    if not charset and name == "utf-8-sig":
        name = "utf-8"  # the text still has its mark
    try:
        return text.encode(name)
    except (LookupError, UnicodeError):
        return text.encode("utf-8", "replace")


def _request_body(found: PostData, headers: Headers) -> bytes:
    if found.text:
        return _bytes(found.text, found.own_encoding or found.encoding, found.charset, headers)
    fields = found.params or []
    boundary = _BOUNDARY.search(get(headers, "content-type"))
    if boundary and fields:
        return _multipart(fields, boundary.group(1))
    return "&".join(f"{encode_form(field.name or '')}={encode_form(field.value or '')}" for field in fields).encode()


def _multipart(fields: list[Param], boundary: str) -> bytes:
    """Put a form together again from its fields (RFC 7578), where the file holds no raw text (Chrome leaves it out)."""
    lines: list[str] = []
    for field in fields:
        disposition = f'Content-Disposition: form-data; name="{field.name or ""}"'
        if field.file_name is not None:
            disposition += f'; filename="{field.file_name}"'
        lines += [f"--{boundary}", disposition]
        if field.content_type:
            lines.append(f"Content-Type: {field.content_type}")
        lines += ["", field.value or ""]
    return "\r\n".join([*lines, f"--{boundary}--", ""]).encode("utf-8", "replace")


def _version(text: str | None) -> str:
    known = (text or "").lower()
    return _VERSIONS.get(known, (text or "").upper())


def _timings(found: HarTimings | None) -> Timings:
    if found is None:
        return Timings()

    def either(value: float | None, otherwise: float) -> float:
        return otherwise if value is None else value

    return Timings(
        blocked_ms=either(found.blocked, -1),
        dns_ms=either(found.dns, -1),
        connect_ms=either(found.connect, -1),
        tls_ms=either(found.ssl, -1),
        send_ms=either(found.send, 0),
        wait_ms=either(found.wait, 0),
        receive_ms=either(found.receive, 0),
    )


def _sum_ms(timings: Timings) -> float:
    parts = (timings.blocked_ms, timings.dns_ms, timings.connect_ms)
    return sum(part for part in parts if part > 0) + max(0, timings.send_ms + timings.wait_ms + timings.receive_ms)


def _websocket_message(found: HarWebSocketMessage) -> WebSocketMessage:
    return WebSocketMessage(
        direction="send" if found.kind == "send" else "receive",
        time_us=round(found.time * 1_000_000),
        opcode=found.opcode,
        data=found.data or "",
    )
