"""Writes the header fields of a request as byte pieces with holes: those of the scenario that may be sent as they
stand, log-ins, cookies, and the fields that follow a body in chunks.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping

from loadstudio.playback import encode
from loadstudio.playback.errors import RenderError
from loadstudio.playback.origins import moved
from loadstudio.playback.pieces import Names, PieceWriter
from loadstudio.playback.render import LogIn, Origin, Template
from loadstudio.playback.request_body import default_content_type
from loadstudio.scenario.model import BasicAuth, DigestAuth, HttpRequest
from loadstudio.scenario.template import names_in

_HOP_BY_HOP = frozenset(
    (
        "connection",
        "keep-alive",
        "proxy-connection",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    )
)
_WRITTEN_HERE = _HOP_BY_HOP | {"host", "content-length", "expect", "cookie", "http2-settings"}
_CONTINUE = ("expect", "100-continue")
_CHUNKED = ("transfer-encoding", "chunked")
_TRAILERS = "trailers"
_NO_TRAILERS = frozenset(("authorization", "content-encoding", "content-type", "content-range", "trailer"))
_DECODABLE = frozenset(("gzip", "x-gzip", "deflate", "br", "zstd", "identity"))


def goes_in_chunks(request: HttpRequest) -> bool:
    """Tell whether the scenario wants the body, if there is one, to be sent in chunks."""
    said = ((field.name.lower(), (field.value or "").strip().lower()) for field in request.headers if field.enabled)
    return _CHUNKED in said


def trailers_of(request: HttpRequest) -> frozenset[str]:
    """Return the names, in lower case, of the header fields that a body in chunks is followed by: those that the field
    `Trailer` names, where they are there and may stand there (RFC 9110, 6.5.1).
    """
    there = {field.name.lower() for field in request.headers if field.enabled}
    lists = (field.value or "" for field in request.headers if field.enabled and field.name.lower() == "trailer")
    named = {name for text in lists for name in _members(text)}
    return frozenset((named & there) - _WRITTEN_HERE - _NO_TRAILERS)


def _members(text: str) -> tuple[str, ...]:
    return tuple(member.partition(";")[0].strip().lower() for member in text.split(","))


def write_fields(
    out: PieceWriter, request: HttpRequest, rebase: Mapping[str, Origin], trailers: frozenset[str]
) -> None:
    """Write the header fields, without the `trailers` (names in lower case), which are announced."""
    for name, value in fields_sent(request, rebase, trailers):
        _write_field(out, name, value)


def write_trailers(out: PieceWriter, request: HttpRequest, trailers: frozenset[str]) -> None:
    """Write what follows the last chunk of a body (RFC 9112, 7.1.2), the end of the request included."""
    for field in request.headers:
        if field.enabled and field.name.lower() in trailers:
            _write_field(out, field.name, field.value or "")
    out.literal(b"\r\n")


def _write_field(out: PieceWriter, name: str, value: str) -> None:
    out.template(name, encode.header_name, encode.header_name, encode.header_name)
    out.literal(b": ")
    out.template(value, encode.header_value, encode.header_value, encode.header_value)
    out.literal(b"\r\n")


def fields_sent(
    request: HttpRequest, rebase: Mapping[str, Origin], trailers: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the header fields to be sent before the body, as templates."""
    has_type = False
    for field in request.headers:
        name, value = field.name.lower(), field.value or ""
        may_stand = name not in _WRITTEN_HERE or ((name, value.lower()) == _CONTINUE and request.body is not None)
        if name == "te" and field.enabled and _TRAILERS in _members(value):
            yield from ((field.name, _TRAILERS), ("Connection", "TE"))  # RFC 9110, 10.1.4
        if not field.enabled or name.startswith(":") or not may_stand or name in trailers:
            continue
        if name == "authorization" and request.auth is not None:
            continue
        has_type = has_type or name == "content-type"
        if name == "accept-encoding" and not names_in(value):
            value = _decodable(value)
        elif name in ("origin", "referer"):
            value = moved(value, rebase)
        yield field.name, value
    if trailers:
        yield "Trailer", ", ".join(sorted(trailers))
    content_type = default_content_type(request.body)
    if content_type and not has_type:
        yield "Content-Type", content_type


def _decodable(accept_encoding: str) -> str:
    """Return the list without encodings that nobody here could undo."""
    codings = [item.strip() for item in accept_encoding.split(",")]
    return ", ".join(item for item in codings if item.split(";")[0].strip().lower() in _DECODABLE) or "identity"


def write_basic(out: PieceWriter, auth: BasicAuth, names: Names) -> tuple[int, Template | None]:
    """Write the Authorization field (RFC 7617); credentials with holes are written while rendering."""
    credentials = PieceWriter(names)
    credentials.template(auth.username, _user_name, _user_name, _user_name)
    credentials.literal(b":")
    credentials.template(auth.password, encode.utf8, encode.utf8, encode.utf8)
    written = credentials.finished()
    out.literal(b"Authorization: Basic ")
    if not written.fills:
        out.literal(b64encode(b"".join(written.pieces)) + b"\r\n")
        return -1, None
    position = out.reserve()
    out.literal(b"\r\n")
    return position, written


def log_in_of(auth: DigestAuth, names: Names) -> LogIn:
    """Return name and password of a log-in that answers a challenge, as templates."""
    username, password = PieceWriter(names), PieceWriter(names)
    username.template(auth.username, encode.header_value, encode.header_value, encode.header_value)
    password.template(auth.password, encode.utf8, encode.utf8, encode.utf8)
    return LogIn(username.finished(), password.finished())


def _user_name(text: str) -> bytes:
    if ":" in text:
        raise RenderError("a user name with a colon cannot be sent by Basic log-in")
    return encode.utf8(text)


def write_cookies(out: PieceWriter, request: HttpRequest) -> tuple[int, bytes]:
    """Write the cookies that the request sends besides those of the jar; return where the jar's stand in the same line,
    and what follows them.
    """
    lines = [field.value for field in request.headers if field.enabled and field.name.lower() == "cookie"]
    own = "; ".join(line for line in lines if line)
    position = out.reserve()
    if not own:
        return position, b"\r\n"
    out.pieces[position] = b"Cookie: "
    out.template(own, encode.header_value, encode.header_value, encode.header_value)
    out.literal(b"\r\n")
    return position, b"; "
