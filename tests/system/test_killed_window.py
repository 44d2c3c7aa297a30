"""A window that is killed loses nothing: the next start offers the work, and what the files lack is brought back."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.theme import apply_theme
from loadstudio.scenario.file import load_scenario, save_scenario
from tests.support.killed_window import LOAD
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import a_workspace

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]


def work_and_kill(path: Path) -> None:
    """Let a window of its own process be worked in, and kill it before anything comes into the files."""
    command = [sys.executable, "-m", "tests.support.killed_window", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        program.send_signal(signal.SIGKILL)


def test_work_survives_kill_9_and_is_offered_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, own_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "shop.scenario.json"
    save_scenario(path, a_scenario(a_step("s1", a_request("r1"), name="Home")))
    work_and_kill(path)
    assert load_scenario(path).steps[0].name == "Home"
    apply_theme(qapp, "light")
    workspace = a_workspace()
    window = MainWindow(workspace)
    window.show()
    person = Person(window)
    person.wait(lambda: person.sees("Open it"), "the offer")
    person.click("Open it")
    person.wait(lambda: workspace.document, "the scenario")
    assert workspace.document is not None
    person.click("Bring it back")
    assert workspace.document.scenario.steps[0].name == "Just renamed"
    assert workspace.plan is not None
    assert workspace.plan.load == LOAD
    assert workspace.document.undo_stack.undoText() == "Bring back unsaved work"
    workspace.undo()
    assert workspace.document.scenario.steps[0].name == "Home"
    assert workspace.plan.load != LOAD
    workspace.redo()
    with qtbot.waitSignal(workspace.quiet):
        workspace.close()
    assert load_scenario(path).steps[0].name == "Just renamed"
    window.hide()
    window.deleteLater()
    workspace.deleteLater()
    assert not list((own_home / "versions").glob("*/at-work.lock"))
