"""What is selected of a text that is shown as code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.gui.widgets.code_ranges import Selection, whole

LINES = ("{", '  "ok": true,', '  "id": 3', "}")
PLACES = st.integers(0, 3).flatmap(lambda line: st.tuples(st.just(line), st.integers(0, len(LINES[line]))))


def test_nothing_is_selected_at_first_and_all_of_nothing_is_nothing() -> None:
    assert Selection().text(LINES) == ""
    assert Selection().within(0, LINES[0]) is None
    assert whole(()) == Selection()
    assert whole(()).text(()) == ""


def test_within_a_line_and_over_several() -> None:
    assert Selection((1, 2)).drawn_to((1, 6)).text(LINES) == '"ok"'
    assert Selection((1, 8)).drawn_to((2, 6)).text(LINES) == 'true,\n  "id"'
    assert whole(LINES).text(LINES) == "\n".join(LINES)


def test_a_place_alone_is_no_selection() -> None:
    there = Selection((1, 2), (1, 2))
    assert there.text(LINES) == ""
    assert there.within(1, LINES[1]) is None


@given(PLACES, PLACES)
def test_what_is_tinted_is_what_is_copied_from_either_end(anchor: tuple[int, int], caret: tuple[int, int]) -> None:
    selection = Selection(anchor, caret)
    tinted = [part for number, line in enumerate(LINES) if (part := selection.within(number, line)) is not None]
    first = min(anchor, caret)[0]
    seen = "".join(
        LINES[first + beside][start:end] + ("\n" if goes_on else "")
        for beside, (start, end, goes_on) in enumerate(tinted)
    )
    assert seen == selection.text(LINES)
    assert selection.text(LINES) == Selection(caret, anchor).text(LINES)
