"""What came back, as text that can be shown at once: decoded, JSON indented, cut, no line without end. Pure."""

from __future__ import annotations

import json

from loadstudio.http_types import body as bodies
from loadstudio.http_types.headers import Headers

SHOWN_CHARACTERS = 200_000
_LONGEST_LINE = 2_000
_INDENTED_CHARACTERS = 200_000


def body_text(body: bytes, headers: Headers) -> str:
    """Return a body as a person reads it; '' when it is empty, a sentence in brackets when it is no text."""
    if not body:
        return ""
    kind = bodies.media_type(headers)
    if kind and not bodies.is_text(kind) and b"\0" in body[:1024]:
        return f"[{len(body):,} bytes of {kind}]"
    text = body[: 4 * SHOWN_CHARACTERS].decode(bodies.charset(headers, body), "replace")
    if kind.endswith("json") and len(text) <= _INDENTED_CHARACTERS:
        text = _indented(text)
    return _broken_lines(text[:SHOWN_CHARACTERS])


def headers_text(headers: Headers) -> str:
    """Return header fields, one a line."""
    return "\n".join(f"{name}: {value}" for name, value in headers)


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def _broken_lines(text: str) -> str:
    """Break lines that would take a text view seconds to lay out."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend(line[start : start + _LONGEST_LINE] for start in range(0, max(1, len(line)), _LONGEST_LINE))
    return "\n".join(lines)
