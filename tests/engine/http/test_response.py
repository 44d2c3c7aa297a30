"""Reading a response from bytes that come in any pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.engine.http.failures import ConnectionLost, ExchangeFailed, NoAnswer
from loadstudio.engine.http.response import (
    BAD_CHUNK,
    BAD_LENGTH,
    BODY_TOO_LARGE,
    CLOSED,
    CUT_SHORT,
    HEAD_TOO_LARGE,
    NOT_HTTP,
    SEVERAL_LENGTHS,
    Reply,
    _known,
    read_response,
)

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\ntransfer-encoding:  Chunked\r\n\r\n"
    b"5;name=value\r\nhello\r\n1\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
)
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + PLAIN
COOKIES = (
    b"HTTP/1.1 302 Found\r\nSet-Cookie: a=1; Path=/\r\nSET-COOKIE: b=2\r\nContent-Length: 0\r\nLocation: /x\r\n\r\n"
)
BARE = b"HTTP/1.1 200 OK\nContent-Length: 5\nX: y\n\nhello"


def pieces(*parts: bytes) -> Callable[[], bytes]:
    """Return a function that gives the parts one after the other, then the end."""
    rest: Iterator[bytes] = iter(parts)
    return lambda: next(rest, b"")


def read(*parts: bytes, head_request: bool = False, keep_body: bool = True) -> Reply:
    """Read a response that comes in these parts."""
    receive = pieces(*parts)
    return read_response(receive(), receive, head_request, keep_body)


def cut(data: bytes, sizes: list[int]) -> list[bytes]:
    parts = []
    for size in sizes:
        parts.append(data[:size])
        data = data[size:]
    return [part for part in (*parts, data) if part]


@given(
    case=st.sampled_from(
        [
            (PLAIN, 200, b"hello", ()),
            (CHUNKED, 200, b"hello 0123456789", ()),
            (INTERIM, 200, b"hello", ()),
            (COOKIES, 302, b"", (b"a=1; Path=/", b"b=2")),
            (BARE, 200, b"hello", ()),
        ]
    ),
    sizes=st.lists(st.integers(1, 30), max_size=60),
    keep=st.booleans(),
)
def test_the_pieces_do_not_matter(
    case: tuple[bytes, int, bytes, tuple[bytes, ...]], sizes: list[int], keep: bool
) -> None:
    data, status, body, cookies = case
    reply = read(*cut(data, sizes), keep_body=keep)
    assert (reply.status, reply.cookies, reply.reusable) == (status, cookies, True)
    assert reply.body == (body if keep else b"")
    assert reply.received_bytes == len(data)
    assert reply.head.startswith(b"HTTP/1.1 %d" % status)


@pytest.mark.parametrize(
    ("head", "reusable"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nconnection: Upgrade,Close", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive", True),
        (b"HTTP/1.1 204 No Content", True),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 1000", True),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket", False),
        (b"HTTP/1.1 200", False),  # no length: until the connection ends
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0, 0", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\ncontent-length: 0", True),
    ],
)
def test_whether_the_connection_can_go_on(head: bytes, reusable: bool) -> None:
    assert read(head + b"\r\n\r\n").reusable is reusable


def test_answers_without_a_body() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    assert read(head, head_request=True).reusable
    with pytest.raises(ConnectionLost):
        read(head)


def test_without_a_length_the_body_ends_with_the_connection() -> None:
    reply = read(b"HTTP/1.1 200 OK\r\n\r\nab", b"cd")
    assert (reply.body, reply.reusable, reply.received_bytes) == (b"abcd", False, 23)
    assert read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab", b"cd").body == b"abcd"


def test_bytes_that_nobody_announced_end_the_connection() -> None:
    reply = read(PLAIN + b"HTTP/1.1 200 OK\r\n")
    assert (reply.body, reply.reusable) == (b"hello", False)
    assert not read(CHUNKED + b"x").reusable
    assert not read(b"HTTP/1.1 204 No Content\r\n\r\nbody").reusable


def test_the_body_of_an_error_is_always_kept() -> None:
    assert read(PLAIN.replace(b"200", b"500"), keep_body=False).body == b"hello"
    assert read(*cut(PLAIN.replace(b"200", b"404"), [10, 34]), keep_body=False).body == b"hello"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", b"abc"), CUT_SHORT),
        ((b"HTTP/1.1 200 OK\r\nContent-", b"Length: 50\r\n"), CUT_SHORT),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", b"lo"), CUT_SHORT),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",), CUT_SHORT),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",), BAD_CHUNK),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",), BAD_CHUNK),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n",), BAD_CHUNK),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5" + b"0" * 20000, b"x"), BAD_CHUNK),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",), BAD_LENGTH),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",), BAD_LENGTH),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",), SEVERAL_LENGTHS),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",), BODY_TOO_LARGE),
        ((b"SSH-2.0-OpenSSH_9.2\r\n",), NOT_HTTP),
        ((b"HTTP/2 200 OK\r\n\r\n",), NOT_HTTP),
        ((b"HTTP/1.1 2000 OK\r\n\r\n",), NOT_HTTP),
        ((b"HTTP/1.1 abc OK\r\n\r\n",), NOT_HTTP),
        ((b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000, b"x" * 300_000), HEAD_TOO_LARGE),
    ],
)
def test_defects_are_told_in_a_sentence(parts: tuple[bytes, ...], reason: str) -> None:
    with pytest.raises(ExchangeFailed) as failure:
        read(*parts)
    assert failure.value.reason == reason
    assert not isinstance(failure.value, NoAnswer)


def test_no_byte_at_all_is_told_apart() -> None:
    with pytest.raises(NoAnswer) as failure:
        read(b"")
    assert failure.value.reason == CLOSED


def test_a_large_body_that_nobody_needs_is_not_kept() -> None:
    size = 200 * 1024 * 1024
    part = bytes(1024 * 1024)
    reply = read(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size, *[part] * 200, keep_body=False)
    assert (reply.body, reply.reusable) == (b"", True)
    assert reply.received_bytes > size


def test_a_length_with_many_zeros_before_it_is_that_length() -> None:
    assert read(b"HTTP/1.1 200 OK\r\nContent-Length: 0000000000000000000005\r\n\r\n", b"hello").body == b"hello"


def test_codings_in_several_fields_are_one_list() -> None:
    """Chunked that is not the last coding does not end the body (RFC 9112, 6.3)."""
    gzip_first = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert read(gzip_first, b"1\r\na\r\n0\r\n\r\n").body == b"a"
    chunked_first = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"
    reply = read(chunked_first, b"1\r\na\r\n0\r\n\r\n")
    assert (reply.body, reply.reusable) == (b"1\r\na\r\n0\r\n\r\n", False)


def test_an_answer_with_a_coding_and_a_length_is_the_last_on_its_connection() -> None:
    """One of the two may be a forger's, and what follows somebody else's answer."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    reply = read(head, b"1\r\na\r\n0\r\n\r\n")
    assert (reply.body, reply.reusable) == (b"a", False)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"200 OK", b"404 Not Found", b"204 No Content"]),
            st.sampled_from([b"", b"Set-Cookie: a=1\r\n", b"Connection: close\r\n", b"X-A: 12345678901234\r\n"]),
            st.integers(0, 3),
            st.binary(max_size=3),
            st.booleans(),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_what_came_before_changes_nothing(answers: list[tuple[bytes, bytes, int, bytes, bool, bool]]) -> None:
    """Heads are remembered by what was received: neither another head, nor another body of that size is meant."""

    def outcome(data: bytes, head_request: bool, keep_body: bool) -> object:
        try:
            return read(data, head_request=head_request, keep_body=keep_body)
        except (ExchangeFailed, ConnectionLost) as error:
            return str(error)

    asked = [
        (b"HTTP/1.1 %b\r\n%bContent-Length: %d\r\n\r\n%b" % (status, field, length, body), head_request, keep_body)
        for status, field, length, body, head_request, keep_body in answers * 2
    ]
    remembering = [outcome(*one) for one in asked]
    for one, remembered in zip(asked, remembering, strict=True):
        _known.clear()
        assert outcome(*one) == remembered
