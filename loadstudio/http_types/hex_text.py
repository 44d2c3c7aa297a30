"""Bytes that are no text, as people read them: sixteen a line in hexadecimal, with the signs among them."""

from __future__ import annotations

_ACROSS = 16


def hex_text(content: bytes) -> str:
    """Return lines such as `00000010  89 50 4e 47 0d 0a 1a 0a  00 ...  .PNG....`."""
    return "\n".join(_line(start, content[start : start + _ACROSS]) for start in range(0, len(content), _ACROSS))


def _line(start: int, part: bytes) -> str:
    halves = (part[:8].hex(" "), part[8:].hex(" "))
    signs = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
    return f"{start:08x}  {halves[0]:<23}  {halves[1]:<23}  {signs}"
