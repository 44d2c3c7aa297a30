"""Text with variables: each is one character to the keyboard, and the template comes out as it went in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.scenario.request.template_field import TemplateField


@pytest.fixture
def field(qtbot: QtBot) -> TemplateField:
    field = TemplateField(name="Value")
    qtbot.addWidget(field)
    field.resize(400, 36)
    field.show()
    return field


@pytest.mark.parametrize(
    "template",
    [
        "",
        "plain",
        "${token}",
        "a${token|url}b${users.name}",
        "${x}${x}",
        "costs $${5}",
        "price $$${token}",
        "${now('ms')}",
        "${token|hmac('sha256','a|b')|upper}",
        "x{y}$z",
        "ä € 漢 \u00a0",
    ],
)
def test_a_template_comes_out_as_it_went_in(field: TemplateField, template: str) -> None:
    field.set_template(template)
    assert field.template() == template


def test_a_variable_is_one_character_to_the_keyboard(field: TemplateField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_template("from=${visit.id}!")
    assert told == []
    qtbot.keyClick(field.editor, Qt.Key.Key_End)
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert told[-1] == "from=${visit.id}"
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert told[-1] == "from="
    field.insert("users.name")
    qtbot.keyClicks(field.editor, "x")
    assert told[-1] == "from=${users.name}x"


def test_a_variable_that_is_typed_becomes_a_chip(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    field, other = TemplateField(name="Value"), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "id=${order}")
    assert field.template() == "id=${order}"
    other.setFocus()
    qtbot.waitUntil(lambda: len(field.editor.toPlainText()) == len("id=") + 1)
    assert field.template() == "id=${order}"


def test_lines_stay_lines_in_a_body_and_become_one_in_a_field(field: TemplateField, qtbot: QtBot) -> None:
    body = TemplateField(name="Body", multiline=True)
    qtbot.addWidget(body)
    body.set_template('{\n  "id": "${id}"\n}')
    assert body.template() == '{\n  "id": "${id}"\n}'
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.template() == ""
