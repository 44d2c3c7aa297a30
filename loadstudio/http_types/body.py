"""Bodies: media types, charsets, and Content-Encoding undone with a cap, so that a small bomb cannot fill the
memory.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

import brotli
import zstandard

from loadstudio.http_types.headers import Headers, get

DECODED_LIMIT_BYTES = 64 * 1024 * 1024
_TEXT_TYPES = re.compile(
    r"^(text/.*|application/(.*\+)?(json(\+[\w-]+)?|xml|javascript|ecmascript|x-www-form-urlencoded|graphql|x-javascript|x-ndjson)"
    r"|image/svg\+xml)$"
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PIECE_BYTES = 1024  # of compressed input; zstd makes at most 32 MB of it
_STEP_BYTES = 1024 * 1024
_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


class BodyError(ValueError):
    """A body that cannot be decoded, or that grows beyond the limit."""


def media_type(headers: Headers) -> str:
    """Return the media type in lower case without parameters, or ''."""
    return get(headers, "content-type").split(";")[0].strip().lower()


def is_text(kind: str) -> bool:
    """Tell whether a media type is text that a person can read."""
    return bool(_TEXT_TYPES.match(kind))


def is_page(kind: str) -> bool:
    """Tell whether a media type is a page: HTML or XHTML."""
    return kind in ("text/html", "application/xhtml+xml")


def charset(headers: Headers, body: bytes = b"") -> str:
    """Return the charset that the body's mark, the header or the page's `<meta>` names, in this order; `utf-8`
    otherwise or when Python does not know it. Latin-1 and ASCII mean windows-1252, as for browsers (WHATWG Encoding).
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", get(headers, "content-type"), re.IGNORECASE)
    name = match.group(1) if match else ""
    if not name:
        meta = _META_CHARSET.search(body[:2048])
        name = meta.group(1).decode("ascii", "replace") if meta else "utf-8"
    return _codec(name.lower())


@lru_cache(maxsize=256)
def _codec(name: str) -> str:
    try:
        b"".decode(name)
        known = codecs.lookup(name).name
        "é".encode(known, "replace")
    except (LookupError, UnicodeError):  # Python knows `undefined` and `idna` too, which refuse or cannot replace
        return "utf-8"
    return "cp1252" if known in ("ascii", "iso8859-1") else name


def text_of(headers: Headers, body: bytes) -> str:
    """Return the body as text; bytes that the charset does not know become U+FFFD."""
    return body.decode(charset(headers, body), "replace")


def decode_content(body: bytes, encoding: str, limit_bytes: int = DECODED_LIMIT_BYTES) -> bytes:
    """Return `body` with its Content-Encoding (a list such as `gzip` or `gzip, br`) undone.

    Raises BodyError when the bytes are damaged, the encoding is unknown, or more than `limit_bytes` come out.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in ("", "identity") or not body:
            continue
        try:
            body = _join(_decoded(body, name, limit_bytes), limit_bytes)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BodyError(f"The answer says it is {name}, but its bytes are not ({error}).") from error
    return body


def content_of_request(head: bytes, body: bytes) -> bytes:
    """Return the body of a request as written here, without the marks where it was sent as one chunk."""
    if b"\r\ntransfer-encoding: chunked" not in head.lower():
        return body
    size, _, rest = body.partition(b"\r\n")
    return rest[: int(size, 16)]


def _join(chunks: Iterator[bytes], limit_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise _too_large(limit_bytes)
        parts.append(chunk)
    return b"".join(parts)


def _decoded(body: bytes, name: str, limit_bytes: int) -> Iterator[bytes]:
    if name in ("gzip", "x-gzip"):
        yield from _gunzip(body, limit_bytes)
    elif name == "deflate":
        is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        yield _inflate(zlib.decompressobj(15 if is_zlib else -15), body, limit_bytes)
    elif name == "br":
        yield from _unbrotli(body)
    elif name == "zstd":
        yield from _unzstd(body)
    else:
        raise BodyError(f"The answer uses the encoding '{name}', which is unknown here.")


def _gunzip(body: bytes, limit_bytes: int) -> Iterator[bytes]:
    while True:
        decoder = zlib.decompressobj(31)
        yield _inflate(decoder, body, limit_bytes)
        body = decoder.unused_data  # members may follow one another (RFC 1952)
        if body[:2] != b"\x1f\x8b":
            return


def _inflate(decoder: zlib._Decompress, body: bytes, limit_bytes: int) -> bytes:
    content = decoder.decompress(body, limit_bytes + 1)
    if not decoder.eof:
        if decoder.unconsumed_tail or len(content) > limit_bytes:
            raise _too_large(limit_bytes)
        raise BodyError("The answer's compressed bytes end too early.")
    return content


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    piece = body
    while not decoder.is_finished():
        content = decoder.process(piece, output_buffer_limit=_STEP_BYTES)
        piece = b""
        if not content and not decoder.is_finished() and decoder.can_accept_more_data():
            raise BodyError("The answer's br encoding ends too early.")
        yield content


def _unzstd(body: bytes) -> Iterator[bytes]:
    while body:
        decoder = zstandard.ZstdDecompressor().decompressobj()
        for start in range(0, len(body), _PIECE_BYTES):
            yield decoder.decompress(body[start : start + _PIECE_BYTES])
            if decoder.eof:
                body = decoder.unused_data + body[start + _PIECE_BYTES :]  # frames may follow one another
                break
        else:
            raise BodyError("The answer's zstd encoding ends too early.")


def _too_large(limit_bytes: int) -> BodyError:
    return BodyError(f"The answer grows beyond {limit_bytes // 1_000_000} MB when decoded.")
