"""How long the window stands still while bodies of 5 MB are shown and typed into, on the Scenario screen.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.editor_stalls

A timer that is due at once is the measure: the most processor time that the window's thread spends between two of its
turns, so that what else the computer does counts little. The goal is 50 ms.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.theme import apply_theme
from loadstudio.scenario.model import Field, RecordedAnswer, Scenario, TextBody
from tests.benchmarks.table import Row, print_table
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import a_workspace, open_scenario_in

BODY_BYTES = 5_000_000
GOAL_MS = 50.0
_PATIENCE_S = 60.0


class Stalls:
    """Counts how long the event loop does not turn, in processor time of the window's thread."""

    def __init__(self) -> None:
        self._longest_s = 0.0
        self._last_s = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def _turn(self) -> None:
        now_s = time.thread_time()
        self._longest_s = max(self._longest_s, now_s - self._last_s)
        self._last_s = now_s

    def longest_ms(self, act: Callable[[], None], until: Callable[[], bool]) -> float:
        """Do something, wait until its end is seen, and return the longest stall meanwhile."""
        QTest.qWait(300)
        self._longest_s, self._last_s = 0.0, time.thread_time()
        act()
        deadline_s = time.perf_counter() + _PATIENCE_S
        while not until():
            QApplication.processEvents()
            if time.perf_counter() > deadline_s:
                raise TimeoutError("the body was never shown")
        for _ in range(20):
            QApplication.processEvents()
        self._turn()
        return self._longest_s * 1000


def rows() -> Iterator[Row]:
    """Measure and yield what is found."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, "light")
    with tempfile.TemporaryDirectory(prefix="editor-stalls-", ignore_cleanup_errors=True) as home:
        os.environ["LOADSTUDIO_HOME"] = home
        workspace = a_workspace()
        window = MainWindow(workspace)
        garbage = GarbageTimer(at_work=lambda: workspace.jobs.running > 0)
        garbage.start()  # as the program does
        open_scenario_in(workspace, Path(home), _scenario())
        window.resize(1440, 900)
        window.show_screen("scenario")
        window.show()
        screen = window.current_screen
        assert isinstance(screen, ScenarioScreen)
        assert screen.editor is not None
        screen.editor.document.take_recording(_recording().recording())
        yield from _rows(screen.editor)
        workspace.close()
        QTest.qWait(1500)  # what was typed is written
        workspace.jobs.finish()
        garbage.stop()
        window.hide()


def _rows(editor: ScenarioEditor) -> Iterator[Row]:
    stalls = Stalls()
    answer, body = editor.answer, editor.request.body
    for name, words in (("json", "JSON in one line"), ("page", "page of HTML"), ("line", "text in one line")):
        shown = stalls.longest_ms(lambda name=name: editor.panel.choose(name), answer.rest.isVisible)  # type: ignore[misc]
        yield _row(f"answer of 5 MB, {words}", "its beginning: longest stall", shown)
    rest = stalls.longest_ms(answer.rest.click, lambda: not answer.body.is_cut)
    yield _row("", "the rest of it: longest stall", rest)
    shown = stalls.longest_ms(lambda: editor.panel.choose("sent"), lambda: body.long_text.is_whole)
    yield _row("body of 5 MB to send", "shown to be edited: longest stall", shown)
    field = body.long_text.editor
    keys = [stalls.longest_ms(lambda: QTest.keyClick(field, Qt.Key.Key_A), lambda: True) for _ in range(20)]
    yield _row("", "a key typed: longest stall", max(keys))
    pause = stalls.longest_ms(lambda: QTest.keyClick(field, Qt.Key.Key_B), editor.document.undo_stack.canUndo)
    yield _row("", "what was typed taken over: stall", pause)


def _row(work: str, figure: str, stall_ms: float) -> Row:
    return Row(work, figure, f"{stall_ms:.0f} ms", f"{GOAL_MS:.0f} ms", stall_ms <= GOAL_MS)


def _scenario() -> Scenario:
    pages = [
        a_request(name, f"http://shop.test/{name}", recorded=RecordedAnswer(entry_id=f"entry_{number}"))
        for number, name in enumerate(("json", "page", "line"), 1)
    ]
    sent = a_request(
        "sent", method="POST", headers=(Field(name="Content-Type", value="text/plain"),), body=TextBody(text=_line())
    )
    return a_scenario(a_step("s", a_request("first"), *pages, sent))


def _line() -> str:
    return "0123456789" * (BODY_BYTES // 10)


def _recording() -> RecordingBuilder:
    builder = RecordingBuilder()
    page = builder.page("Bodies")
    rows = [{"id": number, "name": f"Fern number {number}", "price": 12.5} for number in range(BODY_BYTES // 52)]
    page.send("GET", "/json", answer=json.dumps(rows), answer_headers=(("content-type", "application/json"),))
    html = "<ul>" + "<li class='x'><a href='/p/1'>Fern</a></li>" * (BODY_BYTES // 42) + "</ul>"
    page.send("GET", "/page", answer=html, answer_headers=(("content-type", "text/html"),))
    page.send("GET", "/line", answer=_line(), answer_headers=(("content-type", "text/plain"),))
    return builder


if __name__ == "__main__":
    print_table(rows())
