"""One message a line: JSON, UTF-8, newline. Encoding and decoding only; who reads and writes the pipes is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from loadstudio.base.typed import decoder_of


def encode(message: msgspec.Struct) -> bytes:
    """Return the message as one line with its newline."""
    return msgspec.json.encode(message) + b"\n"


class LineDecoder[M]:
    """Turns received bytes, cut anywhere, into messages of one union."""

    def __init__(self, union: Any) -> None:
        self._decoder: msgspec.json.Decoder[M] = decoder_of(union)
        self._rest: list[bytes] = []

    def feed(self, data: bytes) -> Iterator[M]:
        """Return the messages completed by `data`, in order. At a line that is none, when its turn comes,
        msgspec.DecodeError is raised: those before it are good.
        """
        if b"\n" not in data:
            self._rest.append(data)  # joined once: a run spec with its data rows is one line of megabytes
            return iter(())
        *lines, rest = b"".join((*self._rest, data)).split(b"\n")
        self._rest = [rest] if rest else []
        return (self._decoder.decode(line) for line in lines if line.strip())
