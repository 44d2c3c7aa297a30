"""One recorded exchange as a request of the scenario, word for word: nothing is dynamic yet, and no text is a template.

What connection and cookie jar write is left out. Where taking apart and encoding again would change bytes, they stay as
recorded (raw fields, whole text, bytes).
"""

from __future__ import annotations

import re

from loadstudio.base.ids import new_id
from loadstudio.http_types.body import is_text, media_type
from loadstudio.http_types.headers import get, without
from loadstudio.http_types.url import authority, encode_form, parse_form, split
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import (
    BinaryBody,
    Body,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    RecordedAnswer,
    TextBody,
)

_WRITTEN_BY_CONNECTION = (
    "host", "content-length", "connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "http2-settings", "expect", "cookie", "cookie2",
    "if-none-match", "if-modified-since",
)  # fmt: skip
_DISPOSITION = re.compile(r'form-data; name="([^"]*)"(?:; filename="([^"]+)")?')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def request_of(entry: Entry, *, static: bool, step_started_us: int) -> HttpRequest:
    """Return the request of an entry, its texts as recorded. Raises ValueError when its address is no web address."""
    url = split(entry.request.url)
    return HttpRequest(
        id=new_id("req"),
        name=f"{entry.request.method} {url.path}",
        method=entry.request.method,
        url=f"{url.scheme}://{authority(url)}{url.path}",
        query=fields_of(url.query) if url.query is not None else (),
        headers=_headers(entry),
        body=_body(entry),
        static=static,
        recorded=_answer(entry, step_started_us),
    )


def fields_of(text: str) -> tuple[Field, ...]:
    """Return urlencoded text as fields that are sent as exactly these characters again."""
    return tuple(_field(piece) for piece in text.split("&"))


def _field(piece: str) -> Field:
    for name, value in parse_form(piece):
        if value is not None and f"{encode_form(name)}={encode_form(value)}" == piece:
            return Field(name=name, value=value)
    name, mark, value = piece.partition("=")
    return Field(name=name, value=value if mark else None, raw=True)


def _headers(entry: Entry) -> tuple[Field, ...]:
    kept = without(entry.request.headers, _WRITTEN_BY_CONNECTION)
    in_pieces = get(entry.request.headers, "transfer-encoding").lower() == "chunked" and entry.request.body
    chunked = (Field(name="Transfer-Encoding", value="chunked"),) if in_pieces else ()
    return (*(Field(name=name, value=value) for name, value in kept if not name.startswith(":")), *chunked)


def _body(entry: Entry) -> Body | None:
    content = entry.request.body
    if not content:
        return None
    kind = media_type(entry.request.headers)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if kind == "multipart/form-data":
        multipart = _multipart(content, get(entry.request.headers, "content-type"))
        if multipart is not None and multipart_bytes(multipart) == content:
            return multipart
    if text is None or get(entry.request.headers, "content-encoding"):
        return BinaryBody(content=content)
    if kind == "application/x-www-form-urlencoded" and "\n" not in text:
        return FormBody(fields=fields_of(text))
    return TextBody(text=text) if is_text(kind) or not _CONTROL.search(text) else BinaryBody(content=content)


def _multipart(content: bytes, content_type: str) -> MultipartBody | None:
    match = re.search(r'boundary="?([^";]+)', content_type)
    if match is None:
        return None
    boundary = match.group(1).strip()
    mark = b"--" + boundary.encode()
    pieces = (b"\r\n" + content).split(b"\r\n" + mark)
    parts = [_part(piece) for piece in pieces[1:-1]]
    known = tuple(part for part in parts if part is not None)
    return MultipartBody(boundary=boundary, parts=known) if len(known) == len(parts) else None


def _part(piece: bytes) -> Part | None:
    head, blank, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    try:
        lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    except ValueError:
        return None
    headers = {name.lower(): value for name, value in lines.items()}
    disposition = _DISPOSITION.fullmatch(headers.get("content-disposition", ""))
    if not blank or disposition is None:
        return None
    name, file_name = disposition.groups()
    kind = headers.get("content-type", "")
    if file_name:
        return Part(name=name, file_name=file_name, content_type=kind, content=content)
    try:
        return Part(name=name, text=content.decode(), content_type=kind)
    except UnicodeDecodeError:
        return None


def multipart_bytes(body: MultipartBody) -> bytes:
    """Return a multipart body as browsers write it (RFC 7578), texts taken literally."""
    pieces: list[bytes] = []
    for part in body.parts:
        head = f'--{body.boundary}\r\nContent-Disposition: form-data; name="{part.name}"'
        head += f'; filename="{part.file_name}"' if part.file_name else ""
        head += f"\r\nContent-Type: {part.content_type}" if part.content_type else ""
        pieces += (head.encode(), b"\r\n\r\n", part.content if part.file_name else part.text.encode(), b"\r\n")
    return b"".join((*pieces, f"--{body.boundary}--\r\n".encode()))


def _answer(entry: Entry, step_started_us: int) -> RecordedAnswer:
    response = entry.response
    return RecordedAnswer(
        entry_id=entry.id,
        status=response.status if response else 0,
        mime_type=media_type(response.headers) if response else "",
        size_bytes=len(response.body) if response else 0,
        duration_ms=max(0, entry.ended_us - entry.started_us) / 1000,
        offset_ms=max(0, entry.started_us - step_started_us) / 1000,
    )
