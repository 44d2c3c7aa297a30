"""Find and replace on the Scenario screen, by keys and clicks: the list, the tree, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.find_model import FindModel
from loadstudio.gui.scenario.find_panel import FindPanel
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.scenario.model import Field, TextBody, Variable, requests_of
from loadstudio.scenario.search import Query, find
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton

SHOP = a_scenario(
    a_step("s1", a_request("r1", "http://old.test/", name="GET /", headers=(Field(name="Referer", value="old.test"),))),
    a_step("s2", a_request("r2", "http://shop.test/api", name="POST /api", body=TextBody(text='{"from": "OLD.test"}'))),
    a_step("s3", a_request("r3", "http://shop.test/", name="GET /3"), name="Nothing old here"),
)


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ScenarioScreen:
    open_scenario_in(window.workspace, tmp_path, SHOP)
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    return screen


@pytest.fixture
def finder(window: MainWindow, screen: ScenarioScreen, qtbot: QtBot) -> FindPanel:
    """Return the panel as Ctrl+H opens it."""
    qtbot.keyClick(window, _KEY.Key_H, _CTRL)
    assert screen.finder.isVisible()
    return screen.finder


def look(finder: FindPanel, qtbot: QtBot, text: str, count: int) -> None:
    finder.text.selectAll()
    qtbot.keyClicks(finder.text, text)
    qtbot.waitUntil(lambda: finder.model.rowCount() == count and finder.query.text == text)


def editor_of(screen: ScenarioScreen) -> ScenarioEditor:
    assert screen.editor is not None
    return screen.editor


def test_ctrl_f_finds_and_the_tree_shows_only_what_was_found(
    window: MainWindow, screen: ScenarioScreen, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, _KEY.Key_F, _CTRL)
    finder = screen.finder
    assert finder.text.hasFocus()
    assert not finder.replacement.isVisible()
    look(finder, qtbot, "old.test", 3)
    editor = editor_of(screen)
    model = editor.panel.tree.model()
    assert model.rowCount() == 2
    assert editor.panel.current() == "r1"
    qtbot.keyClick(finder.text, _KEY.Key_Return)
    assert editor.request.tabs.current() == "headers"
    qtbot.keyClick(finder.text, _KEY.Key_Return)
    assert editor.panel.current() == "r2"
    assert editor.request.tabs.current() == "body"
    assert finder.count.text() == "3 of 3"
    qtbot.keyClick(finder.text, _KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.count.text() == "2 of 3"
    qtbot.keyClick(finder.text, _KEY.Key_Escape)
    assert not finder.isVisible()
    assert model.rowCount() == 3


def test_case_and_words_narrow_it(finder: FindPanel, qtbot: QtBot) -> None:
    look(finder, qtbot, "old", 4)
    finder.case.click()
    qtbot.waitUntil(lambda: finder.model.rowCount() == 3)
    look(finder, qtbot, "ol", 3)
    finder.word.click()
    qtbot.waitUntil(lambda: finder.model.rowCount() == 0)
    assert finder.count.text() == "Nothing found"
    assert not finder.all.isEnabled()


def test_replace_one_goes_on_to_the_next_and_can_be_undone(
    window: MainWindow, screen: ScenarioScreen, finder: FindPanel, qtbot: QtBot
) -> None:
    look(finder, qtbot, "old.test", 3)
    qtbot.keyClicks(finder.replacement, "new.test")
    qtbot.mouseClick(finder.one, _LEFT)
    document = editor_of(screen).document
    assert requests_of(document.scenario)[0].url == "http://new.test/"
    assert requests_of(document.scenario)[0].headers[0].value == "old.test"
    qtbot.waitUntil(lambda: finder.model.rowCount() == 2)
    assert finder.model.hits[finder.table.currentIndex().row()].spot.kind == "header"
    assert document.undo_stack.undoText() == "Replace “old.test”"
    window.workspace.undo()
    assert document.scenario == SHOP
    qtbot.waitUntil(lambda: finder.model.rowCount() == 3)


def test_replace_all_is_one_edit(window: MainWindow, screen: ScenarioScreen, finder: FindPanel, qtbot: QtBot) -> None:
    look(finder, qtbot, "old.test", 3)
    qtbot.keyClicks(finder.replacement, "new.test")
    qtbot.mouseClick(finder.all, _LEFT)
    qtbot.waitUntil(lambda: finder.model.rowCount() == 0)
    assert finder.told.text() == "3 places are replaced."
    assert find(editor_of(screen).document.scenario, Query("old.test")) == ()
    window.workspace.undo()
    assert editor_of(screen).document.scenario == SHOP


def test_another_scenario_begins_without_a_search(
    window: MainWindow, screen: ScenarioScreen, finder: FindPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    look(finder, qtbot, "old.test", 3)
    (tmp_path / "other").mkdir()
    open_scenario_in(window.workspace, tmp_path / "other", SHOP)
    assert not finder.isVisible()
    assert editor_of(screen).panel.tree.model().rowCount() == 3


def test_the_list_says_where_and_hides_secrets(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    request = a_request("r1", name="GET /", headers=(Field(name="Authorization", value="Bearer hunter2"),))
    variable = Variable(name="t", label="the hunter")
    scenario = a_scenario(a_step("s1", request), variables=(variable,))
    model = FindModel()
    model.show_hits(scenario, find(scenario, Query("hunter")))
    qtmodeltester.check(model, force_py=True)
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [
        ["/", "Header: Authorization", "••••••"],
        ["Changing value t", "Name", "the hunter"],
    ]
