"""`playback.answer`: headers, content, text, JSON and page of one answer, each read only when asked for."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.http_types.body import BodyError
from loadstudio.playback.answer import Answer

_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\nX-Set-Cookie: no\r\nset-cookie:b=2 \r\n"
    b"X-Empty:\r\nX-Latin: caf\xe9\r\nX-Utf: caf\xc3\xa9\r\nX-Quote: set-cookie: c=3"
)


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\n"])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_headers(end: bytes, line_end: bytes) -> None:
    answer = Answer(200, (_HEAD + end).replace(b"\r\n", line_end), b"")
    assert [answer.header("SET-COOKIE", place) for place in range(3)] == ["a=1", "b=2", None]
    assert answer.header("x-quote") == "set-cookie: c=3"
    assert answer.header("x-empty") == ""
    assert answer.header("x-latin") == answer.header("x-utf") == "café"
    assert answer.header("x") is None
    assert answer.header("HTTP/1.1 200 OK") is None


@given(st.text(max_size=10), st.integers(0, 3), st.binary(max_size=60))
def test_no_header_question_raises(name: str, occurrence: int, head: bytes) -> None:
    assert isinstance(Answer(200, head, b"").header(name, occurrence), str | None)


def test_content_is_decoded_once() -> None:
    packed = brotli.compress(gzip.compress("<p>ü</p>".encode()))
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: br\r\nContent-Type: text/html; charset=utf-8"
    )
    answer = Answer(200, head, packed)
    assert answer.content == "<p>ü</p>".encode()
    assert answer.content is answer.content
    assert answer.text == "<p>ü</p>"
    assert answer.html is answer.html
    assert [node.text() for node in answer.html.css("p")] == ["ü"]


def test_damaged_content_is_told() -> None:
    answer = Answer(200, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip", b"no gzip")
    for name in ("content", "text", "json", "html"):
        with pytest.raises(BodyError):
            getattr(answer, name)


@pytest.mark.parametrize(
    ("content", "document"),
    [
        (b'{"a": [1, null]}', {"a": [1, None]}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b')]}\',\n{"a": 1}', {"a": 1}),
        (b"while(1);[1]", [1]),
        (b"for (;;);[1]", [1]),
        (b' \n "text"', "text"),
        (b'"\xff"', "ÿ"),
        ('["ü"]'.encode("utf-16"), ["ü"]),
        (b"null", None),
    ],
)
def test_json(content: bytes, document: object) -> None:
    answer = Answer(200, b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=latin-1", content)
    assert answer.json == document
    assert answer.json is answer.json


@pytest.mark.parametrize("content", [b"", b"<html>", b"{", b'{"a":}', b"\xff\xfe\x00", b"[" * 100_000])
def test_no_json(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        _ = Answer(200, b"", content).json


def test_recorded_answers() -> None:
    headers = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Encoding", "gzip"), ("X-A", "ü\r\nX-B: evil"))
    answer = Answer.of(200, headers, "schon entpackt: ü".encode(), path="/x")
    assert answer.text == "schon entpackt: ü"
    assert answer.header("content-encoding") == "gzip"
    assert answer.header("x-b") is None
    assert (answer.status, answer.path) == (200, "/x")
