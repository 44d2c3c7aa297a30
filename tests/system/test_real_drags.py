"""Dragging with the real mouse of a screen: parts of a scenario in the tree, points of a load profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.model import Scenario
from tests.support.real_mouse import drag
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import FakeChildren, a_workspace, open_scenario_in

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]

URL = "http://127.0.0.1:9/"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with a scenario of three steps, at the corner of the screen."""
    workspace = a_workspace(FakeChildren())
    window = MainWindow(workspace)
    qtbot.addWidget(window, before_close_func=lambda _window: end(workspace, qtbot))
    window.setGeometry(0, 0, 1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    steps = (
        a_step(f"s{number}", a_request(f"r{number}a", URL), a_request(f"r{number}b", URL), name=f"Step {number}")
        for number in (1, 2, 3)
    )
    open_scenario_in(workspace, tmp_path, a_scenario(*steps, start_url=URL))
    return window


def end(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.quiet):
        workspace.close()
    workspace.deleteLater()


def on_screen(widget: QWidget, place: QPoint) -> QPoint:
    return widget.mapToGlobal(place)


def order(scenario: Scenario) -> list[tuple[str, list[str]]]:
    return [(step.id, [child.id for child in step.children]) for step in scenario.steps]


def test_steps_and_requests_are_dragged_in_the_tree(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    panel, document = screen.editor.panel, screen.editor.document
    tree, model = panel.tree, panel.model
    tree.collapseAll()
    qtbot.wait(200)

    def row(id_: str) -> QRect:
        return tree.visualRect(model.index_of(id_))

    def place(id_: str, *, below: int = 0) -> QPoint:
        box = row(id_)
        return on_screen(tree.viewport(), QPoint(box.left() + 90, box.center().y() + below))

    under_the_last = QPoint(row("s3").left() + 90, row("s3").bottom() - 2)
    drag(place("s1"), place("s2"), on_screen(tree.viewport(), under_the_last))
    assert [id_ for id_, _ in order(document.scenario)] == ["s2", "s3", "s1"]
    assert document.undo_stack.count() == 1

    tree.expand(model.index_of("s2"))
    qtbot.wait(200)
    drag(place("r2a"), place("r2b"), place("s3"))
    moved = dict(order(document.scenario))
    assert moved["s2"] == ["r2b"]
    assert sorted(moved["s3"]) == ["r2a", "r3a", "r3b"]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert [id_ for id_, _ in order(document.scenario)] == ["s1", "s2", "s3"]


def test_a_point_of_the_load_profile_is_dragged(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen("load")
    screen = window.current_screen
    assert isinstance(screen, LoadScreen)
    chart = screen.profile.chart
    qtbot.waitUntil(lambda: len(chart.points) > 2)
    qtbot.wait(200)
    index = 1
    moment, people = chart.points[index]
    start = chart._place((moment, people)).toPoint()
    drag(on_screen(chart, start), on_screen(chart, start + QPoint(0, 60)))
    after = chart.points[index]
    assert after[1] < people, "fewer people further down"
    assert after[1] % chart.snap[1] == 0
