"""What was asked for last is what is seen, however long the one before takes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loadstudio.gui import opening
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.opening import OpenedScenario, read_scenario
from loadstudio.scenario.file import save_scenario
from tests.support.scenarios import a_request, a_scenario, a_step


def test_a_large_scenario_does_not_come_over_the_small_one_that_was_opened_after_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = window.workspace
    for name in ("large", "small"):
        save_scenario(tmp_path / f"{name}.scenario.json", a_scenario(a_step("s1", a_request("r1")), name=name))
    go_on = threading.Event()

    def read(path: Path) -> OpenedScenario:
        assert path.name.startswith("small") or go_on.wait(60)
        return read_scenario(path)

    monkeypatch.setattr(opening, "read_scenario", read)
    open_file(workspace, tmp_path / "large.scenario.json")
    open_file(workspace, tmp_path / "small.scenario.json")
    qtbot.waitUntil(lambda: workspace.document is not None)
    go_on.set()
    qtbot.waitUntil(lambda: workspace.jobs.running == 0)
    assert workspace.document is not None
    assert workspace.document.scenario.name == "small"
