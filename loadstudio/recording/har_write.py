"""Writes a recording as HAR 1.2: readable by browsers' developer tools, and by `har_read` without any loss."""

from __future__ import annotations

import base64
import contextlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base.files import write_file
from loadstudio.http_types import body as bodies
from loadstudio.http_types.headers import Headers, get, get_all
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import parse_form
from loadstudio.recording.entry import Entry, Note, Page, Recording, Timings

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNKNOWN_TYPE = "x-unknown"  # what Chrome writes where no media type was named


def har_bytes(recording: Recording) -> bytes:
    """Return the recording as the bytes of a HAR file."""
    log: dict[str, Any] = {"version": "1.2", "creator": _tool(recording.creator)}
    if recording.browser:
        log["browser"] = _tool(recording.browser)
    log["_startUrl"] = recording.start_url
    log["pages"] = [_page(page) for page in recording.pages]
    log["entries"] = [_entry(entry) for entry in recording.entries]
    if recording.notes:
        log["_notes"] = [_note(note) for note in recording.notes]
    return msgspec.json.encode({"log": log})


def write_har(path: Path | str, recording: Recording) -> None:
    """Write the file, whole or not at all. Raises FileError."""
    write_file(path, har_bytes(recording))


def body_as_text(headers: Headers, body: bytes) -> tuple[str, str] | None:
    """Return (text, charset) where the body is text that encodes to the very same bytes again, None otherwise."""
    kind = bodies.media_type(headers)
    readable = not kind or bodies.is_text(kind) or kind.startswith("multipart/")
    name = bodies.charset(headers, body) if readable else "utf-8"
    try:
        text = body.decode(name)
        text.encode("utf-8")  # JSON cannot carry lone surrogates, which some charsets yield
        # A body that is a byte order mark alone decodes to nothing, and nothing would be read back.
        return (text, name.lower()) if text and text.encode(name) == body else None
    except UnicodeError:
        return None


def _tool(text: str) -> dict[str, str]:
    name, _, version = text.rpartition(" ")
    if not (name and version[:1].isdigit()):
        name, version = text, ""
    return {"name": name, "version": version}


def _page(page: Page) -> dict[str, Any]:
    return {
        "startedDateTime": _moment(page.started_us),
        "id": page.id,
        "title": page.title,
        "pageTimings": {},
        "_named": page.named,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"id": note.id, "pageref": note.page_id, "startedDateTime": _moment(note.time_us), "text": note.text}


def _entry(entry: Entry) -> dict[str, Any]:
    written: dict[str, Any] = {
        "pageref": entry.page_id,
        "startedDateTime": _moment(entry.started_us),
        "time": (entry.ended_us - entry.started_us) / 1000,
        "request": _request(entry.request),
        "response": _response(entry.response),
        "cache": {},
        "timings": _timings(entry.timings),
        "_id": entry.id,
        "_resourceType": entry.resource_type,
    }
    if entry.error:
        written["response"]["_error"] = entry.error
    if entry.server_ip:
        written["serverIPAddress"] = entry.server_ip
    if entry.websocket_messages:
        written["_webSocketMessages"] = [
            {
                "type": message.direction,
                "time": message.time_us / 1_000_000,
                "opcode": message.opcode,
                "data": message.data,
            }
            for message in entry.websocket_messages
        ]
    return written


def _request(request: Request) -> dict[str, Any]:
    _, mark, query = request.url.partition("?")
    written: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "httpVersion": request.http_version,
        "cookies": _sent_cookies(request.headers),
        "headers": _pairs(request.headers),
        "queryString": [{"name": name, "value": value or ""} for name, value in parse_form(query)] if mark else [],
        "headersSize": -1,
        "bodySize": len(request.body),
    }
    if request.body:
        written["postData"] = _post_data(request)
    return written


def _post_data(request: Request) -> dict[str, Any]:
    """Write the raw text and, for a form, its fields beside it; bytes that are no text as base64, marked so."""
    kind = get(request.headers, "content-type") or _UNKNOWN_TYPE
    written: dict[str, Any] = {"mimeType": kind, "params": []}
    readable = body_as_text(request.headers, request.body)
    if readable is None:
        return written | {"text": base64.b64encode(request.body).decode(), "_encoding": "base64"}
    text, charset = readable
    if bodies.media_type(request.headers) == "application/x-www-form-urlencoded":
        written["params"] = [{"name": name, "value": value or ""} for name, value in parse_form(text)]
    return written | {"text": text, "_charset": charset}


def _response(response: Response | None) -> dict[str, Any]:
    if response is None:
        response = Response(status=0, http_version="", wire_bytes=-1)
    return {
        "status": response.status,
        "statusText": response.reason,
        "httpVersion": response.http_version,
        "cookies": _set_cookies(response.headers),
        "headers": _pairs(response.headers),
        "content": _content(response),
        "redirectURL": get(response.headers, "location"),
        "headersSize": -1,
        "bodySize": response.wire_bytes,
    }


def _content(response: Response) -> dict[str, Any]:
    kind = get(response.headers, "content-type") or _UNKNOWN_TYPE
    written: dict[str, Any] = {"size": len(response.body), "mimeType": kind}
    if not response.body:
        return written
    readable = body_as_text(response.headers, response.body)
    if readable is None:
        return written | {"text": base64.b64encode(response.body).decode(), "encoding": "base64"}
    return written | {"text": readable[0], "_charset": readable[1]}


def _pairs(headers: Headers) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _sent_cookies(headers: Headers) -> list[dict[str, str]]:
    pieces = (piece.strip() for field in get_all(headers, "cookie") for piece in field.split(";"))
    pairs = (piece.partition("=") for piece in pieces if piece)
    return [{"name": name.strip(), "value": value.strip()} for name, _, value in pairs]


def _set_cookies(headers: Headers) -> list[dict[str, Any]]:
    return [_set_cookie(field) for field in get_all(headers, "set-cookie") if field.strip()]


def _set_cookie(field: str) -> dict[str, Any]:
    pair, *attributes = field.split(";")
    name, _, value = pair.partition("=")
    cookie: dict[str, Any] = {"name": name.strip(), "value": value.strip(), "httpOnly": False, "secure": False}
    for attribute in attributes:
        key, _, given = attribute.strip().partition("=")
        match key.strip().lower():
            case "path" | "domain" as known:
                cookie[known] = given.strip()
            case "httponly":
                cookie["httpOnly"] = True
            case "secure":
                cookie["secure"] = True
            case "samesite":
                cookie["sameSite"] = given.strip()
            case "expires":
                with contextlib.suppress(ValueError, TypeError, OverflowError):
                    cookie["expires"] = parsedate_to_datetime(given.strip()).isoformat()
    return cookie


def _timings(timings: Timings) -> dict[str, float]:
    return {
        "blocked": timings.blocked_ms,
        "dns": timings.dns_ms,
        "connect": timings.connect_ms,
        "ssl": timings.tls_ms,
        "send": timings.send_ms,
        "wait": timings.wait_ms,
        "receive": timings.receive_ms,
    }


def _moment(time_us: int) -> str:
    return (_EPOCH + timedelta(microseconds=time_us)).isoformat(timespec="microseconds").replace("+00:00", "Z")
