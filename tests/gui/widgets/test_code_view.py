"""Bodies to read: laid out, cut where too long, coloured, pointed at, copied."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets import code_lines
from loadstudio.gui.widgets.code_lines import LINE_CHARS, PREVIEW_CHARS, pieces_of, prepare
from loadstudio.gui.widgets.code_ranges import CodeMark
from loadstudio.gui.widgets.code_view import CodeView

BODY = '{"ok": true, "basket": {"id": "bk_9f27c4d1", "items": 3}}'


def view(qtbot: QtBot, text: str = BODY) -> CodeView:
    made = CodeView(name="Recorded answer")
    made.set_text(text, "json")
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def place_of(made: CodeView, row: int, column: int) -> QPoint:
    return QPoint(round(made._x_of(made.lines[row], column)) + 2, 4 + row * 22 + 10)


def _drag(made: CodeView, begin: QPoint, end: QPoint) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, place in ((QEvent.Type.MouseButtonPress, begin), (QEvent.Type.MouseMove, end)):
        there = QPointF(place)
        event = QMouseEvent(kind, there, made.viewport().mapToGlobal(there), left, left, none)
        QApplication.sendEvent(made.viewport(), event)


def test_json_in_one_line_is_laid_out_and_anything_else_left_alone() -> None:
    assert prepare(BODY, "json").lines[:2] == ("{", '  "ok": true,')
    assert prepare("{broken", "json").lines == ("{broken",)
    assert prepare("[" * 100_000, "json").lines[0].startswith("[[")
    assert prepare("", "text").lines == ()


def test_a_long_body_is_cut_and_a_long_line_broken() -> None:
    long = prepare("x" * (PREVIEW_CHARS + 1), "json")
    assert long.is_cut
    assert {len(line) for line in long.lines} == {LINE_CHARS}
    assert not prepare("x" * (PREVIEW_CHARS + 1), "text", whole=True).is_cut


@given(st.text(alphabet="ab\t\n\r\x0b\u2028", max_size=60), st.integers(1, 10))
def test_lines_are_the_same_however_large_the_shares_are(text: str, share_chars: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(code_lines, "_SHARE_CHARS", share_chars)
        shown = prepare(text, "text", whole=True)
    assert shown.lines == tuple(text.expandtabs(4).splitlines())
    assert len(shown.longest) == max(map(len, shown.lines), default=0)


@given(st.text(max_size=200))
def test_pieces_cover_all_that_is_not_blank_in_order(line: str) -> None:
    pieces = pieces_of(line, "json")
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)
    covered = {column for piece in pieces for column in range(piece.start, piece.end)}
    assert all(not sign.strip() for column, sign in enumerate(line) if column not in covered)


def test_keys_and_values_are_told_apart() -> None:
    tokens = [(piece.token, piece.is_value) for piece in pieces_of('  "id": "bk", "n": -1.5e3,', "json")]
    assert tokens == [
        ("fifth", False),
        ("sub", False),
        ("text", True),
        ("sub", False),
        ("fifth", False),
        ("sub", False),
        ("accent", True),
        ("sub", False),
    ]


def test_a_value_is_pointed_at_without_its_quotes(qtbot: QtBot) -> None:
    made = view(qtbot)
    row = next(number for number, line in enumerate(made.lines) if "bk_9f" in line)
    column = made.lines[row].index('"bk')
    told: list[tuple[int, int, str]] = []
    made.value_clicked.connect(lambda *values: told.append(values))
    qtbot.mouseMove(made.viewport(), place_of(made, row, column + 3))
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place_of(made, row, column + 3))
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place_of(made, row, 5))
    assert told == [(row, column, "bk_9f27c4d1")], "a key is no value"


def test_text_is_selected_by_mouse_and_copied_by_key(qtbot: QtBot) -> None:
    made = view(qtbot)
    _drag(made, place_of(made, 1, 2), place_of(made, 2, 10))
    assert made.selected_text() == '"ok": true,\n  "basket"'
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '"ok": true,\n  "basket"'
    qtbot.keyClick(made, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert made.selected_text() == "\n".join(made.lines)


def test_marks_are_tinted(qtbot: QtBot) -> None:
    made = view(qtbot)
    made.set_marks((CodeMark(line=1, start=8, end=12, kind="bad"),))
    image = made.grab().toImage()
    row = 4 + 22 + 4
    shades = {image.pixelColor(x, row).name() for x in range(image.width())}
    assert colour("bad_tint").name() in shades


def test_a_body_of_megabytes_does_not_stop_the_window(qtbot: QtBot) -> None:
    made = view(qtbot)
    started = time.perf_counter()
    made.set_text("x" * 5_000_000, "json")
    made.grab()
    assert time.perf_counter() - started < 0.5, "measured at 10 ms; the margin is for a busy computer"
    made.show_line(90)
    assert made.verticalScrollBar().value() > 0


def test_of_a_long_line_only_what_is_seen_is_looked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    finding = code_lines._html_pieces

    def counted(line: str) -> Iterator[code_lines.Piece]:
        for piece in finding(line):
            found.append(piece.start)
            yield piece

    monkeypatch.setattr(code_lines, "_html_pieces", counted)
    line = "<li class='seen'>" + "<a href='/p/1'>Fern</a>" * 80
    view = CodeView(name="Body")
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.set_text(line, "html")
    view.grab()
    assert 0 < max(found) < 200
    assert [piece.end for piece in code_lines.pieces_of(line, "html")][-1] == len(line)
    assert len(found) == len(set(found)), "nothing is looked for twice"


def test_what_is_out_of_sight_of_a_long_line_is_missed_by_nobody(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = view(qtbot, "a1b2 " * 300)
    made.set_text("a1b2 " * 300, "text")
    for place in (0, 5, 1000, made.horizontalScrollBar().maximum()):
        made.horizontalScrollBar().setValue(place)
        shown = made.viewport().grab().toImage()
        with monkeypatch.context() as whole:
            whole.setattr(made, "_in_sight", lambda text, left: (text, left))
            assert made.viewport().grab().toImage() == shown, place
