"""The recorded answer beside its request: text, tree, picture, bytes, and what is too long at first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QModelIndex, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.answer.answer_panel import AnswerPanel
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.code_lines import LINE_CHARS
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.popover import Menu, Popover
from loadstudio.scenario import edit
from loadstudio.scenario.assertion import HeaderCheck, TextCheck
from loadstudio.scenario.extractor import InputSource
from loadstudio.scenario.model import HttpRequest, RecordedAnswer
from loadstudio.scenario.validate import problems
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_ROWS = [{"id": number, "name": f"Fern {number}"} for number in range(20_000)]
_PAGE = "<html><body class=shop><h1>Welcome</h1><input type=hidden name=csrf value='9f27'></body></html>"


def _png() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(30, 20, QImage.Format.Format_RGB32).save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes a device
    return bytes(buffer.data().data())


@pytest.fixture
def editor(window: MainWindow, tmp_path: Path) -> ScenarioEditor:
    names = ("json", "page", "picture", "bytes", "text")
    requests = [
        a_request(name, f"http://shop.test/{name}", recorded=RecordedAnswer(entry_id=f"entry_{number}"))
        for number, name in enumerate(names, 1)
    ]
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", a_request("first"), *requests)))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    builder = RecordingBuilder()
    page = builder.page("Home")
    for name, kind, answer in (
        ("json", "application/json", json.dumps(_ROWS)),
        ("page", "text/html", _PAGE),
        ("picture", "image/png", _png()),
        ("bytes", "application/octet-stream", bytes(range(256)) * 400),
        ("text", "text/plain", "x" * 50_000),
    ):
        page.send("GET", f"/{name}", answer=answer, answer_headers=(("content-type", kind),))
    screen.editor.document.take_recording(builder.recording())
    return screen.editor


def test_long_json_is_laid_out_from_its_beginning_and_the_rest_comes_on_demand(
    editor: ScenarioEditor, qtbot: QtBot
) -> None:
    editor.panel.choose("json")
    answer: AnswerPanel = editor.answer
    qtbot.waitUntil(answer.rest.isVisible)
    assert answer.body.lines[:4] == ("[", "  {", '    "id": 0,', '    "name": "Fern 0"')
    cut = len(answer.body.lines)
    qtbot.mouseClick(answer.rest, _LEFT)
    qtbot.waitUntil(lambda: not answer.body.is_cut)
    assert len(answer.body.lines) == 4 * len(_ROWS) + 2 > cut
    assert not answer.rest.isVisible()


def test_a_page_is_shown_as_text_and_as_a_tree(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("page")
    content = editor.answer.content
    assert content.text.lines == (_PAGE,)
    qtbot.mouseClick(content.views.button("tree"), _LEFT)
    assert content.tree.isVisible()
    root = content.html.index(0, 0)
    body = content.html.index(1, 0, root)
    assert (root.data(), body.data(), content.html.index(0, 0, body).data()) == ("html", "body", "h1")
    assert content.html.parent(body) == root
    editor.panel.choose("first")
    editor.panel.choose("page")
    assert content.current() == "tree"


def test_a_picture_is_seen_and_its_bytes_can_be(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("picture")
    content = editor.answer.content
    assert content.picture.isVisible()
    assert "30 × 20" in content.picture.accessibleName()
    qtbot.mouseClick(content.views.button("bytes"), _LEFT)
    assert content.bytes.lines[0].startswith("00000000  89 50 4e 47")


def test_other_bytes_are_shown_as_such_and_the_rest_on_demand(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("bytes")
    answer = editor.answer
    qtbot.waitUntil(answer.rest.isVisible)
    assert not answer.content.views.isVisible()
    first = len(answer.content.bytes.lines)
    qtbot.mouseClick(answer.rest, _LEFT)
    qtbot.waitUntil(lambda: len(answer.content.bytes.lines) == 256 * 400 // 16)
    assert first < 256 * 400 // 16


def test_no_line_is_longer_than_can_be_painted_at_once(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("text")
    qtbot.waitUntil(lambda: len(editor.answer.body.lines) == 25)
    assert {len(line) for line in editor.answer.body.lines} == {LINE_CHARS}


def _tree_row(editor: ScenarioEditor, *way: int) -> QModelIndex:
    model = editor.answer.content.html
    index = QModelIndex()
    for row in way:
        index = model.index(row, 0, index)
    return index


def test_a_value_of_the_tree_is_taken_by_keys(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("page")
    content = editor.answer.content
    qtbot.mouseClick(content.views.button("tree"), _LEFT)
    content.tree.setFocus()
    content.tree.setCurrentIndex(_tree_row(editor, 0, 1, 1))  # the hidden input
    qtbot.keyClick(content.tree, Qt.Key.Key_Space)
    menu = editor.answer.findChild(Menu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ['type="hidden"', 'name="csrf"', 'value="9f27"']
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    qtbot.waitUntil(lambda: editor.window().findChild(Popover) is not None)
    popover = editor.window().findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(editor.document.scenario.variables))
    request = edit.find(editor.document.scenario, "page")
    assert isinstance(request, HttpRequest)
    assert request.extractors[0].sources[0] == InputSource(name="csrf")


def test_a_text_of_the_tree_becomes_a_check_by_a_click(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("page")
    content = editor.answer.content
    qtbot.mouseClick(content.views.button("tree"), _LEFT)
    heading = _tree_row(editor, 0, 1, 0)
    content.tree.expand(heading)
    place = content.tree.visualRect(_tree_row(editor, 0, 1, 0, 0)).center()
    qtbot.mouseClick(content.tree.viewport(), _LEFT, pos=place)
    qtbot.waitUntil(lambda: editor.window().findChild(Popover) is not None)
    popover = editor.window().findChild(Popover)
    assert popover is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(popover, key)

    def checks() -> list[str]:
        request = edit.find(editor.document.scenario, "page")
        assert isinstance(request, HttpRequest)
        return [check.text for check in request.checks if isinstance(check, TextCheck)]

    qtbot.waitUntil(lambda: checks() == ["Welcome"])


def _click_value(editor: ScenarioEditor, view: CodeView, line: int, written: str, qtbot: QtBot) -> Popover:
    column = view.lines[line].index(written)
    qtbot.mouseClick(view.viewport(), _LEFT, pos=view.value_rect(line, column).center())
    popover = editor.window().findChild(Popover)
    assert popover is not None
    return popover


def test_a_value_pointed_at_is_taken_and_picked_in_a_later_request(editor: ScenarioEditor, qtbot: QtBot) -> None:
    document = editor.document
    editor.panel.choose("page")
    popover = _click_value(editor, editor.answer.body, 0, "9f27", qtbot)
    qtbot.keyClick(popover, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(document.scenario.variables))
    assert [(one.name, one.recorded_value) for one in document.scenario.variables] == [("csrf", "9f27")]
    request = edit.find(document.scenario, "page")
    assert isinstance(request, HttpRequest)
    assert request.extractors[0].sources[0] == InputSource(name="csrf")
    assert document.undo_stack.undoText() == "Use ⟨csrf⟩ later"
    editor.panel.choose("text")
    qtbot.mouseClick(editor.request.tabs.button("headers"), _LEFT)
    editor.request.headers._add()
    field = editor.request.headers.rows[0].value.editor
    field.setFocus()
    qtbot.keyClicks(field, "$cs")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    request = edit.find(document.scenario, "text")
    assert isinstance(request, HttpRequest)
    assert request.headers[0].value == "${csrf}"
    assert not problems(document.scenario)


def test_keys_point_at_values_and_what_changes_is_ignored(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("page")
    view = editor.answer.body
    view.setFocus()
    for _ in range(2):  # class=shop, then the heading
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    popover = editor.window().findChild(Popover)
    assert popover is not None
    assert "Welcome" in popover.accessibleName() or "shop" in popover.accessibleName()
    qtbot.keyClick(popover, Qt.Key.Key_Up)
    qtbot.keyClick(popover, Qt.Key.Key_Return)
    request = edit.find(editor.document.scenario, "page")
    assert isinstance(request, HttpRequest)
    assert len(request.ignored) == 1
    assert editor.document.undo_stack.undoText().startswith("Ignore changes of")


def test_a_header_is_taken_and_what_nothing_leads_to_is_told(
    editor: ScenarioEditor, qtbot: QtBot, window: MainWindow
) -> None:
    editor.panel.choose("page")
    qtbot.mouseClick(editor.answer.tabs.button("headers"), _LEFT)
    popover = _click_value(editor, editor.answer.headers, 0, "text/html", qtbot)
    qtbot.keyClick(popover, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(editor.document.scenario.variables))
    editor.values._put_taken("page", None)
    notice = window.workspace.notices.current
    assert notice is not None
    assert "cannot be taken" in notice.text


def test_a_header_is_checked_by_keys(editor: ScenarioEditor, qtbot: QtBot) -> None:
    editor.panel.choose("page")
    qtbot.mouseClick(editor.answer.tabs.button("headers"), _LEFT)
    popover = _click_value(editor, editor.answer.headers, 0, "text/html", qtbot)
    qtbot.keyClick(popover, Qt.Key.Key_Down)
    qtbot.keyClick(popover, Qt.Key.Key_Return)

    def checks() -> list[HeaderCheck]:
        request = edit.find(editor.document.scenario, "page")
        assert isinstance(request, HttpRequest)
        return [check for check in request.checks if isinstance(check, HeaderCheck)]

    qtbot.waitUntil(lambda: checks() == [HeaderCheck(name="content-type", text="text/html")])
