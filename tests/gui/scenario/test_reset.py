"""What differs from the recording is said, and put back as one edit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.scenario import edit
from loadstudio.scenario.model import Field, FormBody, HttpRequest, RecordedAnswer, Variable
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton


def test_a_request_that_was_changed_is_reset_and_the_reset_undone(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    form = "application/x-www-form-urlencoded"
    body = FormBody(fields=(Field(name="csrf", value="${csrf}"), Field(name="stay", value="yes")))
    request = a_request(
        "r",
        "https://shop.test/login",
        method="POST",
        headers=(Field(name="content-type", value=form),),
        body=body,
        recorded=RecordedAnswer(entry_id="entry_1"),
    )
    variables = (Variable(name="csrf", label="form token", recorded_value="9f27c4d1"),)
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", request), variables=variables))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    editor, document = screen.editor, screen.editor.document
    editor.panel.choose("r")
    assert not editor.request.difference.isVisible()
    builder = RecordingBuilder()
    builder.send("POST", "https://shop.test/login", headers=(("content-type", form),), body="csrf=9f27c4d1&stay=yes")
    document.take_recording(builder.recording())
    assert not editor.request.difference.isVisible()
    row = editor.request.body.form.rows[0]
    row.value.editor.selectAll()
    qtbot.keyClicks(row.value.editor, "x")
    editor.request.address.method.chosen.emit("PUT")
    assert editor.request.difference.isVisible()
    assert editor.request._differs.text() == "Not as recorded: method, body."
    changed = document.scenario
    qtbot.waitUntil(lambda: not editor.request.reset.visibleRegion().isEmpty())
    qtbot.mouseClick(editor.request.reset, _LEFT)
    qtbot.waitUntil(lambda: not editor.request.difference.isVisible())
    part = edit.find(document.scenario, "r")
    assert isinstance(part, HttpRequest)
    assert (part.method, part.body) == ("POST", body)
    assert document.undo_stack.undoText().startswith("Reset")
    document.undo_stack.undo()
    assert document.scenario == changed
    assert editor.request.difference.isVisible()
