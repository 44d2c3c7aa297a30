"""Compiles a request of a scenario to byte pieces with holes: target, header fields, body, each value encoded by its
place. `render` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types import url as url_module
from loadstudio.playback import encode
from loadstudio.playback.errors import RenderError
from loadstudio.playback.generate import Generators
from loadstudio.playback.origins import ORIGIN, authority, origin_from
from loadstudio.playback.pieces import Names, PieceWriter
from loadstudio.playback.render import CompiledRequest, Fill, Origin, RequestPieces, Template
from loadstudio.playback.request_body import write_body, write_pairs
from loadstudio.playback.request_fields import (
    goes_in_chunks,
    log_in_of,
    trailers_of,
    write_basic,
    write_cookies,
    write_fields,
    write_trailers,
)
from loadstudio.playback.slots import Slots
from loadstudio.scenario.model import BasicAuth, DigestAuth, HttpRequest
from loadstudio.scenario.template import names_in

_METHODS_WITH_BODY = frozenset(("POST", "PUT", "PATCH"))
_METHOD = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


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
    is_chunked = goes_in_chunks(request) and bool(body.pieces)
    if is_chunked:
        out.literal(b"Transfer-Encoding: chunked\r\n")
    else:
        places = places._replace(length=_write_length(out, request.method, body.finished()))
    trailers = trailers_of(request) if is_chunked else frozenset[str]()
    write_fields(out, request, rebase, trailers)
    basic_at, credentials = write_basic(out, request.auth, names) if isinstance(request.auth, BasicAuth) else (-1, None)
    log_in = log_in_of(request.auth, names) if isinstance(request.auth, DigestAuth) else None
    cookie_at, cookie_end = write_cookies(out, request)
    out.literal(b"\r\n")
    head_fills = tuple(out.fills)
    if is_chunked:
        body_fills, places = _write_chunk(out, body.finished(), places)
        chunk_fills = len(out.fills)
        write_trailers(out, request, trailers)
        head_fills += tuple(out.fills[chunk_fills:])
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
    match = ORIGIN.match(text)
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
    """Write the body as one chunk (RFC 9112, 7.1), whose size is written while rendering where the body has holes; what
    follows the last chunk is left to be written.
    """
    if not body.fills:
        out.literal(b"%x\r\n" % sum(map(len, body.pieces)))
        out.append(body)
        out.literal(b"\r\n0\r\n")
        return (), places
    places = places._replace(length=out.reserve())
    fills = out.append(body)
    return fills, places._replace(chunk_end=out.reserve())
