"""Bytes as hexadecimal lines."""

from __future__ import annotations

from loadstudio.http_types.hex_text import hex_text


def test_sixteen_bytes_a_line_with_their_signs() -> None:
    assert hex_text(b"\x89PNG\r\n\x1a\n\x00IHDR\x7fab~") == (
        "00000000  89 50 4e 47 0d 0a 1a 0a  00 49 48 44 52 7f 61 62  .PNG.....IHDR.ab\n"
        "00000010  7e                                                ~"
    )
    assert hex_text(b"") == ""
