"""How long the window stands still while bodies of 5 MB are shown and typed into, on the Scenario screen.

    tests/with_screen.sh .venv/bin/python -m tests.benchmarks.editor_stalls

The figure is processor time of the window's thread, so that what else the computer does counts
little; `stalls` says more.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.scenario.model import Field, RecordedAnswer, Scenario, TextBody
from tests.benchmarks.application import the_application
from tests.benchmarks.stalls import Stalls
from tests.benchmarks.table import Row, print_table
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import a_workspace, open_scenario_in

BODY_BYTES = 5_000_000
_PATIENCE_S = 60.0
_SETTLE_MS = 300
_KEYS = 20


def rows() -> Iterator[Row]:
    """Measure and yield what is found."""
    the_application()
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

    def row(work: str, figure: str, act: Callable[[], object], until: Callable[[], bool]) -> Row:
        QTest.qWait(_SETTLE_MS)
        stalls.restart()
        act()
        deadline_s = time.perf_counter() + _PATIENCE_S
        while not until():
            QApplication.processEvents()
            if time.perf_counter() > deadline_s:
                raise TimeoutError("the body was never shown")
        QTest.qWait(_SETTLE_MS)
        return stalls.row(work, figure)

    answer, body = editor.answer, editor.request.body
    for name, words in (("json", "JSON in one line"), ("page", "page of HTML"), ("line", "text in one line")):
        show = partial(editor.panel.choose, name)
        yield row(f"answer of 5 MB, {words}", "its beginning: longest stall", show, answer.rest.isVisible)
    yield row("", "the rest of it: longest stall", answer.rest.click, lambda: not answer.body.is_cut)
    show = partial(editor.panel.choose, "sent")
    yield row("body of 5 MB to send", "shown to be edited: longest stall", show, lambda: body.long_text.is_whole)
    field = body.long_text.editor
    yield row("", "a key typed: longest stall", partial(_type, field), lambda: True)
    key = partial(QTest.keyClick, field, Qt.Key.Key_B)
    yield row("", "what was typed taken over: stall", key, editor.document.undo_stack.canUndo)


def _type(field: QWidget) -> None:
    for _ in range(_KEYS):
        QTest.keyClick(field, Qt.Key.Key_A, delay=20)


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
