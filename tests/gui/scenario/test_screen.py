"""The Scenario screen by clicks and keys: rename, switch, delete, duplicate, add, edit values, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from loadstudio.gui.document import Document
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.opening import open_scenario
from loadstudio.gui.scenario.add_menu import AddMenu
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.popover import Popover
from loadstudio.gui.widgets.switch import Switch
from loadstudio.recording.har_read import read_har
from loadstudio.recording.har_write import write_har
from loadstudio.scenario import edit
from loadstudio.scenario.assertion import JsonCheck, StatusCheck
from loadstudio.scenario.extractor import Extractor, InputSource
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import (
    Comparison,
    DataSource,
    Field,
    FormBody,
    HttpRequest,
    If,
    Loop,
    PythonCode,
    RecordedAnswer,
    Scenario,
    TextBody,
    Variable,
)
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


def _scenario() -> Scenario:
    form = FormBody(
        fields=(
            Field(name="username", value="${users.username}"),
            Field(name="csrf", value="${csrf}"),
            Field(name="remember", value="yes"),
        )
    )
    taken = Extractor(variable="csrf", sources=(InputSource(name="csrf"),))
    return a_scenario(
        a_step(
            "s1",
            a_request("r1", extractors=(taken,), recorded=RecordedAnswer(entry_id="entry_1")),
            a_think_time("t1", 4),
        ),
        a_step(
            "s2",
            a_request(
                "r2",
                "http://shop.test/login",
                name="POST /login",
                method="POST",
                body=form,
                checks=(StatusCheck(recorded=200),),
            ),
            a_request(
                "r3", "http://shop.test/api", name="POST /api", method="POST", body=TextBody(text='{"q": "${csrf}"}')
            ),
            name="Log in",
        ),
        variables=(Variable(name="csrf", label="form token", secret=True, source_request_id="r1"),),
        data_sources=(DataSource(name="users", file="users.csv", columns=("username",)),),
    )


@pytest.fixture
def screen(window: MainWindow, tmp_path: Path) -> ScenarioScreen:
    open_scenario_in(window.workspace, tmp_path, _scenario())
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    return screen


@pytest.fixture
def editor(screen: ScenarioScreen) -> ScenarioEditor:
    assert screen.editor is not None
    return screen.editor


@pytest.fixture
def document(editor: ScenarioEditor) -> Document:
    return editor.document


def _request(document: Document, request_id: str) -> HttpRequest:
    part = edit.find(document.scenario, request_id)
    assert isinstance(part, HttpRequest)
    return part


def test_f2_renames_in_place_and_undo_has_the_name(
    screen: ScenarioScreen, editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("s2")
    qtbot.keyClick(editor.panel.tree, _KEY.Key_F2)
    field = editor.panel.tree.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Sign in")
    qtbot.keyClick(field, _KEY.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.steps[1].name == "Sign in")
    assert screen.head.history.undo.toolTip() == "Undo: Rename step"
    qtbot.mouseClick(screen.head.history.undo, _LEFT)
    assert document.scenario.steps[1].name == "Log in"
    assert not screen.head.history.undo.isEnabled()
    qtbot.mouseClick(screen.head.history.redo, _LEFT)
    assert document.scenario.steps[1].name == "Sign in"
    assert editor.panel.current() == "s2"


def test_keys_switch_duplicate_and_delete_the_chosen_part(
    editor: ScenarioEditor, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    tree = editor.panel.tree
    editor.panel.choose("r2")
    qtbot.keyClick(tree, _KEY.Key_Space)
    assert not _request(document, "r2").enabled
    assert not editor.request.on.isChecked()
    assert editor.request.on.text() == "Off"
    qtbot.keyClick(tree, _KEY.Key_D, _CTRL)
    assert len(document.scenario.steps[1].children) == 3
    assert editor.panel.current() not in ("r2", "")
    qtbot.keyClick(tree, _KEY.Key_Delete)
    assert len(document.scenario.steps[1].children) == 2
    assert document.undo_stack.undoText().startswith("Delete")
    for _ in range(3):
        qtbot.keyClick(window, _KEY.Key_Z, _CTRL)
    assert document.scenario == _scenario()


def test_values_are_typed_beside_their_variables_and_merge_into_one_undo(
    editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("r2")
    assert editor.request.tabs.current() == "body"
    row = editor.request.body.form.rows[2]
    assert row.name.text() == "remember"
    row.value.editor.selectAll()
    qtbot.keyClicks(row.value.editor, "no")
    body = _request(document, "r2").body
    assert isinstance(body, FormBody)
    assert [field.value for field in body.fields] == ["${users.username}", "${csrf}", "no"]
    assert document.undo_stack.count() == 1
    menu = editor.request.body.form.menu_of(2)
    insert = menu.actions()[0].menu().actions()  # type: ignore[attr-defined]  # the first action opens the values
    assert [action.text() for action in insert] == ["users.username", "csrf"]
    insert[1].trigger()
    body = _request(document, "r2").body
    assert isinstance(body, FormBody)
    assert body.fields[2].value == "no${csrf}"
    menu.actions()[2].trigger()
    body = _request(document, "r2").body
    assert isinstance(body, FormBody)
    assert [field.name for field in body.fields] == ["username", "csrf"]


def test_a_json_body_and_the_headers_can_be_edited(editor: ScenarioEditor, document: Document, qtbot: QtBot) -> None:
    editor.panel.choose("r3")
    text = editor.request.body.text
    qtbot.keyClick(text.editor, _KEY.Key_End)
    qtbot.keyClicks(text.editor, " ")
    assert _request(document, "r3").body == TextBody(text='{"q": "${csrf}"} ')
    qtbot.mouseClick(editor.request.tabs.button("headers"), _LEFT)
    qtbot.mouseClick(editor.request.headers.add, _LEFT)
    qtbot.mouseClick(editor.request.headers.add, _LEFT)
    row = editor.request.headers.rows[1]
    row.name.selectAll()
    qtbot.keyClicks(row.name, "X-Trace")
    assert [field.name for field in _request(document, "r3").headers] == ["new", "X-Trace"]


def test_checks_switch_and_a_value_of_the_answer_becomes_one(
    editor: ScenarioEditor, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    editor.panel.choose("r2")
    qtbot.mouseClick(editor.request.tabs.button("checks"), _LEFT)
    switch = editor.request.checks.findChild(Switch)
    assert switch is not None
    qtbot.mouseClick(switch, _LEFT)
    assert _request(document, "r2").checks == (StatusCheck(recorded=200, enabled=False),)
    builder = RecordingBuilder()
    builder.page("Home").send(
        "GET", "/", answer='{"user": "Mia"}', answer_headers=(("content-type", "application/json"),)
    )
    document.take_recording(builder.recording())
    editor.panel.choose("r1")
    assert editor.answer.status.text == "200"
    assert editor.answer.body.lines[1].strip() == '"user": "Mia"'
    editor.answer.body.value_clicked.emit(1, 10, "Mia")
    popover = window.findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, _KEY.Key_Down)
    qtbot.keyClick(popover, _KEY.Key_Return)
    qtbot.waitUntil(lambda: _request(document, "r1").checks == (JsonCheck(path="$.user", equals='"Mia"'),))


def test_think_times_and_steps_have_a_panel_of_their_own(
    editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("t1")
    field = editor.part.pause
    field.selectAll()
    qtbot.keyClicks(field, "1m")
    qtbot.keyClick(field, _KEY.Key_Return)
    assert edit.find(document.scenario, "t1") == a_think_time("t1", 60)
    editor.panel.choose("s1")
    editor.part.name.selectAll()
    qtbot.keyClicks(editor.part.name, "Front")
    qtbot.keyClick(editor.part.name, _KEY.Key_Return)
    assert document.scenario.steps[0].name == "Front"


def test_parts_are_added_behind_the_chosen_one(
    screen: ScenarioScreen, editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("r2")
    step, request, pause = AddMenu(editor, screen).actions()[:3]
    pause.trigger()
    assert document.scenario.steps[1].children[1].id == editor.panel.current()
    editor.panel.choose("r2")
    request.trigger()
    added = document.scenario.steps[1].children[1]
    assert isinstance(added, HttpRequest)
    step.trigger()
    assert [known.name for known in document.scenario.steps] == ["Home", "Log in", "New step"]


def test_several_parts_are_switched_repeated_and_taken_out_again(
    editor: ScenarioEditor, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    tree = editor.panel.tree
    editor.panel.choose("r2", "r3")
    assert editor.part.several.isVisible()
    qtbot.keyClick(tree, _KEY.Key_Space)
    assert not _request(document, "r2").enabled
    assert not _request(document, "r3").enabled
    qtbot.keyClick(window, _KEY.Key_Z, _CTRL)
    qtbot.mouseClick(editor.part.several.buttons["loop"], _LEFT)
    loop = document.scenario.steps[1].children[0]
    assert isinstance(loop, Loop)
    assert [node.id for node in loop.children] == ["r2", "r3"]
    assert document.undo_stack.undoText() == "Repeat 2 parts"
    assert editor.panel.selected() == (loop.id,)
    times = editor.part.loop.times
    times.setFocus()
    times.selectAll()
    qtbot.keyClicks(times, "7")
    qtbot.keyClick(times, _KEY.Key_Return)
    loop = edit.find(document.scenario, loop.id)
    assert isinstance(loop, Loop)
    assert loop.times == 7
    tree.setFocus()
    qtbot.keyClick(tree, _KEY.Key_G, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert [node.id for node in document.scenario.steps[1].children] == ["r2", "r3"]
    while document.undo_stack.canUndo():
        qtbot.keyClick(window, _KEY.Key_Z, _CTRL)
    assert document.scenario == _scenario()


def test_a_condition_is_filled_in_with_a_value_picked_by_its_sign(
    editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("r3")
    editor.do("if")
    form = editor.part.if_.condition
    qtbot.keyClicks(form.left.editor, "$cs")
    qtbot.keyClick(form.left.editor, _KEY.Key_Return)
    qtbot.waitUntil(lambda: form.left.template() == "${csrf}")
    block = document.scenario.steps[1].children[1]
    assert isinstance(block, If)
    assert block.condition == Comparison(left="${csrf}", operator="exists")
    assert editor.model.index_of(block.id).data(Qt.ItemDataRole.DisplayRole) == "If ⟨csrf⟩ was found"


def test_a_python_step_says_what_is_wrong_in_which_line(
    screen: ScenarioScreen, editor: ScenarioEditor, document: Document, qtbot: QtBot
) -> None:
    editor.panel.choose("r2")
    AddMenu(editor, screen).actions()[-1].trigger()
    text = editor.part.code.field.text
    qtbot.keyClicks(text, "if x:")
    qtbot.keyClick(text, _KEY.Key_Return)
    qtbot.keyClicks(text, "y =")
    step = edit.find(document.scenario, editor.panel.current())
    assert isinstance(step, PythonCode)
    assert step.code == "if x:\n    y ="
    qtbot.waitUntil(lambda: editor.part.code.problem.text().startswith("Line 2: "))


def test_parts_are_cut_and_pasted_elsewhere_and_a_deletion_is_taken_back(
    editor: ScenarioEditor, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    tree = editor.panel.tree
    editor.panel.choose("r2")
    qtbot.keyClick(tree, _KEY.Key_X, _CTRL)
    assert [node.id for node in document.scenario.steps[1].children] == ["r3"]
    editor.panel.choose("r1")
    qtbot.keyClick(tree, _KEY.Key_V, _CTRL)
    copy = document.scenario.steps[0].children[1]
    assert isinstance(copy, HttpRequest)
    assert copy.name == "POST /login"
    assert editor.panel.current() == copy.id
    qtbot.keyClick(tree, _KEY.Key_Delete)
    assert len(document.scenario.steps[0].children) == 2
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.text == "/login is deleted."
    assert notice.act is not None
    notice.act()
    assert len(document.scenario.steps[0].children) == 3


def test_the_search_finds_values_and_keeps_what_is_chosen(
    editor: ScenarioEditor, qtbot: QtBot, window: MainWindow
) -> None:
    editor.panel.choose("r2")
    tree = editor.panel.tree
    opened = {step: tree.isExpanded(editor.model.index_of(step)) for step in ("s1", "s2")}
    qtbot.keyClicks(editor.panel.search, "REMEMBER")
    model = editor.panel.tree.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.rowCount(model.index(0, 0)) == 1
    assert editor.panel.current() == "r2"
    editor.panel.search.clear()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert {step: tree.isExpanded(editor.model.index_of(step)) for step in opened} == opened


def test_another_document_takes_the_place_of_the_first(
    window: MainWindow, screen: ScenarioScreen, editor: ScenarioEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    document = editor.document
    document.edit("Rename step", edit.rename_step(document.scenario, "s1", "Unsaved"))
    folder = tmp_path / "other"
    folder.mkdir()
    open_scenario_in(window.workspace, folder, a_scenario(a_step("x1", a_request("y1")), name="Other"))
    assert screen.editor is not editor
    assert window.windowTitle() == "Other – LoadStudio"
    qtbot.waitUntil(lambda: "Unsaved" in (tmp_path / "shop.scenario.json").read_text())


def test_a_tab_is_filled_when_it_is_seen_and_keeps_its_rows(editor: ScenarioEditor) -> None:
    request, document = editor.request, editor.document
    editor.panel.choose("r3")
    part = edit.find(document.scenario, "r3")
    assert isinstance(part, HttpRequest)
    fields = tuple(Field(name=f"x-{number}", value=str(number)) for number in range(3))
    for count in (1, 3):
        changed = replace(part, headers=fields[:count])
        document.edit(f"{count} headers", edit.replace_request(document.scenario, changed))
    rows = request._headers.rows
    assert rows == []  # the body is seen
    request.show_tab("headers")
    assert [row.name.text() for row in rows] == ["x-0", "x-1", "x-2"]
    first = rows[0]
    document.undo_stack.undo()
    assert rows == [first]
    document.undo_stack.redo()
    assert rows[0] is first
    assert [row.value.template() for row in rows] == ["0", "1", "2"]


def test_the_recording_is_read_when_the_editor_is_there_and_painted(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that parses and a window that is laid out take the interpreter from each other."""
    builder = RecordingBuilder()
    builder.page("Home").get("/a")
    write_har(tmp_path / "a.har", builder.recording())
    scenario = replace(a_scenario(a_step("s1", a_request("r1"))), recording="a.har")
    save_scenario(tmp_path / "a.scenario.json", scenario)
    screen = window.screen_of("scenario")
    assert isinstance(screen, ScenarioScreen)
    begun: list[bool] = []

    def reading(path: Path, progress: object) -> object:
        assert screen._editor is not None
        begun.append(screen._editor.pieces.is_done and screen._editor.isVisible())
        return read_har(path)

    monkeypatch.setattr("loadstudio.recording.har_read.read_har", reading)
    open_scenario(window.workspace, tmp_path / "a.scenario.json")
    qtbot.waitUntil(lambda: window.workspace.document is not None and bool(window.workspace.document.entries))
    assert begun == [True]
