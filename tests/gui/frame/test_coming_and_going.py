"""What is opened and closed many times leaves no widget behind, and none of the window's own objects."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.screen import ScenarioScreen
from tests.support import runs
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_TIMES = 4


def _there(qtbot: QtBot) -> tuple[int, Counter[str]]:
    """Return how many widgets there are, and objects of the window by their class."""
    qtbot.wait(50)  # what shall be deleted later is deleted
    gc.collect()
    ours = (type(one) for one in gc.get_objects() if str(type(one).__module__).startswith("loadstudio.gui"))
    passing = ("_Line", "Job", "Task")  # laid out texts are kept up to a number; jobs come and go by themselves
    counted = Counter(kind.__qualname__ for kind in ours if kind.__qualname__ not in passing)
    return len(QApplication.allWidgets()), counted


def test_scenarios_that_are_opened_one_after_the_other_leave_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def open_one(number: int) -> None:
        requests = (a_request(f"r{number}-{one}", f"http://shop.test/{one}") for one in range(5))
        open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", *requests), name=f"Shop {number}"))
        screen = window.screen_of("scenario")
        assert isinstance(screen, ScenarioScreen)
        window.show_screen("scenario")
        assert screen.editor is not None
        screen.show_data()
        assert screen.data_page is not None
        qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)

    for number in range(2):
        open_one(number)
    before = _there(qtbot)
    for number in range(2, 2 + _TIMES):
        open_one(number)
    after = _there(qtbot)
    assert after[0] == before[0]
    assert after[1] - before[1] == Counter()


def test_results_that_are_looked_at_one_after_the_other_leave_nothing(window: MainWindow, qtbot: QtBot) -> None:
    folders = [paths.runs_dir() / f"20261122-11200{number}-7k2m" for number in range(3)]
    for folder in folders:
        runs.write_run(folder, runs.shop_run(20), samples=0)

    def look(number: int) -> None:
        window.workspace.show_result(folders[number % len(folders)])
        qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
        qtbot.wait(20)

    for number in range(3):
        look(number)
    before = _there(qtbot)
    for number in range(3, 3 + _TIMES):
        look(number)
    after = _there(qtbot)
    assert after[0] == before[0]
    assert after[1] - before[1] == Counter()
