"""Objects of Qt that are garbage are freed in the GUI thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.garbage import GarbageTimer


class Freed:
    """Keeps in which thread it was freed; a cycle with a widget holds it."""

    threads: list[threading.Thread] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.self = self
        self.qt = QObject()

    def __del__(self) -> None:
        Freed.threads.append(threading.current_thread())


@pytest.fixture
def timer(qapp: QApplication) -> Iterator[GarbageTimer]:
    """Return the timer, started."""
    Freed.threads.clear()
    timer = GarbageTimer()
    timer.start()
    yield timer
    timer.stop()
    timer.deleteLater()
    assert gc.isenabled()


def allocate() -> None:
    kept = [[number] for number in range(200_000)]
    assert kept


def test_a_thread_that_allocates_frees_no_widget_and_the_gui_thread_does(timer: GarbageTimer, qtbot: QtBot) -> None:
    Freed()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert not Freed.threads
    keep = [[number] for number in range(3_000)]
    qtbot.waitUntil(lambda: bool(Freed.threads))
    assert keep
    assert Freed.threads == [threading.main_thread()]


def _old() -> None:
    """Leave garbage that has outlived a turn of the collector."""
    one = Freed()
    gc.collect(0)
    del one


def test_while_a_job_is_at_work_what_is_old_waits_but_not_for_ever(qapp: QApplication) -> None:
    Freed.threads.clear()
    at_work = [True]
    timer = GarbageTimer(at_work=lambda: at_work[0])
    timer.start()
    keep: list[list[int]] = []

    def turn() -> None:
        keep.extend([number] for number in range(3_000))
        timer.turn()

    try:
        _old()
        turn()
        assert not Freed.threads
        Freed()
        turn()
        assert len(Freed.threads) == 1, "the new one"
        at_work[0] = False
        for _ in range(20):  # until what is older is due
            turn()
        assert len(Freed.threads) == 2
        _old()
        at_work[0] = True
        for _ in range(500):
            turn()
        assert len(Freed.threads) == 3
    finally:
        timer.stop()
        timer.deleteLater()
