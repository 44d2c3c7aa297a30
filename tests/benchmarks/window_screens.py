"""How long the window stands still at the first look at each screen, at F1, and when a recording or a run begins.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.window_screens

The figure is the processor time that the window's thread spends without looking for keys and clicks; a stall by the
clock is the program's only where nothing else runs. `LOADSTUDIO_STACKS=1` tells what the longest were made of.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from loadstudio.authoring.importing.importer import Analysis
from loadstudio.base import paths
from loadstudio.base.resources import sample_path
from loadstudio.gui.dialogs.shortcuts import ShortcutsDialog
from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.opening import open_scenario
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.screens import SCREENS, import_all
from loadstudio.gui.workspace import Workspace
from loadstudio.wire.recorder_messages import CaptureStarted, StartCapture
from loadstudio.wire.run_messages import IntervalReported, RunStarted
from tests.benchmarks.application import the_application
from tests.benchmarks.stalls import Stalls
from tests.benchmarks.table import Row, print_table
from tests.support import runs
from tests.support.person import Person
from tests.support.window import FakeChildren, a_workspace, captured

_SETTLE_MS = 400


def rows() -> Iterator[Row]:
    """Measure and yield what is found."""
    the_application()
    with tempfile.TemporaryDirectory(prefix="window-screens-", ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        garbage = GarbageTimer()
        garbage.start()  # as the program does
        yield from _First(Path(home)).looks()
        garbage.stop()


class _First:
    """A window that was just opened."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._children = FakeChildren()
        self._workspace: Workspace = a_workspace(self._children)
        self._window = MainWindow(self._workspace)
        self._window.resize(1440, 900)
        self._window.show()
        self._window.activateWindow()
        QTest.qWaitForWindowActive(self._window)
        self._person = Person(self._window)
        self._stalls = Stalls()
        self._workspace.jobs.start("the other screens", import_all)
        self._person.wait(lambda: self._workspace.jobs.running == 0, "the other screens")
        gc.freeze()
        QTest.qWait(_SETTLE_MS)

    def looks(self) -> Iterator[Row]:
        """Do one thing after the other, each for the first time."""
        yield self._row("screens", "F1 before any is made", self._keys)
        yield self._row("", "all made ahead, the longest piece", self._made_ahead)
        yield from self._clicks("first click on {0}, nothing open")
        yield self._row("", "a scenario of 31 requests opened", self._open)
        yield from self._clicks("click on {0}")
        yield self._row("", "the test data of a scenario", self._data)
        yield self._row("", "a check begins", self._check)
        yield self._row("", "a review comes", self._review())
        yield self._row("", "a recording begins", self._record)
        yield self._row("", "a run begins", self._run)
        self._window.hide()
        self._workspace.close()
        self._person.wait(lambda: not self._workspace.busy, "the end")
        QTest.qWait(_SETTLE_MS)

    def _clicks(self, words: str) -> Iterator[Row]:
        """Click on one screen after the other, each time from Record."""
        for entry in SCREENS[1:]:
            yield self._row("", words.format(entry.word), partial(self._window.show_screen, entry.key))
            self._window.show_screen("record")
            QTest.qWait(_SETTLE_MS)

    def _row(self, work: str, figure: str, act: Callable[[], None]) -> Row:
        done: list[None] = []
        self._stalls.restart()
        QTimer.singleShot(0, lambda: done.append(act()))  # in a turn of its own, as a click comes
        self._person.wait(lambda: done, figure)
        self._person.wait(lambda: self._workspace.jobs.running == 0, "its jobs")
        QTest.qWait(_SETTLE_MS)
        return self._stalls.row(work, figure)

    def _keys(self) -> None:
        QTest.keyClick(self._window, Qt.Key.Key_F1)
        dialog = self._window.findChild(ShortcutsDialog)
        assert dialog is not None
        dialog.reject()

    def _made_ahead(self) -> None:
        self._person.wait(lambda: self._window.make_ahead().is_done, "all screens")

    def _open(self) -> None:
        for file in sample_path(".").glob("demo-shop*"):
            shutil.copy(file, self._home)
        open_scenario(self._workspace, self._home / "demo-shop.scenario.json")
        self._person.wait(lambda: self._workspace.document and self._workspace.document.entries, "the recording")

    def _data(self) -> None:
        self._workspace.show_data("")

    def _check(self) -> None:
        self._window.show_screen("scenario")
        cast("ScenarioScreen", self._window.screen_of("scenario")).start_check()
        self._person.wait(lambda: self._workspace.jobs.running == 0, "the check")

    def _review(self) -> Callable[[], None]:
        """Return what shows the review of a recording, analysed before."""
        document = self._workspace.document
        assert document is not None
        assert document.recording is not None
        analysis = Analysis(document.recording, name="Demo shop", recording_file="demo-shop.har")
        findings = analysis.result().findings
        return lambda: self._workspace.review(document, findings, analysis, just_recorded=False)

    def _record(self) -> None:
        self._window.show_screen("record")
        self._workspace.start_capture(StartCapture(url="https://shop.test/", output=str(self._home / "x.har")))
        self._children.last.say(CaptureStarted(proxy="127.0.0.1:1", ca_file="", spki=""), captured(1))

    def _run(self) -> None:
        spec = runs.spec(limits=("errors<1%", "p95<800ms"))
        folder = paths.runs_dir() / spec.run_id
        folder.mkdir(parents=True)
        self._workspace.start_run(spec)
        QTest.qWait(20)  # the screen comes in a turn of its own
        self._window.show_screen("run")
        QTest.qWait(20)
        self._children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
        for interval in runs.shop_run(3):
            self._children.last.say(IntervalReported(interval=interval))
            QTest.qWait(_SETTLE_MS)


if __name__ == "__main__":
    print_table(rows())
