"""The rows of a comparison, as two views show them."""

from __future__ import annotations

from loadstudio.authoring.comparing.compared_rows import Line, Row
from loadstudio.authoring.comparing.side_by_side import Section, SideBySide
from loadstudio.gui.scenario.check.check_rows import footer_words, shown_pair
from loadstudio.gui.widgets.compared_view import ShownLine

ROWS = (
    Row(state="same", recorded=Line("{"), replayed=Line("{")),
    Row(state="changed", recorded=Line('"a": 1', ((5, 6),)), replayed=Line('"a": 2', ((5, 6),))),
    Row(state="added", replayed=Line('"b": 1', ((0, 6),)), block=1),
    Row(state="added", replayed=Line('"c": 1', ((0, 6),)), block=2),
    Row(state="noise", recorded=Line("t1", (), ((0, 2),)), replayed=Line("t2", (), ((0, 2),))),
    Row(state="folded", folded=1200),
)
BOTH = SideBySide(
    sections=(Section(kind="sent"), Section(kind="answer", language="json", rows=ROWS)),
    differences=3,
    noise=1,
    noise_names=("served",),
)


def said(text: str) -> str:
    return text


def kinds(rows: tuple[ShownLine, ...]) -> list[tuple[str, str, str]]:
    return [(row.kind, row.sign, row.text) for row in rows]


def test_both_sides_have_the_same_rows_and_gaps_under_each_other_are_one() -> None:
    shown = shown_pair(BOTH, said, grey_noise=True)
    assert kinds(shown.recorded) == [
        ("title", "", "Answer"),
        ("line", "", "{"),
        ("line", "≠", '"a": 1'),
        ("gap", "", "not in the recording"),
        ("gap", "", ""),
        ("line", "", "t1"),
        ("note", "", "… 1,200 equal lines"),
    ]
    assert [row.sign for row in shown.replayed] == ["", "", "≠", "+", "+", "", ""]
    assert shown.places == (2, 3, 4)
    assert shown.widest == '"a": 1'
    assert [row.faint for row in shown.replayed] == [False] * 5 + [True, False]


def test_noise_that_is_not_greyed_is_marked_and_can_be_gone_to() -> None:
    shown = shown_pair(BOTH, said, grey_noise=False)
    assert shown.replayed[5] == ShownLine(text="t2", marks=((0, 2),), tone="warn", sign="≈")
    assert shown.places == (2, 3, 4, 5)


def test_the_footer_counts_what_differs_and_what_is_greyed() -> None:
    assert footer_words(BOTH, said, grey_noise=True) == (
        "3 differences  ·  1 more is greyed: it changes each time (served)"
    )
    assert footer_words(SideBySide(sections=(), differences=0, noise=0, is_cut=True), said, grey_noise=True) == (
        "Nothing differs  ·  only the beginning is compared"
    )
