"""The main job by clicks in the real window, with the real recorder, browser, engine and shop.

The pictures that the window makes of itself on the way are left in `out/window/` to be looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.screens import import_all
from loadstudio.gui.settings import Settings
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.watchdog import Watchdog
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.workspace import Workspace
from loadstudio.supervise.child import Child
from loadstudio.supervise.demo_shop import DemoShop
from loadstudio.wire.recorder_messages import StartCapture
from tests.support.person import Person
from tests.system.main_job import give_accounts

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

PICTURES = Path(__file__).resolve().parent.parent.parent / "out" / "window"
PEOPLE = 5
PASSES = 10


class DrivableRecorder(Child):
    """The recorder as the window starts it, except that its browser may be driven by the test."""

    def send(self, message: msgspec.Struct) -> None:
        if isinstance(message, StartCapture):
            message = msgspec.structs.replace(message, remote_debugging=True, headless=not os.environ.get("DISPLAY"))
        super().send(message)


def start_child(role: str, events: Any, wake: Any) -> Child:
    return DrivableRecorder(role, events, wake) if role == "recorder" else Child(role, events, wake)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    install_focus_ring(qapp)
    garbage = GarbageTimer()
    garbage.start()
    window = MainWindow(Workspace(Settings(), start_child=start_child))
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.workspace.jobs.start("the other screens", import_all)
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()
    garbage.stop()
    garbage.deleteLater()


def picture(window: MainWindow, name: str) -> None:
    """Keep how the window looks now, in both shades."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for shade in ("dark", "light"):
        apply_theme(app, shade)
        QTest.qWait(100)  # what was just told is laid out a turn later
        window.grab().save(str(PICTURES / f"{name}-{shade}.png"))


def test_record_review_load_run_and_report_by_clicks(window: MainWindow, tmp_path: Path) -> None:
    person = Person(window)
    workspace = window.workspace
    watchdog = Watchdog()
    with DemoShop() as shop:
        picture(window, "1-start")
        watchdog.restart()
        person.type("Address of the site", shop.url)
        person.click("Record")
        person.wait(lambda: workspace.capture and workspace.capture.session.browser, "the browser")
        assert workspace.capture is not None
        browser = workspace.capture.session.browser
        assert browser is not None
        shopping = [sys.executable, "-m", "tests.support.journey", browser.devtools, "tester001", "secret-001"]
        journey = subprocess.Popen(shopping)  # a process of its own: its work must not count as the window's
        person.wait(lambda: journey.poll() is not None, "the walk through the shop")
        assert journey.returncode == 0
        stall_recording_ms, busy_recording_ms = watchdog.stop(), watchdog.longest_busy_ms
        picture(window, "2-record")
        person.click("Stop and review")
        person.wait(lambda: workspace.document, "the scenario")
        person.wait(lambda: person.sees("To the scenario"), "the review")
        assert workspace.document is not None
        assert workspace.document.scenario.name == "Fern Market"
        person.wait(lambda: person.sees("Log in contains a hidden form token"), "the changing values")
        picture(window, "review-checking")
        person.wait(lambda: person.sees("Played back: it works"), "the playback's end")  # without the WebSocket
        assert {variable.status for variable in workspace.document.scenario.variables} <= {"confirmed", "constant"}
        picture(window, "3-review")
        person.click("To the scenario")
        person.wait(lambda: person.sees("Recorded answer") and person.sees("saved"), "the opened scenario")
        picture(window, "4-scenario")
        users_csv = workspace.document.path.parent / workspace.document.scenario.data_sources[0].file
        give_accounts(shop.url, users_csv, PEOPLE)
        person.click("Check it once")
        person.wait(lambda: person.sees("Check again"), "the check's end")
        person.wait(lambda: person.sees("Nothing differs"), "the comparison's end")
        picture(window, "5-check")
        requests.post(f"{shop.url}/facts/reset", timeout=10).raise_for_status()
        person.go_to("Load")
        person.number("People", str(PEOPLE))
        person.choose("Ends", "after so many passes")
        person.number("Passes in all", str(PASSES))
        picture(window, "6-load")
        watchdog.restart()
        person.click("Start the run")
        person.wait(lambda: workspace.run and workspace.run.session.live.seconds >= 3, "the first live numbers")
        stall_running_ms, busy_running_ms = watchdog.stop(), watchdog.longest_busy_ms
        picture(window, "7-run")
        assert workspace.run is not None
        session = workspace.run.session
        person.wait(lambda: session.over, "the end of the run")
        assert session.summary is not None, session.failure
        picture(window, "8-run-finished")
        person.click("Show the result")
        person.wait(lambda: person.sees(f"Held {PEOPLE} people"), "the verdict")
        picture(window, "9-results")
        person.click("Export")
        person.pick("Report as PDF…")
        person.save_as(tmp_path / "result.pdf")
        person.wait((tmp_path / "result.pdf").exists, "the PDF")
        person.wait(lambda: person.sees("The result is written to result.pdf."), "the notice")
        facts = requests.get(f"{shop.url}/facts", timeout=10).json()
    assert facts["orders"] == PASSES
    assert facts["orderers"] == PEOPLE
    assert facts["rejected_tokens"] == facts["rejected_jwts"] == 0
    assert session.summary.iterations.completed == PASSES
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "result.pdf").pages)
    assert f"{session.summary.requests.count:,}" in text
    figures = {
        "stall_recording_ms": round(stall_recording_ms),
        "stall_running_ms": round(stall_running_ms),
        "busy_recording_ms": round(busy_recording_ms),
        "busy_running_ms": round(busy_running_ms),
    }
    (PICTURES / "figures.json").write_text(json.dumps(figures))
