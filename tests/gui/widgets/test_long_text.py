"""Text of megabytes in a field: it comes out as it went in, whatever is typed into lines that are shown broken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from loadstudio.gui.widgets.code_lines import LINE_CHARS
from loadstudio.gui.widgets.long_text import LongTextField

_KEY = Qt.Key
_LINE = "0123456789" * 500


@pytest.fixture
def field(qtbot: QtBot) -> LongTextField:
    field = LongTextField(name="Body")
    qtbot.addWidget(field)
    field.resize(400, 300)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    return field


def _show(field: LongTextField, text: str, qtbot: QtBot) -> list[str]:
    told: list[str] = []
    field.set_text(text)
    qtbot.waitUntil(lambda: field.is_whole)
    field.edited.connect(told.append)
    return told


@pytest.mark.parametrize("text", ["", "one", "\n", "a\n\nb\n", _LINE, f"x\n{_LINE * 40}\n\n{_LINE}", "a\n" * 60_000])
def test_a_text_comes_out_as_it_went_in_and_tells_nothing(field: LongTextField, qtbot: QtBot, text: str) -> None:
    told = _show(field, text, qtbot)
    assert field.text() == text
    block = field.editor.document().begin()
    while block.isValid():
        assert block.length() <= LINE_CHARS + 1
        block = block.next()
    assert told == []


def test_what_is_typed_is_told_once_when_the_person_pauses(field: LongTextField, qtbot: QtBot) -> None:
    told = _show(field, _LINE, qtbot)
    qtbot.keyClicks(field.editor, "abc")
    assert told == []
    qtbot.waitUntil(lambda: told == ["abc" + _LINE])
    field.set_text("abc" + _LINE)
    assert field.is_whole
    assert field.editor.textCursor().position() == 3


def test_leaving_the_field_tells_at_once(field: LongTextField, qtbot: QtBot) -> None:
    told = _show(field, "x", qtbot)
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "y")
    field.editor.clearFocus()
    assert told == ["yx"]


def test_keys_at_a_shown_break_mean_the_text_and_not_the_break(field: LongTextField, qtbot: QtBot) -> None:
    _show(field, _LINE, qtbot)
    cursor = field.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    field.editor.setTextCursor(cursor)
    qtbot.keyClick(field.editor, _KEY.Key_Backspace)
    assert field.text() == _LINE[: LINE_CHARS - 1] + _LINE[LINE_CHARS:]


def test_return_ends_a_line_that_went_on_and_both_halves_stay_whole(field: LongTextField, qtbot: QtBot) -> None:
    _show(field, _LINE, qtbot)
    cursor = field.editor.textCursor()
    cursor.setPosition(10)
    field.editor.setTextCursor(cursor)
    qtbot.keyClick(field.editor, _KEY.Key_Return)
    assert field.text() == _LINE[:10] + "\n" + _LINE[10:]


def test_a_megabyte_that_is_pasted_is_broken_too(field: LongTextField, qtbot: QtBot) -> None:
    _show(field, "ab", qtbot)
    cursor = field.editor.textCursor()
    cursor.setPosition(1)
    field.editor.setTextCursor(cursor)
    clip = QMimeData()
    clip.setText(_LINE * 20 + "\nend")
    field.editor.insertFromMimeData(clip)
    assert field.text() == "a" + _LINE * 20 + "\nendb"
    assert field.editor.document().blockCount() > 50
