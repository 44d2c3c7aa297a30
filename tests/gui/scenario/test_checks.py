"""The checks of a request by clicks and keys: added, filled in, made another kind, switched, removed, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.request.checks_form import ChecksForm
from loadstudio.gui.scenario.request.checks_tab import ChecksTab
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.scenario import edit
from loadstudio.scenario.assertion import Check, HeaderCheck, JsonCheck, RedirectCheck, StatusCheck, TextCheck
from loadstudio.scenario.model import HttpRequest, RecordedAnswer
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_FIRST: tuple[Check, ...] = (StatusCheck(recorded=200), TextCheck(text="Welcome"))


@pytest.fixture
def editor(window: MainWindow, tmp_path: Path) -> ScenarioEditor:
    request = a_request("r", checks=_FIRST, recorded=RecordedAnswer(entry_id="entry_1", status=302))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", request)))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    screen.editor.panel.choose("r")
    screen.editor.request.tabs.button("checks").click()
    return screen.editor


@pytest.fixture
def tab(editor: ScenarioEditor) -> ChecksTab:
    return editor.request.checks


def _checks(editor: ScenarioEditor) -> tuple[Check, ...]:
    request = edit.find(editor.document.scenario, "r")
    assert isinstance(request, HttpRequest)
    return request.checks


def _button(row: QWidget, name: str) -> QAbstractButton:
    return next(one for one in row.findChildren(QAbstractButton) if one.accessibleName() == name)


def _form(tab: ChecksTab) -> ChecksForm:
    assert tab.form is not None
    return tab.form


def _choose_kind(form: ChecksForm, kind: str) -> None:
    form.kind.set_current(kind)
    form.kind.chosen.emit(kind)


def test_a_check_is_added_and_filled_in_with_one_undo_for_what_is_typed(
    editor: ScenarioEditor, tab: ChecksTab, qtbot: QtBot
) -> None:
    qtbot.mouseClick(tab.add, _LEFT)
    assert _form(tab).text.hasFocus()
    qtbot.keyClicks(_form(tab).text, "Fern")
    assert _checks(editor) == (*_FIRST, TextCheck(text="Fern"))
    assert "Fern" in tab.rows[2].title.text()
    stack = editor.document.undo_stack
    assert (stack.count(), stack.undoText()) == (2, "Edit a check")
    stack.undo()
    assert _form(tab).text.text() == ""
    stack.undo()
    assert _checks(editor) == _FIRST
    assert tab.form is None


def test_a_value_of_the_answer_is_asked_for_by_its_place(editor: ScenarioEditor, tab: ChecksTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(_button(tab.rows[1], "Edit this check"), _LEFT)
    _choose_kind(_form(tab), "json")
    form = _form(tab)
    form.path.selectAll()
    qtbot.keyClicks(form.path, "$.user.name")
    form.value.selectAll()
    qtbot.keyClicks(form.value, "Mia")
    assert _checks(editor)[1] == JsonCheck(path="$.user.name", equals='"Mia"')
    qtbot.keyClicks(form.path, "[")
    qtbot.waitUntil(form.problem.isVisible)
    assert _checks(editor)[1] == JsonCheck(path="$.user.name", equals='"Mia"')
    qtbot.keyClick(form.path, Qt.Key.Key_Backspace)
    assert not form.problem.isVisible()
    qtbot.mouseClick(form.missing, _LEFT, pos=form.missing.rect().center())
    assert _checks(editor)[1] == JsonCheck(path="$.user.name", absent=True)


def test_a_check_becomes_another_kind_and_keeps_its_text(editor: ScenarioEditor, tab: ChecksTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(_button(tab.rows[1], "Edit this check"), _LEFT)
    _choose_kind(_form(tab), "lacks")
    assert _checks(editor)[1] == TextCheck(text="Welcome", absent=True)
    assert editor.document.undo_stack.undoText() == "Change the kind of a check"
    _choose_kind(_form(tab), "status")
    assert _checks(editor)[1] == StatusCheck(recorded=302)
    field = _form(tab).status
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "201")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert _checks(editor)[1] == StatusCheck(recorded=201)
    _choose_kind(_form(tab), "redirect")
    qtbot.keyClicks(_form(tab).text, "orders/*")
    assert _checks(editor)[1] == RedirectCheck(route="/orders/*")


def test_checks_are_switched_and_removed(editor: ScenarioEditor, tab: ChecksTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(_button(tab.rows[1], "Edit this check"), _LEFT)
    qtbot.mouseClick(_button(tab.rows[0], "Remove this check"), _LEFT)
    assert _checks(editor) == _FIRST[1:]
    assert _form(tab).text.text() == "Welcome"
    switch = next(one for one in tab.rows[0].findChildren(QAbstractButton) if one.isCheckable())
    qtbot.mouseClick(switch, _LEFT)
    assert _checks(editor) == (TextCheck(text="Welcome", enabled=False),)
    qtbot.mouseClick(_button(tab.rows[0], "Remove this check"), _LEFT)
    assert _checks(editor) == ()
    assert editor.document.undo_stack.undoText() == "Remove a check"
    editor.document.undo_stack.setIndex(0)
    assert _checks(editor) == _FIRST


def test_a_check_of_a_header_is_typed(editor: ScenarioEditor, tab: ChecksTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.add, _LEFT)
    _choose_kind(_form(tab), "header")
    qtbot.waitUntil(lambda: _form(tab).header.isVisible() is True)
    qtbot.keyClicks(_form(tab).header, "Cache-Control")
    qtbot.keyClicks(_form(tab).text, "max-age")
    assert _checks(editor)[-1] == HeaderCheck(name="Cache-Control", text="max-age")
