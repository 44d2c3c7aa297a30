"""Answers as strange servers send them, byte for byte, and what a browser makes of each."""

from __future__ import annotations

import gzip
import zlib
from typing import NamedTuple

import brotli
import zstandard

TEXT = b"strange but true, " * 40
BOMB_BYTES = 70_000_000  # a little above the cap of `http_types.body`


class Strange(NamedTuple):
    """An answer's bytes. `body` is what it says, None where it must fail. With `closes` the server ends the connection
    behind it.
    """

    data: bytes
    body: bytes | None
    closes: bool = False
    method: str = "GET"


def _with(fields: bytes, body: bytes, status: bytes = b"200 OK", version: bytes = b"1.1") -> bytes:
    return b"HTTP/%s %s\r\n%s\r\n\r\n%s" % (version, status, fields, body)


def _sized(body: bytes, fields: bytes = b"", status: bytes = b"200 OK") -> bytes:
    return _with(fields + b"Content-Length: %d" % len(body), body, status)


def _coded(coding: bytes, body: bytes) -> bytes:
    return _sized(body, b"Content-Encoding: %s\r\n" % coding)


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(bytes(1_000_000)) for _ in range(BOMB_BYTES // 1_000_000)]
    return b"".join((*parts, packer.flush()))


_CHUNKED = b"Transfer-Encoding: chunked"
_GZIPPED = gzip.compress(TEXT, mtime=0)
_ZSTD = zstandard.compress(TEXT)

STRANGE: dict[str, Strange] = {
    "plain": Strange(_sized(b"hello"), b"hello"),
    "empty": Strange(_sized(b""), b""),
    # --- where a body ends
    "until the end": Strange(_with(b"A: b", b"hello"), b"hello", closes=True),
    "no fields": Strange(b"HTTP/1.1 200 OK\r\n\r\nhello", b"hello", closes=True),
    "too short": Strange(_with(b"Content-Length: 9", b"hello"), None, closes=True),
    "too long": Strange(_with(b"Content-Length: 5", b"hello, world"), b"hello"),
    "two equal lengths": Strange(_with(b"Content-Length: 5\r\ncontent-length: 5", b"hello"), b"hello"),
    "a list of equal lengths": Strange(_with(b"Content-Length: 5, 5", b"hello"), b"hello"),
    "two lengths": Strange(_with(b"Content-Length: 5\r\nContent-Length: 4", b"hello"), None),
    "a negative length": Strange(_with(b"Content-Length: -5", b"hello"), None),
    "a length in words": Strange(_with(b"Content-Length: five", b"hello"), None, closes=True),
    "a length with a sign": Strange(_with(b"Content-Length: +5", b"hello"), None, closes=True),
    "chunked and a length": Strange(_with(_CHUNKED + b"\r\nContent-Length: 2", b"5\r\nhello\r\n0\r\n\r\n"), b"hello"),
    "chunks": Strange(_with(_CHUNKED, b"5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"), b"hello, world"),
    "chunk extensions": Strange(_with(_CHUNKED, b'5;a=b;c="d;e"\r\nhello\r\n0;x\r\n\r\n'), b"hello"),
    "chunk sizes with zeros": Strange(_with(_CHUNKED, b"0005\r\nhello\r\n000\r\n\r\n"), b"hello"),
    "chunk sizes with spaces": Strange(_with(_CHUNKED, b"5  \r\nhello\r\n0\r\n\r\n"), b"hello"),
    "trailers": Strange(_with(_CHUNKED, b"5\r\nhello\r\n0\r\nContent-Length: 9\r\nX: y\r\n\r\n"), b"hello"),
    "no end of chunks": Strange(_with(_CHUNKED, b"5\r\nhello\r\n"), None, closes=True),
    "a chunk cut short": Strange(_with(_CHUNKED, b"5\r\nhel"), None, closes=True),
    "a chunk too long": Strange(_with(_CHUNKED, b"5\r\nhello!\r\n0\r\n\r\n"), None),
    "a bad chunk size": Strange(_with(_CHUNKED, b"5x\r\nhello\r\n0\r\n\r\n"), None),
    "a chunk size of hex": Strange(_with(_CHUNKED, b"0x5\r\nhello\r\n0\r\n\r\n"), None),
    "a huge chunk size": Strange(_with(_CHUNKED, b"fffffffffffffffff\r\nhello\r\n0\r\n\r\n"), None),
    "chunked in capitals": Strange(_with(b"TRANSFER-ENCODING: CHUNKED", b"1\r\nx\r\n0\r\n\r\n"), b"x"),
    # --- answers without a body
    "204 with a length": Strange(_sized(b"", status=b"204 No Content").replace(b": 0", b": 5"), b""),
    "304 with a length": Strange(_with(b"Content-Length: 5", b"", b"304 Not Modified"), b""),
    "HEAD with a length": Strange(_with(b"Content-Length: 5", b""), b"", method="HEAD"),
    "HEAD with chunks": Strange(_with(_CHUNKED, b""), b"", method="HEAD"),
    "HEAD with a coding": Strange(_with(b"Content-Encoding: gzip\r\nContent-Length: 5", b""), b"", method="HEAD"),
    # --- before the answer
    "100 before": Strange(b"HTTP/1.1 100 Continue\r\n\r\n" + _sized(b"hello"), b"hello"),
    "103 with fields before": Strange(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\nContent-Length: 3\r\n\r\n" + _sized(b"hello"), b"hello"
    ),
    "many 1xx before": Strange(b"HTTP/1.1 102 Processing\r\n\r\n" * 20 + _sized(b"hello"), b"hello"),
    # --- the first line and the fields
    "no reason": Strange(b"HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello", b"hello"),
    "no reason but a space": Strange(b"HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello", b"hello"),
    "a long reason": Strange(_sized(b"hello", status=b"200 " + b"fine " * 500), b"hello"),
    "a reason of bytes": Strange(_sized(b"hello", status=b"200 \xff\xfe"), b"hello"),
    "bare line feeds": Strange(b"HTTP/1.1 200 OK\nContent-Length: 5\nA: b\n\nhello", b"hello"),
    "a huge field": Strange(_sized(b"hello", b"X: " + b"x" * 60_000 + b"\r\n"), b"hello"),
    "many fields": Strange(_sized(b"hello", b"".join(b"X-%d: y\r\n" % n for n in range(90))), b"hello"),
    "a folded field": Strange(_sized(b"hello", b"X: a\r\n  b\r\n\tContent-Length: 9\r\n"), b"hello"),
    "a field without a value": Strange(_sized(b"hello", b"X:\r\nY: \r\n"), b"hello"),
    "a field with bytes": Strange(_sized(b"hello", b"X: \xff\xfe\r\n"), b"hello"),
    "nothing at all": Strange(b"", None, closes=True),
    "half a head": Strange(b"HTTP/1.1 200 OK\r\nContent-Len", None, closes=True),
    "not HTTP": Strange(b"SSH-2.0-OpenSSH_9.2\r\n", None, closes=True),
    "HTTP/0.9": Strange(b"<html>hello", None, closes=True),
    "HTTP/1.0": Strange(_with(b"Content-Length: 5", b"hello", version=b"1.0"), b"hello", closes=True),
    "HTTP/1.0 until the end": Strange(_with(b"A: b", b"hello", version=b"1.0"), b"hello", closes=True),
    "HTTP/1.0 that goes on": Strange(
        _with(b"Connection: keep-alive\r\nContent-Length: 5", b"hello", version=b"1.0"), b"hello"
    ),
    "a close announced": Strange(_sized(b"hello", b"Connection: close\r\n"), b"hello", closes=True),
    # --- codings
    "gzip": Strange(_coded(b"gzip", _GZIPPED), TEXT),
    "x-gzip": Strange(_coded(b"x-gzip", _GZIPPED), TEXT),
    "gzip in two members": Strange(_coded(b"gzip", _GZIPPED + _GZIPPED), TEXT + TEXT),
    "gzip in chunks": Strange(
        _with(b"Content-Encoding: gzip\r\n" + _CHUNKED, b"%x\r\n%s\r\n0\r\n\r\n" % (len(_GZIPPED), _GZIPPED)), TEXT
    ),
    "br": Strange(_coded(b"br", brotli.compress(TEXT)), TEXT),
    "zstd": Strange(_coded(b"zstd", _ZSTD), TEXT),
    "deflate": Strange(_coded(b"deflate", zlib.compress(TEXT)), TEXT),
    "raw deflate": Strange(_coded(b"deflate", _raw_deflate(TEXT)), TEXT),
    "two codings": Strange(_coded(b"deflate, gzip", gzip.compress(zlib.compress(TEXT), mtime=0)), TEXT),
    "identity": Strange(_coded(b"identity", b"hello"), b"hello"),
    "gzip of nothing": Strange(_coded(b"gzip", b""), b""),
    "gzip cut short": Strange(_coded(b"gzip", _GZIPPED[:-12]), None),
    "gzip damaged": Strange(_coded(b"gzip", _GZIPPED[:20] + b"\xff\xff\xff" + _GZIPPED[23:]), None),
    "gzip that is none": Strange(_coded(b"gzip", b"hello, plain text"), None),
    "br cut short": Strange(_coded(b"br", brotli.compress(TEXT)[:-4]), None),
    "br that is none": Strange(_coded(b"br", b"\xff\xff hello"), None),
    "zstd cut short": Strange(_coded(b"zstd", _ZSTD[:-4]), None),
    "zstd that is none": Strange(_coded(b"zstd", b"hello"), None),
    "deflate that is none": Strange(_coded(b"deflate", b"\xff\xff hello"), None),
}
"""By what is strange."""

BOMB = Strange(_coded(b"gzip", _bomb()), None)
