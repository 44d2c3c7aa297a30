"""The body of a request by clicks and keys: as a tree of JSON, as text, as another kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.popover import Popover
from loadstudio.scenario import edit
from loadstudio.scenario.body_kind import content_type
from loadstudio.scenario.model import (
    BasicAuth,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    Scenario,
    TextBody,
    Variable,
)
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_KEY = Qt.Key
_JSON = '{"id": ${product}, "count": 2, "of": {"a": "x"}}'


def _scenario() -> Scenario:
    as_json = (Field(name="Content-Type", value="application/json"),)
    form = FormBody(fields=(Field(name="q", value="fern"), Field(name="old", enabled=False)))
    return a_scenario(
        a_step(
            "s1",
            a_request("get"),
            a_request("json", method="POST", headers=as_json, body=TextBody(text=_JSON)),
            a_request("form", method="POST", body=form),
        ),
        variables=(Variable(name="product", label="product"),),
    )


@pytest.fixture
def editor(window: MainWindow, tmp_path: Path) -> ScenarioEditor:
    open_scenario_in(window.workspace, tmp_path, _scenario())
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    return screen.editor


def _request(editor: ScenarioEditor, request_id: str) -> HttpRequest:
    part = edit.find(editor.document.scenario, request_id)
    assert isinstance(part, HttpRequest)
    return part


def _text(editor: ScenarioEditor, request_id: str) -> str:
    body = _request(editor, request_id).body
    assert isinstance(body, TextBody)
    return body.text


def _click(widget: QWidget, qtbot: QtBot) -> None:
    """Click a widget as soon as the page has been laid out and the mouse can reach it."""
    window = widget.window()
    qtbot.waitUntil(lambda: window.childAt(widget.mapTo(window, widget.rect().center())) is widget)
    qtbot.mouseClick(widget, _LEFT)


def test_a_number_of_a_json_body_stays_one_and_nonsense_is_told_at_once(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("json")
    form = editor.request.body.json
    tree = form.tree
    assert editor.request.body.kinds.current() == "json"
    tree.setFocus()
    qtbot.keyClick(tree, _KEY.Key_Down)
    assert (form.name.text(), form.kind.current(), form.value.template()) == ("count", "number", "2")
    qtbot.keyClick(tree, _KEY.Key_Return)
    qtbot.waitUntil(form.value.editor.hasFocus)
    form.value.editor.selectAll()
    qtbot.keyClicks(form.value.editor, "15")
    assert _text(editor, "json") == _JSON.replace("2", "15")
    qtbot.keyClicks(form.value.editor, "x")
    assert "no number" in form.problem.text()
    assert _text(editor, "json") == _JSON.replace("2", "15")
    qtbot.keyClick(form.value.editor, _KEY.Key_Backspace)
    assert not form.problem.isVisible()
    assert editor.document.undo_stack.count() == 1


def test_the_fields_of_a_member_are_in_sight_in_a_low_window_too(
    editor: ScenarioEditor, qtbot: QtBot, window: MainWindow
) -> None:
    many = TextBody(text="{" + ", ".join(f'"m{number}": {number}' for number in range(30)) + "}")
    request = _request(editor, "json")
    editor.document.edit("More", edit.replace_request(editor.document.scenario, replace(request, body=many)))
    window.resize(1280, 800)
    editor.panel.choose("json")
    form = editor.request.body.json

    def is_whole() -> bool:
        return form.value.visibleRegion().boundingRect().height() == form.value.height()

    qtbot.waitUntil(is_whole)
    assert form.tree.height() >= 6 * 32


def test_a_variable_picked_by_its_sign_stands_for_a_number(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("json")
    form = editor.request.body.json
    form.choose((1,))
    form.value.editor.setFocus()
    form.value.editor.selectAll()
    qtbot.keyClicks(form.value.editor, "$pro")
    qtbot.keyClick(form.value.editor, _KEY.Key_Return)
    assert _text(editor, "json") == _JSON.replace("2", "${product}")


def test_members_are_added_named_made_another_kind_and_removed(
    editor: ScenarioEditor, qtbot: QtBot, window: MainWindow
) -> None:
    editor.panel.choose("json")
    form = editor.request.body.json
    form.choose((2, 0))
    _click(form.add, qtbot)
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "on")
    form.kind.setFocus()
    qtbot.keyClicks(form.kind, "Yes")
    form.kind.chosen.emit(form.kind.current())
    assert _text(editor, "json") == _JSON.replace('"x"', '"x", "on": true')
    assert form.truth.isVisible()
    assert not form.value.isVisible()
    form.tree.setFocus()
    qtbot.keyClick(form.tree, _KEY.Key_Delete)
    assert _text(editor, "json") == _JSON
    assert form.name.text() == "a"
    assert editor.document.undo_stack.undoText() == "Remove a member"
    qtbot.keyClick(window, _KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.model.rowCount(form.model.index_of((2,))) == 2


def test_json_is_edited_as_text_too_and_says_what_is_missing(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("json")
    body = editor.request.body
    _click(body.kinds.button("text"), qtbot)
    assert body.text.isVisible()
    assert editor.document.undo_stack.count() == 0
    qtbot.keyClick(body.text.editor, _KEY.Key_End)
    qtbot.keyClick(body.text.editor, _KEY.Key_Backspace)
    assert "a comma or }" in body.problem.text()
    assert "application/json" in content_type(_request(editor, "json"))
    _click(body.kinds.button("json"), qtbot)
    assert body.text.isVisible()
    assert body.kinds.current() == "text"
    qtbot.keyClicks(body.text.editor, "}")
    assert not body.problem.isVisible()
    _click(body.kinds.button("json"), qtbot)
    assert body.json.isVisible()


def test_another_kind_says_what_would_be_lost_before_it_is(
    editor: ScenarioEditor, qtbot: QtBot, window: MainWindow
) -> None:
    editor.panel.choose("form")
    body = editor.request.body
    _click(body.kinds.button("json"), qtbot)
    popover = window.findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, _KEY.Key_Escape)
    assert isinstance(_request(editor, "form").body, FormBody)
    assert body.kinds.current() == "form"
    qtbot.waitUntil(lambda: window.findChild(Popover) is None)
    _click(body.kinds.button("json"), qtbot)
    popover = window.findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, _KEY.Key_Return)
    assert _text(editor, "form") == '{\n  "q": "fern"\n}'
    assert content_type(_request(editor, "form")) == "application/json"
    assert editor.document.undo_stack.undoText() == "Send JSON"
    assert body.json.isVisible()
    _click(body.kinds.button("form"), qtbot)
    assert _request(editor, "form").body == FormBody(fields=(Field(name="q", value="fern"),))


def test_a_request_without_a_body_is_given_one_and_loses_it_again(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("get")
    _click(editor.request.tabs.button("body"), qtbot)
    body = editor.request.body
    _click(body.add, qtbot)
    assert _request(editor, "get").body == FormBody(fields=())
    _click(body.form.add, qtbot)
    row = body.form.rows[0]
    qtbot.keyClicks(row.value.editor, "$pr")
    qtbot.keyClick(row.value.editor, _KEY.Key_Return)
    assert _request(editor, "get").body == FormBody(fields=(Field(name="new", value="${product}"),))
    editor.document.undo_stack.setIndex(0)
    assert _request(editor, "get").body is None
    assert body.add.isVisible()


def test_a_form_with_files_takes_a_file_of_the_disk(
    editor: ScenarioEditor, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere")
    (outside / "fern.png").write_bytes(b"picture")
    editor.panel.choose("form")
    body = editor.request.body
    body._change("multipart")
    _confirm(editor, qtbot)
    _click(body.parts.add_file, qtbot)
    _choose_file(editor, outside / "fern.png")
    qtbot.waitUntil(lambda: len(body.parts.rows) == 2)
    made = _request(editor, "form").body
    assert isinstance(made, MultipartBody)
    assert made.parts == (
        Part(name="q", text="fern"),
        Part(name="file", file_name="fern.png", path="fern.png", content_type="image/png"),
    )
    assert (editor.document.path.parent / "fern.png").read_bytes() == b"picture"
    kind = body.parts.rows[1].kind
    kind.selectAll()
    qtbot.keyClicks(kind, "image/x-fern")
    row = body.parts.rows[0]
    row.value.editor.selectAll()
    qtbot.keyClicks(row.value.editor, "$pro")
    qtbot.keyClick(row.value.editor, _KEY.Key_Return)
    made = _request(editor, "form").body
    assert isinstance(made, MultipartBody)
    assert [part.content_type for part in made.parts] == ["", "image/x-fern"]
    assert made.parts[0].text == "${product}"
    _click(body.parts.rows[1].remove, qtbot)
    _click(body.parts.add_field, qtbot)
    qtbot.keyClicks(body.parts.rows[1].name, "title")
    made = _request(editor, "form").body
    assert isinstance(made, MultipartBody)
    assert [part.name for part in made.parts] == ["q", "title"]


def test_a_file_is_sent_as_the_whole_body(editor: ScenarioEditor, qtbot: QtBot) -> None:
    own = editor.document.path.parent / "order.xml"
    own.write_bytes(b"<a/>")
    editor.panel.choose("json")
    body = editor.request.body
    _click(body.kinds.button("file"), qtbot)
    _confirm(editor, qtbot)
    _click(body.file.choose, qtbot)
    _choose_file(editor, own)
    qtbot.waitUntil(lambda: _request(editor, "json").body == FileBody(path="order.xml"))
    assert content_type(_request(editor, "json")) in ("application/xml", "text/xml")
    assert body.kinds.current() == "file"


def test_a_request_logs_in_by_name_and_password_of_the_test_data(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("get")
    _click(editor.request.tabs.button("headers"), qtbot)
    form = editor.request.log_in
    form.kind.setFocus()
    qtbot.keyClick(form.kind, _KEY.Key_Down)
    form.kind.chosen.emit(form.kind.current())
    assert _request(editor, "get").auth == BasicAuth(username="", password="")
    qtbot.keyClicks(form.name.editor, "mia")
    qtbot.keyClicks(form.password.editor, "$pro")
    qtbot.keyClick(form.password.editor, _KEY.Key_Return)
    assert _request(editor, "get").auth == BasicAuth(username="mia", password="${product}")
    form.kind.setFocus()
    qtbot.keyClick(form.kind, _KEY.Key_Up)
    form.kind.chosen.emit(form.kind.current())
    assert _request(editor, "get").auth is None
    assert not form.name.isVisible()


def _confirm(editor: ScenarioEditor, qtbot: QtBot) -> None:
    popover = editor.window().findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, _KEY.Key_Return)
    qtbot.waitUntil(lambda: editor.window().findChild(Popover) is None)


def _choose_file(editor: ScenarioEditor, file: Path) -> None:
    dialog = editor.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.reject()
