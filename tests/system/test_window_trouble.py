"""What goes wrong during a run is told in the real window by a sentence, and what was measured until then is kept: real
engine, real workers, real disk.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.settings import Settings
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.results.query import open_run
from loadstudio.scenario.model import Scenario
from tests.support.person import Person
from tests.support.raw_server import raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.support.window import open_scenario_in

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, own_home: Path) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    window = MainWindow(Workspace(Settings()))
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()


def a_site(port: int) -> Scenario:
    base = f"http://127.0.0.1:{port}"
    return a_scenario(
        a_step("s", a_request("r", f"{base}/", name="GET /"), a_think_time("t", 0.1), name="Home"), start_url=base
    )


def run_by_clicks(window: MainWindow, folder: Path, scenario: Scenario, *, workers: int = 1) -> Person:
    """Start a run of a minute and wait for its first numbers."""
    person, workspace = Person(window), window.workspace
    open_scenario_in(workspace, folder, scenario)
    load = ClosedLoad(stages=(Stage(target=4, duration_s=0), Stage(target=4, duration_s=60)))
    uses = (ScenarioUse(file="shop.scenario.json"),)
    workspace.set_plan(Plan(name="shop", scenarios=uses, load=load, workers=workers))
    person.go_to("Load")
    person.click("Start the run")
    person.wait(lambda: workspace.run and workspace.run.session.live.seconds >= 3, "the first live numbers")
    return person


def engine_of() -> psutil.Process:
    children = psutil.Process().children()
    return next(child for child in children if "engine" in child.cmdline())


def results_of(window: MainWindow) -> Path:
    assert window.workspace.run is not None
    return Path(window.workspace.run.session.spec.results_dir)


def test_a_killed_engine(window: MainWindow, tmp_path: Path) -> None:
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        person = run_by_clicks(window, tmp_path, a_site(server.port))
        engine_of().kill()
        person.wait(lambda: person.sees("The engine was killed (SIGKILL)"), "the sentence")
        assert person.sees("The results until then are kept"), person.words()
        with open_run(results_of(window)) as run:
            assert run.summary().requests.count > 0
        person.click("Show the result")
        person.wait(lambda: person.sees("Interrupted after"), "the verdict")


def test_a_killed_worker_of_two(window: MainWindow, tmp_path: Path) -> None:
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        person = run_by_clicks(window, tmp_path, a_site(server.port), workers=2)
        workers = [child for child in engine_of().children() if "--worker" in child.cmdline()]
        assert len(workers) == 2
        workers[0].kill()
        person.wait(lambda: person.sees("was lost: it was killed (SIGKILL)"), "the sentence")
        assert window.workspace.run is not None
        session = window.workspace.run.session
        assert not session.over, "the other goes on"
        person.click("Stop")
        person.wait(lambda: session.over, "the end of the run")
        assert session.summary is not None
        assert session.summary.outcome == "stopped"


def test_a_disk_that_becomes_full(window: MainWindow, tmp_path: Path, own_home: Path) -> None:
    runs = own_home / "runs"
    runs.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", runs], check=False).returncode:
        pytest.skip("only root may make a file system")
    try:
        with raw_server(lambda peer, index: peer.answer_all()) as server:
            person = run_by_clicks(window, tmp_path, a_site(server.port))
            free = os.statvfs(runs).f_bavail * os.statvfs(runs).f_frsize
            (runs / "others").write_bytes(bytes(free))
            person.wait(lambda: person.sees("the disk is full"), "the sentence")
            assert window.workspace.run is not None
            session = window.workspace.run.session
            assert not session.over, "the load goes on, and is seen"
            person.click("Stop")
            person.wait(lambda: session.over, "the end of the run")
            with open_run(results_of(window)) as run:
                assert run.summary().requests.count > 0, "what was written before the disk was full"
            window.workspace.close()
    finally:
        subprocess.run(["umount", "--lazy", runs], check=True)
