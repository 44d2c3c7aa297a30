"""Answers as text that a view can show at once, whatever they are."""

from __future__ import annotations

import time

from loadstudio.gui.widgets.answer_text import SHOWN_CHARACTERS, body_text, headers_text

JSON = (("Content-Type", "application/json; charset=utf-8"),)
HTML = (("Content-Type", "text/html; charset=iso-8859-1"),)


def test_json_is_indented_and_broken_json_shown_as_it_is() -> None:
    assert body_text(b'{"error":{"code":7}}', JSON) == '{\n  "error": {\n    "code": 7\n  }\n}'
    assert body_text(b'{"error":', JSON) == '{"error":'


def test_the_charset_of_the_answer_counts() -> None:
    assert body_text("Grüße".encode("latin-1"), HTML) == "Grüße"


def test_what_is_no_text_is_said_in_words() -> None:
    assert body_text(b"\x89PNG\0\0", (("Content-Type", "image/png"),)) == "[6 bytes of image/png]"
    assert body_text(b"", HTML) == ""


def test_a_megabyte_on_one_line_is_cut_and_broken_at_once() -> None:
    started = time.perf_counter()
    text = body_text(b"x" * 5_000_000, HTML)
    assert time.perf_counter() - started < 0.5
    assert len(text) <= SHOWN_CHARACTERS * 1.01
    assert max(map(len, text.split("\n"))) <= 2000


def test_headers_stand_one_a_line() -> None:
    assert headers_text((("A", "1"), ("B", "2"))) == "A: 1\nB: 2"
