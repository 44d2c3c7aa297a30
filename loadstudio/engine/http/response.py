"""Reads one HTTP/1.1 response (RFC 9112) from a function that gives bytes: head, framing, body.

Pure: no sockets, no waiting of its own. The common case, a whole response in one piece, takes a few searches in
one bytes object; everything else (pieces, chunks, no length, interim answers) is read through `_Source`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from loadstudio.engine.http.failures import ConnectionLost, ExchangeFailed, NoAnswer

HEAD_LIMIT_BYTES = 256 * 1024
BODY_LIMIT_BYTES = 64 * 1024 * 1024
_CHUNK_LINE_LIMIT_BYTES = 16 * 1024

_CHUNKED = -1
_UNTIL_CLOSE = -2
_FIELDS = re.compile(rb"\n([ctsCTS](?i:ontent-length|onnection|ransfer-encoding|et-cookie))[ \t]*:[ \t]*([^\r\n]*)")
_COOKIE_NAMES = (b"\nSet-Cookie:", b"\nset-cookie:")  # as nearly all servers write it
_CONTENT_LENGTH = len("content-length")
_chunk_line = re.compile(rb"([0-9a-fA-F]{1,16})\r\n").match  # as nearly all are
_chunk_size = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;|\Z)").match
_S, _T = b"st"
_WITHOUT_BODY = (204, 304)
_AFTER_STATUS = (b" ", b"\r", b"")

CLOSED = "the server closed the connection"
CUT_SHORT = "the server closed the connection before the answer was complete"
NOT_HTTP = "the answer is not HTTP/1.1"
BAD_LENGTH = "the answer's Content-Length is not a number"
SEVERAL_LENGTHS = "the answer says two different lengths"
BAD_CHUNK = "the answer's chunks are damaged"
HEAD_TOO_LARGE = "the answer's header is too large"
BODY_TOO_LARGE = "the answer is too large"


class Timing(msgspec.Struct, gc=False):
    """What took long within an exchange, in seconds. `first_byte_s` is None where the answer came in one piece, so that
    its first byte came with its last; `connect_s` and `tls_s` are 0 where an open connection was used.
    """

    first_byte_s: float | None = None
    connect_s: float = 0.0
    tls_s: float = 0.0


class Reply(msgspec.Struct, gc=False):
    """A response as received: `head` is the status line and the fields without the blank line, `body` is free of the
    transfer coding but still content-encoded, and empty when it was not to be kept.
    """

    status: int
    head: bytes
    body: bytes
    received_bytes: int
    reusable: bool
    """The connection can carry another request."""
    cookies: tuple[bytes, ...] = ()
    """The values of the Set-Cookie fields."""
    timing: Timing | None = None
    """None where there is nothing to tell: one piece, on an open connection."""


type _Facts = tuple[int, int, bool, tuple[bytes, ...]]
"""What a head says about what follows: status, length of the body (or _CHUNKED, or _UNTIL_CLOSE), whether the
connection is kept, and the cookies.
"""

_known: dict[int, tuple[bytes, bytes, int, bool]] = {}
"""The last whole response of each size: how it began, its head, status, and whether the connection is kept. One of the
same size that begins with the same head ends where it ends and means the same.
"""
_MOST_KNOWN = 512
_LONGEST_KNOWN_BYTES = 4096


def read_response(
    data: bytes, receive: Callable[[], bytes], head_request: bool = False, keep_body: bool = True
) -> Reply:
    """Return the response that begins with `data`; `receive` gives more bytes, b"" at the end of the connection.

    Interim responses (1xx) are skipped. The body of an error (status 400 and above) is always kept, since people
    want to see it. Raises NoAnswer when `data` is empty, ExchangeFailed for every other defect.
    """
    known = _known.get(len(data))
    if known is not None and not head_request and data.startswith(known[0]):
        beginning, head, status, is_kept = known
        return Reply(status, head, data[len(beginning) :] if keep_body or status >= 400 else b"", len(data), is_kept)
    end = data.find(b"\r\n\r\n")
    if end < 0:
        if not data:
            raise NoAnswer(CLOSED)
        return _read_in_pieces(_Source(data, receive), head_request, keep_body)
    head = data[:end]
    status, length, is_kept, cookies = _facts(head)
    if status < 200 or head_request or end + 4 + length != len(data):
        return _read_in_pieces(_Source(data, receive), head_request, keep_body)
    if not cookies and end < _LONGEST_KNOWN_BYTES:
        if len(_known) == _MOST_KNOWN:
            _known.clear()
        _known[len(data)] = data[: end + 4], head, status, is_kept
    body = data[end + 4 :] if keep_body or status >= 400 else b""
    return Reply(status, head, body, len(data), is_kept, cookies)


def _read_in_pieces(source: _Source, head_request: bool, keep_body: bool) -> Reply:
    status = 0
    while status < 200 and status != 101:
        head = source.head()
        status, length, is_kept, cookies = _facts(head)
    keep_body = keep_body or status >= 400
    if head_request:
        body = b""
    elif length >= 0:
        body = source.take(length, keep_body)
    elif length == _CHUNKED:
        body = source.chunks(keep_body)
    else:
        body = source.rest(keep_body)
        is_kept = False
    return Reply(status, head, body, source.received_bytes, is_kept and source.is_empty, cookies)


def _facts(head: bytes) -> _Facts:
    """Read a head: its cookies, which may be others in each answer, and the rest, which is nearly always known."""
    cookies: tuple[bytes, ...] = ()
    for name in _COOKIE_NAMES:
        place = head.find(name)
        while place >= 0:
            end = head.find(b"\n", place + 1)
            if end < 0:
                end = len(head)
            cookies += (head[place + len(name) : end].strip(),)
            head = head[:place] + head[end:]
            place = head.find(name, place)
    if not cookies:
        return _facts_of(head)
    status, length, is_kept, others = _facts_of(head)
    return status, length, is_kept, cookies + others


@lru_cache(maxsize=1024)
def _facts_of(head: bytes) -> _Facts:
    """Read a head once; equal heads come often (only the date changes), and searching them is what costs most."""
    status = head[9:12]
    if head[:7] != b"HTTP/1." or not status.isdigit() or len(status) != 3 or head[12:13] not in _AFTER_STATUS:
        raise ExchangeFailed(NOT_HTTP)
    line_end = head.find(b"\n")
    if line_end >= 0 and head[line_end - 1] != 13:  # bare line ends: the head was over before
        raise ExchangeFailed(NOT_HTTP)
    number = int(status)
    lengths: tuple[bytes, ...] = ()
    cookies: tuple[bytes, ...] = ()
    coding = connection = b""
    for name, value in _FIELDS.findall(head):
        kind = name[0] | 0x20  # in lower case
        if kind == _S:
            cookies += (value.strip(),)
        elif kind == _T:
            coding = coding + b"," + value if coding else value
        elif len(name) == _CONTENT_LENGTH:
            lengths += (value.strip(),)
        else:
            connection += value.lower()
    is_kept = b"close" not in connection and (head[7:8] != b"0" or b"keep-alive" in connection) and number != 101
    is_kept = is_kept and not (coding and lengths)  # two ways to end it: one of them may be a forger's (RFC 9112, 6.3)
    return number, _length(number, coding, lengths), is_kept, cookies


def _length(status: int, coding: bytes, lengths: tuple[bytes, ...]) -> int:
    """RFC 9112, 6.3."""
    if status < 200 or status in _WITHOUT_BODY:
        return 0
    if coding:
        return _CHUNKED if coding.lower().rsplit(b",", 1)[-1].strip() == b"chunked" else _UNTIL_CLOSE
    if not lengths:
        return _UNTIL_CLOSE
    text = lengths[0]
    if len(lengths) > 1 or not text.isdigit():  # several that say the same are one
        several = {part.strip() for one in lengths for part in one.split(b",")}
        text = several.pop()
        if several:
            raise ExchangeFailed(SEVERAL_LENGTHS)
        if not text.isdigit():
            raise ExchangeFailed(BAD_LENGTH)
    return int(text.lstrip(b"0")[:18] or b"0")


class _Source:
    """Bytes that have come and the function that gives more."""

    __slots__ = ("_data", "_receive", "position", "received_bytes")

    def __init__(self, data: bytes, receive: Callable[[], bytes]) -> None:
        self._data = data
        self._receive = receive
        self.position = 0
        self.received_bytes = len(data)

    @property
    def is_empty(self) -> bool:
        return self.position == len(self._data)

    def head(self) -> bytes:
        """Return the next head without its blank line; bare line feeds are made the standard's line ends."""
        while True:
            window = self._data[self.position :]
            first_line = window.find(b"\n")
            bare = first_line >= 0 and window[first_line - 1 : first_line] != b"\r"
            end = window.find(b"\n\n" if bare else b"\r\n\r\n")
            if end >= 0:
                self.position += end + (2 if bare else 4)
                head = window[:end]
                return head.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if bare else head
            if len(window) > HEAD_LIMIT_BYTES:
                raise ExchangeFailed(HEAD_TOO_LARGE)
            if len(window) >= 7 and window[:7] != b"HTTP/1.":
                raise ExchangeFailed(NOT_HTTP)
            self._append()

    def take(self, length: int, keep: bool) -> bytes:
        """Return the next `length` bytes."""
        if keep and length > BODY_LIMIT_BYTES:
            raise ExchangeFailed(BODY_TOO_LARGE)
        end = self.position + length
        if end <= len(self._data):
            part = self._data[self.position : end] if keep else b""
            self.position = end
            return part
        parts = [self._data[self.position :]] if keep else []
        missing = end - len(self._data)
        while missing > 0:
            self._replace()
            if keep:
                parts.append(self._data[:missing] if len(self._data) > missing else self._data)
            self.position = min(missing, len(self._data))
            missing -= self.position
        return b"".join(parts)

    def chunks(self, keep: bool) -> bytes:
        """Return the chunks joined (RFC 9112, 7.1); extensions and trailers are read over."""
        parts: list[bytes] = []
        size = 0
        while length := self._chunk_length():
            size += length
            if keep and size > BODY_LIMIT_BYTES:
                raise ExchangeFailed(BODY_TOO_LARGE)
            parts.append(self.take(length, keep))
            if self._data.startswith(b"\r\n", self.position):
                self.position += 2
            elif self._line():
                raise ExchangeFailed(BAD_CHUNK)
        trailer_bytes = 0
        while line := self._line():
            trailer_bytes += len(line)
            if trailer_bytes > HEAD_LIMIT_BYTES:
                raise ExchangeFailed(HEAD_TOO_LARGE)
        return b"".join(parts)

    def _chunk_length(self) -> int:
        whole = _chunk_line(self._data, self.position)
        if whole is not None:
            self.position = whole.end()
            return int(whole[1], 16)
        size = _chunk_size(self._line())
        if size is None:
            raise ExchangeFailed(BAD_CHUNK)
        return int(size[1], 16)

    def rest(self, keep: bool) -> bytes:
        """Return everything until the connection ends."""
        parts = [self._data[self.position :]]
        size = len(parts[0])
        while data := self._receive():
            self.received_bytes += len(data)
            size += len(data)
            if keep:
                if size > BODY_LIMIT_BYTES:
                    raise ExchangeFailed(BODY_TOO_LARGE)
                parts.append(data)
        self.position = len(self._data)
        return b"".join(parts) if keep else b""

    def _line(self) -> bytes:
        while (end := self._data.find(b"\n", self.position)) < 0:
            if len(self._data) - self.position > _CHUNK_LINE_LIMIT_BYTES:
                raise ExchangeFailed(BAD_CHUNK)
            self._append()
        line = self._data[self.position : end]
        self.position = end + 1
        return line.removesuffix(b"\r")

    def _append(self) -> None:
        self._data = self._data[self.position :] + self._more()
        self.position = 0

    def _replace(self) -> None:
        self._data = self._more()
        self.position = 0

    def _more(self) -> bytes:
        data = self._receive()
        if not data:
            raise ConnectionLost(CUT_SHORT)
        self.received_bytes += len(data)
        return data
