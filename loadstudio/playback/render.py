"""A request's bytes from its compiled form and a user's values: a join over byte pieces with holes. `assemble` makes
the compiled form; nothing is parsed, validated or looked up by name here.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from loadstudio.http_types import url as url_module
from loadstudio.playback.encode import Encode, filtered
from loadstudio.playback.errors import MissingValue, RenderError
from loadstudio.playback.slots import Values
from loadstudio.scenario.template import parse

__all__ = [
    "CompiledRequest",
    "Fill",
    "LogIn",
    "MissingValue",
    "Origin",
    "RenderError",
    "RequestPieces",
    "Template",
    "credentials_of",
    "origin_of",
    "path_of",
    "render",
    "render_text",
]


class Origin(NamedTuple):
    """Where a connection goes. `scheme` is `http` or `https`, `host` lower-case, IPv6 without brackets."""

    scheme: str
    host: str
    port: int


class Fill(NamedTuple):
    """A hole among pieces: the value in `slot`, written by `encode`, becomes piece `position`."""

    position: int
    slot: int
    encode: Encode
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """Byte pieces and the holes between them (whose pieces are empty until filled)."""

    pieces: tuple[bytes, ...]
    fills: tuple[Fill, ...]

    def fill(self, values: Values) -> bytes:
        """Return the bytes. Raises MissingValue or RenderError."""
        pieces = list(self.pieces)
        for position, slot, encode, name in self.fills:
            value = values[slot]
            if value is None:
                raise MissingValue(name)
            pieces[position] = encode(value)
        return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class LogIn:
    """User name and password of a log-in that answers a server's challenge."""

    username: Template
    password: Template


@dataclass(frozen=True, slots=True)
class RequestPieces:
    """A whole request with holes, one list of pieces, so that one join makes it.

    The pieces at `cookie_at` and `length_at` are written by `render`, and at `basic_at` the `credentials` of a Basic
    log-in when they have holes; `cookie_end` stands between the jar's cookies and the request's own. `body_bytes` is
    the size of the body without its holes. With a `chunk_end_at` the body is a chunk, which begins with its size
    instead of standing behind a length. Where the host has a hole, the pieces at `host_at` and `target_at` are written
    too. -1 where a piece does not occur.
    """

    pieces: list[bytes]
    head: tuple[Fill, ...]
    body: tuple[Fill, ...]
    body_bytes: int
    cookie_at: int
    cookie_end: bytes = b"\r\n"
    length_at: int = -1
    chunk_end_at: int = -1
    host_at: int = -1
    target_at: int = -1
    basic_at: int = -1
    credentials: Template | None = None
    has_query: bool = False


@dataclass(frozen=True, slots=True)
class CompiledRequest:
    """A request ready to be rendered.

    `origin` is None when the host has a hole (`origin_of` tells it), `path` (without query) when the path has one
    (`path_of`); `path_template` is what follows the host, or the whole address when `origin` is None. `uses` are the
    slots that rendering reads. Without holes the request stands in `plain` (no cookie) and in `front` and `back`,
    around a cookie line's value. With a `log_in` (`credentials_of` fills it) it is no such request: who sends it adds
    the answer to the server's challenge.
    """

    method: str
    origin: Origin | None
    path: str | None
    uses: frozenset[int]
    plain: bytes | None
    front: bytes
    back: bytes
    holes: RequestPieces
    path_template: Template
    made: tuple[tuple[int, Callable[[], str]], ...]
    rebase: Mapping[str, Origin]
    log_in: LogIn | None = None


def render(request: CompiledRequest, values: Values, cookie: bytes = b"") -> bytes:
    """Return head and body, ready to be sent. `cookie` is the Cookie header's value, b"" for none.

    What inline generators make goes through their slots of `values`, where `path_of` may have put it before. Raises
    MissingValue when a hole's value has not been taken, RenderError when a value cannot stand where it is to stand.
    """
    if request.plain is not None:
        return request.front + cookie + request.back if cookie else request.plain
    if request.made:
        _make(request, values)
    holes = request.holes
    pieces = holes.pieces.copy()
    for position, slot, encode, name in holes.head:
        value = values[slot]
        if value is None:
            raise MissingValue(name)
        pieces[position] = encode(value)
    if holes.body:
        size = holes.body_bytes
        for position, slot, encode, name in holes.body:
            value = values[slot]
            if value is None:
                raise MissingValue(name)
            pieces[position] = piece = encode(value)
            size += len(piece)
        pieces[holes.length_at] = b"%d" % size if holes.chunk_end_at < 0 else _chunk_size(size)
        if holes.chunk_end_at >= 0:
            pieces[holes.chunk_end_at] = b"\r\n0\r\n" if size else b"0\r\n"
    if holes.credentials is not None:
        pieces[holes.basic_at] = b64encode(holes.credentials.fill(values))
    if request.origin is None:
        _write_address(request, values, pieces)
    if cookie:
        pieces[holes.cookie_at] = b"Cookie: " + cookie + holes.cookie_end
    for slot, _ in request.made:
        values[slot] = None
    return b"".join(pieces)


def origin_of(request: CompiledRequest, values: Values) -> Origin:
    """Return where the request goes. Raises MissingValue, and RenderError when the values give no web address."""
    if request.origin is not None:
        return request.origin
    _make(request, values)
    return _origin(request, _split(request, values))


def path_of(request: CompiledRequest, values: Values) -> str:
    """Return the path without the query, as cookies need it. Raises MissingValue, RenderError."""
    if request.path is not None:
        return request.path
    _make(request, values)
    if request.origin is None:
        return _split(request, values).path
    return request.path_template.fill(values).decode("ascii").partition("?")[0]


def credentials_of(request: CompiledRequest, values: Values) -> tuple[str, str]:
    """Return user name and password of its log-in; to be asked before the request is rendered. Raises MissingValue,
    RenderError.
    """
    if request.log_in is None:
        raise TypeError("this request has no log-in")
    _make(request, values)
    return request.log_in.username.fill(values).decode(), request.log_in.password.fill(values).decode()


def render_text(template: str, values: Mapping[str, str]) -> str:
    """Return a template as text for a preview: filters applied, holes without a value left as written.

    Raises InvalidInput for an unknown filter.
    """
    return "".join(
        piece
        if isinstance(piece, str)
        else filtered(values[piece.expression], piece.filters)
        if piece.expression in values
        else str(piece)
        for piece in parse(template)
    )


def _chunk_size(size: int) -> bytes:
    """Return what stands before a chunk; an empty one would end the body before its end (RFC 9112, 7.1)."""
    return b"%x\r\n" % size if size else b""


def _make(request: CompiledRequest, values: Values) -> None:
    for slot, make in request.made:
        if values[slot] is None:
            values[slot] = make()


def _write_address(request: CompiledRequest, values: Values, pieces: list[bytes]) -> None:
    holes = request.holes
    url = _split(request, values)
    origin = _origin(request, url)
    pieces[holes.host_at] = url_module.authority(url._replace(**origin._asdict())).encode()
    target = url.path if url.query is None else f"{url.path}?{url.query}"
    mark = "" if not holes.has_query else "?" if url.query is None else "&"
    pieces[holes.target_at] = (target + mark).encode()


def _split(request: CompiledRequest, values: Values) -> url_module.Url:
    text = request.path_template.fill(values).decode("ascii")
    try:
        return url_module.split(text)
    except ValueError as error:
        raise RenderError("the address is no web address once its values are put in") from error


def _origin(request: CompiledRequest, url: url_module.Url) -> Origin:
    moved = request.rebase.get(url_module.authority(url))
    scheme = {"ws": "http", "wss": "https"}.get(url.scheme, url.scheme)
    return moved or Origin(scheme, url.host, url.port)
