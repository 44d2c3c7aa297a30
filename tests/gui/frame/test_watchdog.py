"""The watchdog tells work of this thread from waiting."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from loadstudio.gui.watchdog import Watchdog

_MS = 40


def _work() -> None:
    end_s = time.thread_time() + _MS / 1000
    while time.thread_time() < end_s:
        pass


def test_work_and_waiting_are_told_apart(qtbot: QtBot) -> None:
    watchdog = Watchdog()
    watchdog.restart()
    QTimer.singleShot(0, lambda: time.sleep(_MS / 1000))
    qtbot.wait(2 * _MS)
    watchdog.stop()
    assert watchdog.longest.waited_ms > _MS / 2
    assert watchdog.busiest.busy_ms < _MS / 2
    watchdog.restart()
    assert watchdog.longest.waited_ms == watchdog.longest_busy_ms == 0
    QTimer.singleShot(0, _work)
    qtbot.wait(2 * _MS)
    assert watchdog.stop() >= _MS / 2
    assert watchdog.busiest.busy_ms >= _MS / 2
    assert watchdog.busiest.began_s < time.perf_counter() - _MS / 2000
