"""Compiles a request of a scenario to byte pieces with holes: target, header fields, body, each value encoded by its
place. `render` joins them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types import url as url_module
from loadstudio.http_types.url import Url
from loadstudio.playback import encode
from loadstudio.playback.errors import RenderError
from loadstudio.playback.generate import Generators
from loadstudio.playback.pieces import Names, PieceWriter
from loadstudio.playback.render import CompiledRequest, Fill, LogIn, Origin, RequestPieces, Template
from loadstudio.playback.request_body import default_content_type, write_body, write_pairs
from loadstudio.playback.slots import Slots
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
_DECODABLE = frozenset(("gzip", "x-gzip", "deflate", "br", "zstd", "identity"))
_METHODS_WITH_BODY = frozenset(("POST", "PUT", "PATCH"))
_ORIGIN = re.compile(r"(?:https?|wss?)://[^/?#${}]+(?=[/?#]|$)", re.IGNORECASE)
_METHOD = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_HTTP_SCHEMES = {"ws": "http", "wss": "https"}


class _Address(NamedTuple):
    """The address of a request. `origin` is None where the host has a hole; `rest` is then all of it, otherwise what
    follows the host.
    """

    origin: Origin | None
    rest: str


class _Places(NamedTuple):
    """Pieces that are written while rendering, by position; -1 where there is none."""

    host: int
    target: int
    length: int = -1
    chunk_end: int = -1


def compile_request(
    request: HttpRequest,
    slots: Slots,
    *,
    rebase: Mapping[str, Origin] | None = None,
    generators: Generators | None = None,
    fixed: Mapping[str, str] | None = None,
    live: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> CompiledRequest:
    """Return the request as pieces. `rebase` moves hosts (by name, as in `Host`) elsewhere, `fixed` variables are
    written as literals, `live` ones (name -> generator's expression) are made at each use. `files` are the contents of
    files by their path in the scenario.

    Raises InvalidInput, naming the request, when it can never be sent.
    """
    names = Names(slots, generators, fixed or {}, live or {})
    try:
        return _assembled(request, names, rebase or {}, files or {})
    except (InvalidInput, RenderError, ValueError) as error:
        raise InvalidInput(f"The request '{request.name}' cannot be sent: {error}") from error


def origin_from(url: Url) -> Origin:
    """Return where a connection for this address goes; WebSockets begin as HTTP."""
    return Origin(_HTTP_SCHEMES.get(url.scheme, url.scheme), url.host, url.port)


def _assembled(
    request: HttpRequest, names: Names, rebase: Mapping[str, Origin], files: Mapping[str, bytes]
) -> CompiledRequest:
    if not _METHOD.fullmatch(request.method):
        raise InvalidInput(f"'{request.method}' is no HTTP method.")
    address = _address_of(request.url, rebase)
    path = _path_template(address, names)
    body = PieceWriter(names)
    write_body(body, request.body, files)
    out = PieceWriter(names)
    places = _write_head(out, request, address.origin, path)
    is_chunked = _has(request, _CHUNKED) and bool(body.pieces)
    if is_chunked:
        out.literal(b"Transfer-Encoding: chunked\r\n")
    else:
        places = places._replace(length=_write_length(out, request.method, body.finished()))
    _write_fields(out, request, rebase)
    basic_at, credentials = (
        _write_basic(out, request.auth, names) if isinstance(request.auth, BasicAuth) else (-1, None)
    )
    log_in = _log_in(request.auth, names) if isinstance(request.auth, DigestAuth) else None
    cookie_at, cookie_end = _write_cookies(out, request)
    out.literal(b"\r\n")
    head_fills = tuple(out.fills)
    if is_chunked:
        body_fills, places = _write_chunk(out, body.finished(), places)
    else:
        body_fills = out.append(body.finished())
    is_fixed = not out.fills and credentials is None and log_in is None and address.origin is not None
    return CompiledRequest(
        method=request.method,
        origin=address.origin,
        path=path.pieces[0].decode("ascii").partition("?")[0] if address.origin and not path.fills else None,
        uses=frozenset(names.used),
        plain=b"".join(out.pieces) if is_fixed else None,
        front=b"".join(out.pieces[:cookie_at]) + b"Cookie: " if is_fixed else b"",
        back=cookie_end + b"".join(out.pieces[cookie_at + 1 :]) if is_fixed else b"",
        holes=RequestPieces(
            pieces=out.pieces,
            head=head_fills,
            body=body_fills,
            body_bytes=sum(map(len, body.pieces)),
            cookie_at=cookie_at,
            cookie_end=cookie_end,
            length_at=places.length,
            chunk_end_at=places.chunk_end,
            host_at=places.host,
            target_at=places.target,
            basic_at=basic_at,
            credentials=credentials,
            has_query=any(item.enabled for item in request.query),
        ),
        path_template=path,
        made=tuple(names.made),
        rebase=rebase,
        log_in=log_in,
    )


def _address_of(url: str, rebase: Mapping[str, Origin]) -> _Address:
    text = url.partition("#")[0]
    match = _ORIGIN.match(text)
    if match is None:
        if not names_in(text):
            raise InvalidInput(f"'{url}' is no web address.")
        return _Address(None, text)
    parts = url_module.split(match.group() + "/")
    rest = text[match.end() :]
    origin = rebase.get(url_module.authority(parts)) or origin_from(parts)
    return _Address(origin, rest if rest.startswith("/") else "/" + rest)


def _path_template(address: _Address, names: Names) -> Template:
    """Return what follows the host, without the fields of the query; the whole address where the host has a hole."""
    out = PieceWriter(names)
    out.template(address.rest, encode.target, encode.path if address.origin else encode.target, encode.target)
    return out.finished()


def _write_head(
    out: PieceWriter,
    request: HttpRequest,
    origin: Origin | None,
    path: Template,
) -> _Places:
    out.literal(request.method.encode() + b" ")
    host_at = target_at = -1
    has_query = any(item.enabled for item in request.query)
    if origin is None:
        target_at = out.reserve()
    else:
        out.append(path)
        if has_query:
            out.literal(b"&" if any(b"?" in piece for piece in path.pieces) else b"?")
    write_pairs(out, request.query, encode.target)
    out.literal(b" HTTP/1.1\r\nHost: ")
    if origin is None:
        host_at = out.reserve()
    else:
        out.literal(authority(origin).encode())
    out.literal(b"\r\n")
    return _Places(host_at, target_at)


def authority(origin: Origin) -> str:
    """Return what the Host header says."""
    return url_module.authority(Url(origin.scheme, origin.host, origin.port, "/", None))


def _write_length(out: PieceWriter, method: str, body: Template) -> int:
    size = sum(map(len, body.pieces))
    if not body.fills:
        if size or method in _METHODS_WITH_BODY:
            out.literal(b"Content-Length: %d\r\n" % size)
        return -1
    out.literal(b"Content-Length: ")
    position = out.reserve()
    out.literal(b"\r\n")
    return position


def _write_chunk(out: PieceWriter, body: Template, places: _Places) -> tuple[tuple[Fill, ...], _Places]:
    """Write the body as one chunk (RFC 9112, 7.1), whose size is written while rendering where the body has holes."""
    if not body.fills:
        out.literal(b"%x\r\n" % sum(map(len, body.pieces)))
        out.append(body)
        out.literal(b"\r\n0\r\n\r\n")
        return (), places
    places = places._replace(length=out.reserve())
    fills = out.append(body)
    return fills, places._replace(chunk_end=out.reserve())


def _has(request: HttpRequest, wanted: tuple[str, str]) -> bool:
    """Tell whether a field is on, by its name and its whole value, both in lower case."""
    said = ((field.name.lower(), (field.value or "").strip().lower()) for field in request.headers if field.enabled)
    return wanted in said


def _write_basic(out: PieceWriter, auth: BasicAuth, names: Names) -> tuple[int, Template | None]:
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


def _log_in(auth: DigestAuth, names: Names) -> LogIn:
    username, password = PieceWriter(names), PieceWriter(names)
    username.template(auth.username, encode.header_value, encode.header_value, encode.header_value)
    password.template(auth.password, encode.utf8, encode.utf8, encode.utf8)
    return LogIn(username.finished(), password.finished())


def _user_name(text: str) -> bytes:
    if ":" in text:
        raise RenderError("a user name with a colon cannot be sent by Basic log-in")
    return encode.utf8(text)


def _write_fields(out: PieceWriter, request: HttpRequest, rebase: Mapping[str, Origin]) -> None:
    for name, value in _fields(request, rebase):
        out.template(name, encode.header_name, encode.header_name, encode.header_name)
        out.literal(b": ")
        out.template(value, encode.header_value, encode.header_value, encode.header_value)
        out.literal(b"\r\n")


def _write_cookies(out: PieceWriter, request: HttpRequest) -> tuple[int, bytes]:
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


def _fields(request: HttpRequest, rebase: Mapping[str, Origin]) -> Iterator[tuple[str, str]]:
    """Yield the header fields to be sent, as templates."""
    has_type = False
    for field in request.headers:
        name, value = field.name.lower(), field.value or ""
        may_stand = name not in _WRITTEN_HERE or ((name, value.lower()) == _CONTINUE and request.body is not None)
        if not field.enabled or name.startswith(":") or not may_stand:
            continue
        if name == "authorization" and request.auth is not None:
            continue
        has_type = has_type or name == "content-type"
        if name == "accept-encoding" and not names_in(value):
            value = _decodable(value)
        elif name in ("origin", "referer"):
            value = _moved(value, rebase)
        yield field.name, value
    content_type = default_content_type(request.body)
    if content_type and not has_type:
        yield "Content-Type", content_type


def _decodable(accept_encoding: str) -> str:
    """Return the list without encodings that nobody here could undo."""
    codings = [item.strip() for item in accept_encoding.split(",")]
    return ", ".join(item for item in codings if item.split(";")[0].strip().lower() in _DECODABLE) or "identity"


def _moved(address: str, rebase: Mapping[str, Origin]) -> str:
    match = _ORIGIN.match(address)
    origin = rebase.get(url_module.host_name(match.group() + "/")) if match else None
    if match is None or origin is None:
        return address
    return f"{origin.scheme}://{authority(origin)}{address[match.end() :]}"
