"""Uploaded account pictures: told by their first bytes, never by the name or type that the browser claims."""

from __future__ import annotations

import msgspec

from loadstudio.demo.refusals import Invalid

_LARGEST_BYTES = 1_000_000
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An image and its media type."""

    media_type: str
    content: bytes


def read_picture(content: bytes) -> Picture:
    """Return the uploaded image. Raises Invalid when it is none or too large."""
    if len(content) > _LARGEST_BYTES:
        raise Invalid("The picture is larger than 1 MB. Choose a smaller one.")
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return Picture(media_type=media_type, content=content)
    raise Invalid("This is not a PNG, JPEG or GIF picture. Choose another file.")
