"""The texts of the evidence: secrets hidden, places kept, long lines broken."""

from __future__ import annotations

from loadstudio.gui.record.value_dialog import lines_and_marks, masked
from loadstudio.results.redact import HIDDEN


def test_other_secrets_are_hidden_and_the_value_stays_marked() -> None:
    text = "user=mia&password=pw-1&csrf=abc&x=1"
    start = text.index("abc")
    shown, places = masked(text, ((start, start + 3),), secret=False)
    assert shown == f"user=mia&password={HIDDEN}&csrf=abc&x=1"
    assert [shown[left:right] for left, right in places] == ["abc"]


def test_a_secret_value_is_dots_even_where_its_field_is_called_a_secret() -> None:
    text = '{"access_token": "eyJ.x", "again": "eyJ.x"}'
    spans = tuple((at, at + 5) for at in (text.index("eyJ"), text.rindex("eyJ")))
    shown, places = masked(text, spans, secret=True)
    assert "eyJ" not in shown
    assert [shown[left:right] for left, right in places] == ["••••••••"] * 2


def test_long_lines_are_broken_and_a_mark_may_go_on_in_the_next() -> None:
    text = "first\n" + "x" * 1_998 + "value" + "y"
    start = text.index("value")
    lines, marks = lines_and_marks(text, ((start, start + 5),))
    assert [len(line) for line in lines] == [5, 2_000, 4]
    assert [lines[mark.line][mark.start : mark.end] for mark in marks] == ["va", "lue"]
