"""The list of changing values: where each comes from and goes to, renamed and switched, its secrets hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.scenario import edit
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.model import Field, HttpRequest, Variable
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.tabbing import check_tabbing
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(window: MainWindow, tmp_path: Path) -> ScenarioScreen:
    takes = tuple(Extractor(variable=name, sources=(JsonSource(path=f"$.{name}"),)) for name in ("cart", "token"))
    scenario = a_scenario(
        a_step(
            "s",
            a_request("get", name="GET /cart", extractors=takes),
            a_request(
                "send", name="Order", query=(Field(name="c", value="${cart}"), Field(name="t", value="${token}"))
            ),
            a_request("other", name="Pay", headers=(Field(name="X", value="${cart|url}"),)),
        ),
        variables=(
            Variable(name="cart", label="cart", recorded_value="c_77", source_request_id="get"),
            Variable(name="token", label="token", recorded_value="very-secret", secret=True, source_request_id="get"),
        ),
    )
    open_scenario_in(window.workspace, tmp_path, scenario)
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    return screen


@pytest.fixture
def editor(screen: ScenarioScreen, qtbot: QtBot) -> ScenarioEditor:
    assert screen.editor is not None
    qtbot.mouseClick(screen.head.values, _LEFT)
    return screen.editor


def _row(editor: ScenarioEditor, row: int) -> list[str]:
    model = editor.values_page.model
    return [model.index(row, column).data() for column in range(4)]


def test_each_value_has_its_source_its_recorded_text_and_its_uses(editor: ScenarioEditor) -> None:
    page = editor.values_page
    assert page.isVisible()
    assert _row(editor, 0) == ["⟨cart⟩", "field cart of GET /cart", "c_77", "2"]
    assert _row(editor, 1)[2:] == ["••••••••", "1"]
    assert page.table.hasFocus()
    assert [row.title.text() for row in page.uses.rows] == ["Order", "Pay"]


def test_a_click_goes_to_where_a_value_is_used_and_taken(editor: ScenarioEditor, qtbot: QtBot) -> None:
    page = editor.values_page
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert [row.title.text() for row in page.uses.rows] == ["Order"]
    page.uses.rows[0].setFocus()
    qtbot.keyClick(page.uses.rows[0], Qt.Key.Key_Return)
    assert editor.panel.current() == "send"
    assert not page.isVisible()
    qtbot.mouseClick(editor.request.origins.all, _LEFT)
    assert page.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert editor.panel.current() == "get"


def test_a_value_is_renamed_everywhere_and_a_wrong_name_is_told(editor: ScenarioEditor, qtbot: QtBot) -> None:
    page, document = editor.values_page, editor.document
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "basket")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    request = edit.find(document.scenario, "send")
    assert isinstance(request, HttpRequest)
    assert request.query[0].value == "${basket}"
    assert document.undo_stack.undoText() == "Rename ⟨cart⟩"
    assert page.isVisible()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "token")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert "already" in page.problem.text()
    document.undo_stack.undo()
    assert _row(editor, 0)[0] == "⟨cart⟩"


def test_a_value_is_switched_off_and_the_list_closes(editor: ScenarioEditor, qtbot: QtBot) -> None:
    page = editor.values_page
    qtbot.waitUntil(lambda: not page.on.visibleRegion().isEmpty())
    qtbot.mouseClick(page.on, _LEFT, pos=page.on.rect().center())
    assert not editor.document.scenario.variables[0].enabled
    assert _row(editor, 0)[1] == "switched off, sent as recorded"
    editor.panel.choose("other")
    assert not page.isVisible()


def test_every_control_is_reached_by_tab(
    window: MainWindow, editor: ScenarioEditor, qtbot: QtBot, qapp: QApplication
) -> None:
    install_focus_ring(qapp)
    check_tabbing(window, editor.values_page, qtbot)
