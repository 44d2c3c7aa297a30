"""Requests within the body of one request (`multipart/mixed` of `application/http`, as OData's `$batch` has them):
where their addresses, headers and bodies stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_REQUEST = re.compile(
    r"^(?:GET|POST|PUT|PATCH|MERGE|DELETE) (\S+) HTTP/1\.1\r?\n((?:[\w-]+:[^\n]*\n)*)\r?\n", re.MULTILINE
)
_HEADER = re.compile(r"^([\w-]+):[ \t]*([^\r\n]+)", re.MULTILINE)
_END = re.compile(r"\r?\n--|\Z")
_PLAIN = frozenset({"accept", "content-type", "content-length", "accept-language", "host", "prefer"})


class BatchedPlace(NamedTuple):
    """A span of the text and the name of what stands there, '' for an address or a body."""

    start: int
    end: int
    name: str


def batched_places(text: str) -> tuple[BatchedPlace, ...]:
    """Return the places of all requests in a text; () when it holds none."""
    return tuple(_places(text)) if " HTTP/1.1" in text and text.startswith("--") else ()


def _places(text: str) -> Iterator[BatchedPlace]:
    for request in _REQUEST.finditer(text):
        yield BatchedPlace(*request.span(1), "")
        for header in _HEADER.finditer(text, *request.span(2)):
            if header[1].lower() not in _PLAIN:
                yield BatchedPlace(*header.span(2), header[1])
        end = _END.search(text, request.end())
        body = text[request.end() : end.start() if end else len(text)]
        if body.strip():
            start = request.end() + len(body) - len(body.lstrip())
            yield BatchedPlace(start, start + len(body.strip()), "")
