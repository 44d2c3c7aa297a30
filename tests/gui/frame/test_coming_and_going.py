"""What is opened and closed many times leaves no widget behind, and none of the window's own objects."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.opening import open_scenario
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.recording.har_write import write_har
from loadstudio.scenario.file import save_scenario
from tests.support import runs
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

_TIMES = 4
_RECORDED = 150
_RECORDED_BYTES = 2_000_000


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


def _write_recorded(folder: Path, number: int) -> Path:
    """Write a scenario of 150 requests beside its recording of 2 MB; return its path."""
    builder = RecordingBuilder()
    builder.page("Home")
    for one in range(_RECORDED):
        builder.get(f"/{number}/{one}", f"<p>{f'fern {number} {one} ' * 1_000}</p>")
    recording = builder.recording()
    write_har(folder / f"{number}.har", recording)
    scenario = scenario_from(recording, name=f"Shop {number}", recording_file=f"{number}.har", correlate=False).scenario
    save_scenario(folder / f"{number}.scenario.json", scenario)
    return folder / f"{number}.scenario.json"


def test_what_was_recorded_goes_with_its_scenario(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Entries and requests are outside of the collector, and no count of objects tells of them."""
    files = [_write_recorded(tmp_path, number) for number in range(2 + _TIMES)]
    screen = window.screen_of("scenario")
    assert isinstance(screen, ScenarioScreen)

    def open_one(path: Path) -> None:
        open_scenario(window.workspace, path)
        qtbot.waitUntil(lambda: window.workspace.document is not None and window.workspace.document.path == path)
        qtbot.waitUntil(lambda: window.workspace.document is not None and bool(window.workspace.document.entries))
        assert screen.editor is not None
        qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
        qtbot.wait(50)
        gc.collect()

    tracemalloc.start()
    try:
        for path in files[:2]:
            open_one(path)
        before = tracemalloc.get_traced_memory()[0]
        for path in files[2:]:
            open_one(path)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < _RECORDED_BYTES / 2, f"{grown / 1e6:.2f} MB: one of them is kept, and each is larger than that"


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
