"""`http_types.body`: encodings undone, damaged and exploding bodies refused, charsets as browsers understand them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from encodings.aliases import aliases

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.http_types import body
from loadstudio.http_types.body import BodyError, content_of_request


def _raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _zstd_stream(content: bytes) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()  # the frame does not tell its size
    return packer.compress(content) + packer.flush()


_PACKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "gzip": [gzip.compress],
    "x-gzip": [gzip.compress],
    "deflate": [zlib.compress, _raw_deflate],
    "br": [brotli.compress],
    "zstd": [zstandard.compress, _zstd_stream],
}
_ALL = [(name, pack) for name, packers in _PACKERS.items() for pack in packers]
_BIG = bytes(8_000_000)


@pytest.mark.parametrize(("name", "pack"), _ALL)
@given(content=st.binary(max_size=3000))
def test_what_was_packed_is_unpacked(name: str, pack: Callable[[bytes], bytes], content: bytes) -> None:
    assert body.decode_content(pack(content), name) == content
    assert body.decode_content(pack(content), f" {name.upper()} ") == content


@pytest.mark.parametrize(("name", "pack"), _ALL)
def test_large_bodies(name: str, pack: Callable[[bytes], bytes]) -> None:
    assert body.decode_content(pack(_BIG), name) == _BIG
    assert body.decode_content(pack(_BIG), name, limit_bytes=len(_BIG)) == _BIG


@pytest.mark.parametrize(("name", "pack"), _ALL)
def test_a_small_bomb_does_not_fill_the_memory(name: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BodyError, match="grows beyond 1 MB"):
        body.decode_content(pack(_BIG), name, limit_bytes=1_000_000)


@pytest.mark.parametrize(("name", "pack"), _ALL)
def test_cut_and_damaged_bodies_are_refused(name: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"The quick brown fox jumps over the lazy dog, again and again. " * 20)
    with pytest.raises(BodyError):
        body.decode_content(packed[:-5], name)
    with pytest.raises(BodyError):
        body.decode_content(b"<html>not packed at all</html>", name)


@given(st.binary(min_size=1, max_size=60), st.sampled_from(sorted(_PACKERS)))
def test_no_bytes_raise_anything_else(content: bytes, name: str) -> None:
    try:
        assert isinstance(body.decode_content(content, name), bytes)
    except BodyError as error:
        assert str(error).startswith("The answer")  # noqa: PT017 - any bytes may be either


def test_several_encodings_are_undone_from_the_last() -> None:
    packed = brotli.compress(gzip.compress(b"twice"))
    assert body.decode_content(packed, "gzip, br") == b"twice"
    assert body.decode_content(b"plain", "identity") == b"plain"
    assert body.decode_content(b"plain", "") == b"plain"
    assert body.decode_content(b"", "gzip") == b""
    with pytest.raises(BodyError, match="'rot13', which is unknown"):
        body.decode_content(b"x", "rot13")


def test_members_and_frames_that_follow_one_another() -> None:
    assert body.decode_content(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == b"one two"
    assert body.decode_content(gzip.compress(b"one") + b"\0\0padding", "gzip") == b"one"
    assert body.decode_content(zstandard.compress(b"one ") + _zstd_stream(b"two"), "zstd") == b"one two"


@pytest.mark.parametrize(
    ("content_type", "content", "text"),
    [
        ("text/html; charset=utf-8", "ü€".encode(), "ü€"),
        ('text/html; charset="UTF-8"', "ü".encode(), "ü"),
        ("text/html;charset='utf-8'", "ü".encode(), "ü"),
        ("text/html; charset=ISO-8859-1", b"\x80 \xfc", "€ ü"),
        ("text/html; charset=us-ascii", b"\xfc", "ü"),
        ("text/html; charset=windows-1251", "Привет".encode("cp1251"), "Привет"),
        ("text/html; charset=Shift_JIS", "日本".encode("shift_jis"), "日本"),
        ("text/html; charset=no-such", "ü".encode(), "ü"),
        ("text/html; charset=undefined", "ü".encode(), "ü"),
        ("text/html; charset=base64", "ü".encode(), "ü"),
        ("text/html; charset=idna", "ü".encode(), "ü"),
        ("text/html", b"<html><meta charset='iso-8859-15'>\xa4", "<html><meta charset='iso-8859-15'>€"),
        ("text/html", b'<META http-equiv=x content="text/html; charset=windows-1252">\x80', None),
        ("text/html", b"\xff", "�"),
        ("", "ü".encode(), "ü"),
        ("text/html; charset=iso-8859-1", b"\xef\xbb\xbf" + "ü".encode(), "ü"),
        ("text/html", "ü".encode("utf-16"), "ü"),
    ],
)
def test_charsets(content_type: str, content: bytes, text: str | None) -> None:
    fields = (("Content-Type", content_type),) if content_type else ()
    read = body.text_of(fields, content)
    assert read == text if text is not None else read.endswith("€")


@given(st.text(alphabet="abcdefgiklmnoprstuxz0123456789_-", max_size=14), st.binary(max_size=20))
def test_no_charset_name_raises(name: str, content: bytes) -> None:
    assert isinstance(body.text_of((("Content-Type", f"text/plain; charset={name}"),), content), str)


def test_every_charset_that_python_knows_reads_any_bytes() -> None:
    for name in (*aliases, *aliases.values(), "idna", "punycode", "undefined", "unicode_escape", "mbcs"):
        assert isinstance(body.text_of((("Content-Type", f"text/plain; charset={name}"),), b"\\x\xff--a\0"), str), name


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "text/x-anything",
        "application/json",
        "application/vnd.api+json",
        "application/xml",
        "application/soap+xml",
        "application/javascript",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "image/svg+xml",
    ],
)
def test_text_types(kind: str) -> None:
    assert body.is_text(kind)


@pytest.mark.parametrize("kind", ["", "image/png", "application/octet-stream", "application/jsonx", "font/woff2"])
def test_other_types(kind: str) -> None:
    assert not body.is_text(kind)


def test_media_type() -> None:
    assert body.media_type((("content-TYPE", " Text/HTML ; charset=x"),)) == "text/html"
    assert body.media_type(()) == ""


def test_a_request_in_a_chunk_is_told_without_its_marks() -> None:
    head = b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked"
    assert content_of_request(head, b"c\r\nhello\r\nworld\r\n0\r\n\r\n") == b"hello\r\nworld"
    assert content_of_request(head, b"0\r\n\r\n") == b""
    assert content_of_request(b"PUT / HTTP/1.1\r\nContent-Length: 3", b"1\r\n") == b"1\r\n"
