"""Clicks and seconds from the window to the first live chart on a given address; `window_start` has the demo shop's.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.first_chart

What the person does in the browser is not counted: only that it was opened and closed. The address is a shop of this
computer, recorded in a real browser.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtWidgets import QApplication

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.screens import import_all
from loadstudio.gui.settings import Settings
from loadstudio.gui.workspace import Workspace
from loadstudio.supervise.child import Child
from loadstudio.supervise.demo_shop import DemoShop
from loadstudio.wire.recorder_messages import StartCapture
from tests.benchmarks.application import the_application
from tests.benchmarks.table import Row, print_table
from tests.benchmarks.window_start import CHART_GOAL_S, CountingPerson


class Counting(CountingPerson):
    """Counts the items of the rail too; the time in the browser is not the window's."""

    elsewhere_s = 0.0

    def go_to(self, words: str) -> None:
        super().go_to(words)
        self.clicks += 1


class DrivableRecorder(Child):
    """The recorder as the window starts it, except that its browser may be driven from here."""

    def send(self, message: msgspec.Struct) -> None:
        if isinstance(message, StartCapture):
            message = msgspec.structs.replace(message, remote_debugging=True)
        super().send(message)


def start_child(role: str, events: Any, wake: Any) -> Child:
    return DrivableRecorder(role, events, wake) if role == "recorder" else Child(role, events, wake)


def on_an_address(person: Counting, workspace: Workspace) -> None:
    with DemoShop() as shop:
        person.type("Address of the site", shop.url)
        person.click("Record")
        person.wait(lambda: workspace.capture and workspace.capture.session.browser, "the browser")
        assert workspace.capture is not None
        browser = workspace.capture.session.browser
        assert browser is not None
        began_s = time.monotonic()
        walk = [sys.executable, "-m", "tests.support.journey", browser.devtools, "tester001", "secret-001"]
        journey = subprocess.Popen(walk)
        person.wait(lambda: journey.poll() is not None, "the walk through the shop")
        person.elsewhere_s = time.monotonic() - began_s
        person.click("Stop and review")
        person.wait(lambda: person.sees("To the scenario"), "the review")
        person.go_to("Load")
        person.click("Start the run")
        person.wait(lambda: workspace.run and workspace.run.session.live.seconds >= 1, "the first live numbers")
        assert workspace.run is not None
        workspace.run.stop()
        workspace.run.stop()
        person.wait(lambda: workspace.run and workspace.run.session.over, "the end of the run")


def measured(app: QApplication) -> tuple[int, float]:
    """Return clicks and seconds, in a window and a home of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        began_s = time.monotonic()
        workspace = Workspace(Settings(), start_child=start_child)
        window = MainWindow(workspace)
        window.resize(1440, 900)
        window.show()
        workspace.jobs.start("the other screens", import_all)
        person = Counting(window)
        on_an_address(person, workspace)
        seconds = time.monotonic() - began_s - person.elsewhere_s
        workspace.close()
        person.wait(lambda: not workspace.busy, "the end")
        app.processEvents()
        window.hide()
        window.deleteLater()
        return person.clicks, seconds


def rows() -> Iterator[Row]:
    """Measure and yield what is found."""
    app = the_application()
    clicks, seconds = measured(app)
    figure = "window to first live chart"
    yield Row("a given address", figure, f"{seconds:.1f} s", f"{CHART_GOAL_S:g} s", seconds < CHART_GOAL_S)
    yield Row("", "clicks", str(clicks))


if __name__ == "__main__":
    print_table(rows())
