"""A run that other computers make, by clicks: two real workers join over loopback by the line that the window shows."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.muster_dialog import MusterDialog
from loadstudio.gui.settings import Settings
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.workspace import Workspace
from loadstudio.results.query import open_run
from loadstudio.supervise.child import Child
from loadstudio.wire.joining import parse_connection
from loadstudio.wire.run_messages import StartRun
from tests.engine.test_engine_process import Shop, order_scenario
from tests.support.person import Person
from tests.support.raw_server import raw_server
from tests.support.window import open_scenario_in

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


class LoopbackEngine(Child):
    """The engine as the window starts it, except that it waits on loopback, at any port that is free."""

    def send(self, message: msgspec.Struct) -> None:
        if isinstance(message, StartRun) and message.machines is not None:
            here = msgspec.structs.replace(message.machines, host="127.0.0.1", port=0)
            message = msgspec.structs.replace(message, machines=here)
        super().send(message)


def start_child(role: str, events: Any, wake: Any) -> Child:
    return LoopbackEngine(role, events, wake)


@pytest.fixture
def window(own_home: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    window = MainWindow(Workspace(Settings(), start_child=start_child))
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()


@contextlib.contextmanager
def a_computer(line: str) -> Iterator[subprocess.Popen[str]]:
    """Call the line that the window shows, as the person at another computer would, with one worker."""
    words = line.removeprefix("loadstudio ").split()
    command = [sys.executable, "-m", "loadstudio", *words, "--processes", "1", "--wait", "30s"]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield program
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


def ordered(person: Person, window: MainWindow, computers: int) -> MusterDialog:
    """Plan a run of 40 passes for other computers, and start it."""
    person.go_to("Load")
    person.number("People", "4")
    person.choose("Ends", "after so many passes")
    person.number("Passes in all", "40")
    person.click("Let other computers make the load")
    person.number("How many other computers", str(computers))
    person.click("Start the run")
    person.wait(lambda: window.findChild(MusterDialog), "the line to call")
    dialog = window.findChild(MusterDialog)
    assert dialog is not None
    person.wait(dialog.copy.isEnabled, "the line to call")
    return dialog


def line_of(person: Person) -> str:
    person.click("Copy the line")
    line = QApplication.clipboard().text()
    assert line.startswith("loadstudio worker --connect ")
    assert parse_connection(line.split()[-1]).host == "127.0.0.1"
    return line


@pytest.mark.parametrize("asked", [2, 3])
def test_two_computers_make_a_run_from_the_window(window: MainWindow, tmp_path: Path, asked: int) -> None:
    """With three asked for, the run begins with the two that came by a click."""
    shop, person = Shop(), Person(window)
    shop.delay_s = 0.02
    (tmp_path / "users.csv").write_text("name\n" + "".join(f"u{number}\n" for number in range(40)), "utf-8")
    with raw_server(shop.serve) as server:
        open_scenario_in(window.workspace, tmp_path, order_scenario(server))
        dialog = ordered(person, window, asked)
        line = line_of(person)
        with a_computer(line) as one, a_computer(line) as two:
            if asked == 3:
                person.wait(lambda: "2 of 3 have joined" in dialog.joined.text(), "both computers")
                person.click("Begin with those who came")
            person.wait(lambda: window.workspace.run and window.workspace.run.session.over, "the end of the run")
            said = [program.communicate(timeout=30)[1] for program in (one, two)]
        assert [one.returncode, two.returncode] == [0, 0], (said, window.workspace.run.session.failure)
    assert window.workspace.run is not None
    session = window.workspace.run.session
    assert session.summary is not None, session.failure
    assert (session.summary.workers, session.summary.iterations.completed) == (2, 40)
    assert len(shop.orders) == 40
    assert window.rail.current() == "run"
    with open_run(Path(session.spec.results_dir)) as results:
        assert "2 workers" in results.moments()[0].text or results.moments()[0].text.count("(1 worker)") == 2
