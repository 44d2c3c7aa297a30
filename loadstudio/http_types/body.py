"""Bodies: media types, charsets, and Content-Encoding undone with a cap, so that a small bomb cannot fill the
memory.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import brotli
import zstandard

from loadstudio.http_types.headers import Headers, get

DECODED_LIMIT_BYTES = 64 * 1024 * 1024
_TEXT_TYPES = re.compile(
    r"^(text/.*|application/(.*\+)?(json|xml|javascript|ecmascript|x-www-form-urlencoded|graphql|x-javascript|x-ndjson)"
    r"|image/svg\+xml)$"
)
_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


class BodyError(ValueError):
    """A body that cannot be decoded, or that grows beyond the limit."""


def media_type(headers: Headers) -> str:
    """Return the media type in lower case without parameters, or ''."""
    return get(headers, "content-type").split(";")[0].strip().lower()


def is_text(kind: str) -> bool:
    """Tell whether a media type is text that a person can read."""
    return bool(_TEXT_TYPES.match(kind))


def charset(headers: Headers, body: bytes = b"") -> str:
    """Return the charset that the header or the page's `<meta>` names, `utf-8` otherwise or when Python does not know
    it.
    """
    match = re.search(r"charset\s*=\s*\"?([\w-]+)", get(headers, "content-type"), re.IGNORECASE)
    name = match.group(1) if match else ""
    if not name:
        meta = _META_CHARSET.search(body[:2048])
        name = meta.group(1).decode("ascii", "replace") if meta else "utf-8"
    try:
        "".encode(name)
    except (LookupError, UnicodeError):  # Python knows a charset `undefined`, which refuses everything
        return "utf-8"
    return name


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


def _join(chunks: Iterator[bytes], limit_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit_bytes:
            raise BodyError(f"The answer grows beyond {limit_bytes // 1_000_000} MB when decoded.")
        parts.append(chunk)
    return b"".join(parts)


def _decoded(body: bytes, name: str, limit_bytes: int) -> Iterator[bytes]:
    if name in ("gzip", "x-gzip"):
        yield from _inflate(body, 31, limit_bytes)
    elif name == "deflate":
        is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        yield from _inflate(body, 15 if is_zlib else -15, limit_bytes)
    elif name == "br":
        decoder = brotli.Decompressor()
        for start in range(0, len(body), 4096):
            yield decoder.process(body[start : start + 4096])
        if not decoder.is_finished():
            raise BodyError("The answer's br encoding ends too early.")
    elif name == "zstd":
        with zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True) as reader:
            while chunk := reader.read(65536):
                yield chunk
    else:
        raise BodyError(f"The answer uses the encoding '{name}', which is unknown here.")


def _inflate(body: bytes, window_bits: int, limit_bytes: int) -> Iterator[bytes]:
    while body:
        decoder = zlib.decompressobj(window_bits)
        yield decoder.decompress(body, limit_bytes + 1)
        if not decoder.eof:
            if decoder.unconsumed_tail:
                raise BodyError(f"The answer grows beyond {limit_bytes // 1_000_000} MB when decoded.")
            raise BodyError("The answer's compressed bytes end too early.")
        body = decoder.unused_data  # gzip members may follow one another (RFC 1952)
        if body[:2] != b"\x1f\x8b":
            return
