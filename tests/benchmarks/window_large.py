"""A large recording in the window: how long it takes to open, and whether scrolling through it is smooth.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.window_large [--requests 10000]

The scenario and its recording are files as the import writes them, opened as the command line and the recent list open
them. A frame is one repaint of the tree after a turn of the wheel: its CPU time in the GUI thread, so that what else
the machine does counts little.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QTest

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.opening import open_scenario
from loadstudio.gui.pieces import TURN_MS, Pieces
from loadstudio.gui.scenario.tree.tree_panel import TreePanel
from loadstudio.gui.screens import import_all
from loadstudio.gui.settings import Settings
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.gui.workspace import Workspace
from loadstudio.recording.har_write import write_har
from loadstudio.scenario.file import save_scenario
from tests.benchmarks.application import the_application
from tests.benchmarks.stalls import Stalls
from tests.benchmarks.table import Row, print_table
from tests.support.person import Person
from tests.support.recordings import RecordingBuilder

OPEN_GOAL_S = 2.0
FRAME_GOAL_MS = 32.0
_REQUESTS_A_STEP = 20
_FRAMES = 200
_TURN_PX = 120


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    print_table(rows(parser.parse_args().requests))


def rows(requests: int) -> Iterator[Row]:
    """Measure and yield what is found."""
    with tempfile.TemporaryDirectory(prefix="window-large-") as home:
        os.environ["LOADSTUDIO_HOME"] = home
        scenario = _write_files(Path(home), requests)
        yield from _measured(scenario, requests)


def _write_files(folder: Path, requests: int) -> Path:
    """Write a recording of so many requests and its scenario; return the scenario's path."""
    builder = RecordingBuilder()
    for number in range(requests):
        if number % _REQUESTS_A_STEP == 0:
            builder.wait(2).page(f"Page {number // _REQUESTS_A_STEP + 1} of the shop, with a name as long as many are")
        path = f"/shop/department-{number % 37}/articles/{number}?colour=green&size={number % 9}"
        builder.get(path, f"<title>Article {number}</title><p>{'moss and fern ' * 120}</p>")
    recording = builder.recording()
    write_har(folder / "large.har", recording)
    path = folder / "large.scenario.json"
    save_scenario(path, scenario_from(recording, name="Large", recording_file="large.har", correlate=False).scenario)
    return path


def _measured(path: Path, requests: int) -> Iterator[Row]:
    the_application()
    workspace = Workspace(Settings())
    window = MainWindow(workspace)
    window.resize(1440, 900)
    window.show()
    workspace.jobs.start("the other screens", import_all)
    garbage = GarbageTimer(at_work=lambda: workspace.jobs.running > 0)
    garbage.start()  # as the program does
    person, stalls = Person(window), Stalls()
    person.wait(lambda: workspace.jobs.running == 0, "the other screens")
    person.wait(lambda: window.make_ahead().is_done, "all screens")
    gc.freeze()
    work = f"{requests:,} requests"

    stalls.restart()
    begun_s = time.perf_counter()
    open_scenario(workspace, path)
    person.wait(lambda: _shows_requests(window), "the tree")
    opened_s = time.perf_counter() - begun_s
    yield Row(work, "open to tree and request", f"{opened_s:.2f} s", f"{OPEN_GOAL_S:g} s", opened_s < OPEN_GOAL_S)
    person.wait(lambda: workspace.document and workspace.document.recording, "the recording")
    QTest.qWait(300)
    yield Row("", "until the recorded answers are there", f"{time.perf_counter() - begun_s:.2f} s")
    yield stalls.row("", "opening")

    panel = window.findChild(TreePanel)
    assert panel is not None
    tree = panel.tree
    stalls.restart()
    begun_s = time.thread_time()
    unfolding = Pieces(tree.unfold([QPersistentModelIndex(row) for row in panel.model.openable()]), turn_ms=TURN_MS)
    unfolding.begin()
    person.wait(lambda: unfolding.is_done, "all steps unfolded")
    yield Row("", "CPU to unfold all steps", f"{(time.thread_time() - begun_s) * 1000:.0f} ms")
    yield stalls.row("", "unfolding")

    frames_ms = sorted(_frame_ms(tree, number) for number in range(1, _FRAMES + 1))
    worst_ms = frames_ms[-1]
    yield Row("", f"a frame of scrolling, of {_FRAMES}", f"{statistics.median(frames_ms):.1f} ms")
    yield Row("", "the longest", f"{worst_ms:.1f} ms", f"{FRAME_GOAL_MS:g} ms", worst_ms < FRAME_GOAL_MS)

    stalls.restart()
    for letter in "articles/99":
        QTest.keyClick(panel.search, letter)
        QTest.qWait(60)
    yield stalls.row("", "typing into Find")
    stalls.restart()
    panel.search.clear()
    QTest.qWait(1000)
    yield stalls.row("", "opening again what was open")
    window.close()
    workspace.jobs.finish()
    garbage.stop()


def _shows_requests(window: MainWindow) -> bool:
    panel = window.findChild(TreePanel)
    return panel is not None and panel.isVisible() and bool(panel.selected())


def _frame_ms(tree: TreeView, number: int) -> float:
    begun_s = time.thread_time()
    tree.verticalScrollBar().setValue(number * _TURN_PX)
    tree.viewport().repaint()
    return (time.thread_time() - begun_s) * 1000


if __name__ == "__main__":
    main()
