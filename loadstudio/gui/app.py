"""The window's program: makes the application, dresses it, opens what the command line names, and runs."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from loadstudio.base.log import configure_logging
from loadstudio.gui.faults import Faults
from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.language import wear_language
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.screens import import_all
from loadstudio.gui.settings import Settings
from loadstudio.gui.startup import process_age_ms
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.watchdog import Watchdog
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.workspace import Workspace

_log = logging.getLogger(__name__)
_SIGNAL_POLL_MS = 300
SWITCH_S = 0.000_5
"""How long a busy job may hold the interpreter: painting asks for it thousands of times a second."""


def main(argv: list[str]) -> int:
    """Show the window, on the file that `argv` may name, and return the exit code when it is closed.

    With `LOADSTUDIO_SMOKE=1` it prints how long the start took, as one JSON line, and ends after its first paint. With
    `LOADSTUDIO_WATCH=1` it prints the longest stall of its thread when it is closed: by the clock, as processor time.
    """
    configure_logging("window")
    sys.setswitchinterval(SWITCH_S)
    app = QApplication(["loadstudio", *argv])
    app.setApplicationName("LoadStudio")
    app.setDesktopFileName("loadstudio")
    settings = Settings()
    wear_language(app, settings.language)
    apply_theme(app, settings.theme)
    install_focus_ring(app)
    workspace = Workspace(settings)
    window = MainWindow(workspace)
    faults = Faults(app)
    faults.found.connect(window.show_fault)
    faults.install()
    ticking = _end_on_signals(app, window)
    if os.environ.get("LOADSTUDIO_SMOKE"):
        window.first_painted.connect(lambda: _tell_start(window))
    else:
        window.first_painted.connect(lambda: _read_ahead(workspace, window))
        window.first_painted.connect(lambda: workspace.jobs.start("the trash", lambda _task: _empty_trash()))
        if argv:
            path = Path(argv[0]).absolute()
            window.first_painted.connect(lambda: open_file(workspace, path))
    garbage = GarbageTimer(app, at_work=lambda: workspace.jobs.running > 0)
    garbage.start()
    watchdog = Watchdog()
    if os.environ.get("LOADSTUDIO_WATCH"):
        window.first_painted.connect(watchdog.restart)
    window.show()
    code = app.exec()
    ticking.stop()
    if os.environ.get("LOADSTUDIO_WATCH"):
        _print({"longest_stall_ms": round(watchdog.stop()), "longest_busy_ms": round(watchdog.longest_busy_ms)})
    workspace.jobs.finish()
    garbage.stop()
    return code


def _read_ahead(workspace: Workspace, window: MainWindow) -> None:
    """Import what the other screens need, then take it out of the garbage collector's rounds, which stop the window;
    then make the screens.
    """

    def make(_nothing: None) -> None:
        gc.freeze()
        window.make_ahead()

    workspace.jobs.start("the other screens", import_all, done=make)


def _empty_trash() -> None:
    from loadstudio.results.trash import empty_trash  # noqa: PLC0415 - in the job's thread, not at the start

    empty_trash()


def _tell_start(window: MainWindow) -> None:
    _print({"window": "shown", "startup_ms": round(process_age_ms())})
    window.close()


def _print(facts: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _end_on_signals(app: QApplication, window: MainWindow) -> QTimer:
    """Close in order on Ctrl-C and SIGTERM: Python sees a signal only when its code runs, hence the timer."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    timer = QTimer(app)
    timer.timeout.connect(lambda: None)
    timer.start(_SIGNAL_POLL_MS)
    return timer
