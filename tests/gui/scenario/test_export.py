"""The open scenario written for another tool, from the Scenario screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.scenario.model import PythonCode
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in


def _screen(window: MainWindow) -> ScenarioScreen:
    window.workspace.go_to("scenario")
    screen = window.screen_of("scenario")
    assert isinstance(screen, ScenarioScreen)
    return screen


def test_unsaved_edits_and_the_load_are_in_the_script(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    scenario = a_scenario(a_step("s1", a_request("r1", name="GET /first")))
    open_scenario_in(window.workspace, tmp_path, scenario)
    document = window.workspace.document
    assert document is not None
    screen = _screen(window)
    assert [action.text() for action in screen.head.export.menu().actions()] == [
        "As a Locust script (Python)…",
        "As a k6 script (JavaScript)…",
        "As a JMeter test plan…",
    ]
    document.edit("Rename", a_scenario(a_step("s1", a_request("r1", name="GET /second"))))
    output = tmp_path / "out" / "shop.py"
    output.parent.mkdir()
    with qtbot.waitSignal(screen.head.export.busy_changed):
        screen.head.export.write("locust", output)
    assert screen.head.export.busy
    assert not screen.head.export_button.isEnabled()
    screen.head.export.write("locust", tmp_path / "second.py")
    qtbot.waitUntil(lambda: not screen.head.export.busy)
    text = output.read_text(encoding="utf-8")
    assert "GET /second" in text
    assert "class Load(LoadTestShape)" in text, "the load of the plan"
    assert not (tmp_path / "second.py").exists(), "one at a time"
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.text.startswith("The scenario is written to shop.py.")
    assert notice.action == "Show in folder"


def test_what_could_not_be_taken_along_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    code = PythonCode(id="p1", name="Sign", code="log(1)")
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", a_request("r1"), code)))
    screen = _screen(window)
    screen.head.export.write("k6", tmp_path / "shop.js")
    qtbot.waitUntil(lambda: not screen.head.export.busy)
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.kind == "warn"
    assert "1 thing could not be taken along." in notice.text
    assert notice.act is not None
    notice.act()
    dialog = screen.head.export.dialog
    assert dialog is not None
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().startswith("The Python step 'Sign': k6 runs no Python")
    dialog.close_button.click()


def test_a_file_that_the_scenario_needs_is_not_written_over(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", a_request("r1"))))
    before = (tmp_path / "shop.scenario.json").read_bytes()
    screen = _screen(window)
    screen.head.export.write("locust", tmp_path / "shop.scenario.json")
    qtbot.waitUntil(lambda: not screen.head.export.busy)
    assert (tmp_path / "shop.scenario.json").read_bytes() == before
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.kind == "bad"
    assert "Choose another name" in notice.text
