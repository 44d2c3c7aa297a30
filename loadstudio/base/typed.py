"""JSON and plain values as values of a type, from any number of threads.

msgspec (0.22) works out what a struct consists of when it is first used, and a second thread that uses it meanwhile
makes the whole process crash. So first uses wait for each other here; later ones wait for nobody.
"""

from __future__ import annotations

import threading
from typing import Any

import msgspec

_first_use = threading.Lock()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def decoder_of(kind: Any) -> msgspec.json.Decoder[Any]:
    """Return the decoder of JSON into a type or a union of types."""
    known = _decoders.get(kind)
    if known is None:
        with _first_use:
            known = _decoders[kind] = msgspec.json.Decoder(kind)
    return known


def decode[T](content: bytes | str, kind: type[T]) -> T:
    """Return JSON as a value of a type. Raises msgspec.DecodeError, its ValidationError where a member does not fit."""
    value: T = decoder_of(kind).decode(content)
    return value


def convert[T](value: Any, kind: type[T]) -> T:
    """Return a plain value (as JSON gives it) as a value of a type. Raises msgspec.ValidationError."""
    decoder_of(kind)
    return msgspec.convert(value, kind)
