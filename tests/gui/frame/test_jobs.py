"""Slow work: results, errors, progress and cancelling come back in the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.errors import FileError
from loadstudio.gui.jobs import Jobs, Task
from loadstudio.gui.pieces import Pieces


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[object, bool]] = []
    worked_in: list[QThread] = []

    def work(_task: Task) -> int:
        worked_in.append(QThread.currentThread())
        return 42

    job = jobs.start("work", work, done=lambda result: seen.append((result, QThread.currentThread() is jobs.thread())))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == [(42, True)]
    assert worked_in[0] is not jobs.thread()
    assert jobs.running == 0


def test_an_error_goes_to_who_asked_for_it_or_else_to_all(qtbot: QtBot, jobs: Jobs) -> None:
    taken: list[Exception] = []

    def fail(_task: Task) -> None:
        raise FileError("a.har", "is empty")

    with qtbot.waitSignal(jobs.start("mine", fail, failed=taken.append).ended):
        pass
    assert [str(error) for error in taken] == ["a.har: is empty"]
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.start("anybody's", fail)
    assert str(told.args[0]) == "a.har: is empty"
    qtbot.waitUntil(lambda: jobs.running == 0)


def test_a_cancelled_job_says_nothing_but_that_it_ended(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[object] = []
    go = threading.Event()

    def work(task: Task) -> str:
        assert go.wait(5)
        task.progress(0.5, "half")
        return "never"

    job = jobs.start("long", work, done=seen.append, failed=seen.append)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        go.set()
    assert seen == []


def test_progress_is_told_while_the_work_goes_on(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[float, bool]] = []

    def work(task: Task) -> None:
        task.progress(0.25, "reading")

    def take(ratio: float) -> None:
        told.append((ratio, QThread.currentThread() is jobs.thread()))

    with qtbot.waitSignal(jobs.start("long", work, progressed=take).ended):
        pass
    assert told == [(0.25, True)]


def test_not_even_the_first_progress_is_missed(qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    begin = QThreadPool.start

    def begin_and_wait(pool: QThreadPool, work: Callable[[], None]) -> None:
        """Let the work be over before whoever started it goes on."""
        begin(pool, work)
        pool.waitForDone()

    monkeypatch.setattr(QThreadPool, "start", begin_and_wait)
    with qtbot.waitSignal(jobs.start("short", lambda task: task.progress(0.5), progressed=told.append).ended):
        pass
    assert told == [0.5]


def test_what_comes_when_its_owner_is_gone_is_told_to_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[object] = []
    go = threading.Event()
    owner = QObject()
    job = jobs.start("work", lambda _task: go.wait(5), done=seen.append, failed=seen.append, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: job.task.cancelled)
    with qtbot.waitSignal(job.ended):
        go.set()
    assert seen == []


def test_an_owner_that_goes_later_changes_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[object] = []
    owner = QObject()
    with qtbot.waitSignal(jobs.start("work", lambda _task: 1, done=seen.append, owner=owner).ended):
        pass
    qtbot.waitUntil(lambda: jobs.running == 0)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    assert seen == [1]


def test_what_a_job_was_started_with_is_painted_first(qtbot: QtBot, jobs: Jobs) -> None:
    begun = threading.Event()

    class Page(QWidget):
        painted_before: bool | None = None

        def paintEvent(self, event: QPaintEvent) -> None:
            self.painted_before = not begun.wait(0.05)

    page = Page()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.painted_before is not None)
    page.painted_before = None
    page.update()
    with qtbot.waitSignal(jobs.start("work", lambda _task: begun.set()).ended):
        pass
    assert page.painted_before


def test_what_has_not_begun_at_the_end_is_done_before_it(jobs: Jobs) -> None:
    done: list[bool] = []
    jobs.start("saving", lambda _task: done.append(True))
    assert not done
    assert jobs.finish()
    assert done


def _nothing(pieces: int) -> Iterator[None]:
    for _ in range(pieces):
        yield


def test_a_patient_job_lets_the_window_finish_first(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []
    making, painting = Pieces(_nothing(3)), Pieces(_nothing(3))
    making.done.connect(lambda: jobs.let_first(painting))  # what comes of it comes first as well
    jobs.let_first(making)
    jobs.start("patient", lambda _task: told.append(f"{making.is_done} {painting.is_done}"), patient=True)
    assert jobs.running == 1
    with qtbot.waitSignal(jobs.start("another", lambda _task: told.append("another")).ended):
        pass
    assert told == ["another"]
    making.finish()
    assert told == ["another"]
    painting.finish()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert told == ["another", "True True"]


def test_a_patient_job_does_not_wait_for_what_is_left_undone_or_gone(qtbot: QtBot, jobs: Jobs) -> None:
    left, gone, done = Pieces(_nothing(3)), Pieces(_nothing(3)), Pieces(_nothing(0))
    done.finish()
    for pieces in (left, gone, done):
        jobs.let_first(pieces)
    jobs.start("patient", lambda _task: None, patient=True)
    left.stop()
    gone.deleteLater()
    qtbot.waitUntil(lambda: jobs.running == 0)
    with qtbot.waitSignal(jobs.start("patient", lambda _task: None, patient=True).ended):
        pass


def test_a_patient_job_that_never_began_does_not_hold_up_the_end(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []
    waiting = Pieces(_nothing(3))
    jobs.let_first(waiting)
    jobs.start("patient", lambda _task: told.append("begun"), patient=True)
    assert jobs.finish()
    waiting.finish()
    assert jobs.finish()
    assert not told


class _OfTheWindow:
    """Stands for a widget: notes in which thread it ended."""

    def __init__(self, ended_in: list[int]) -> None:
        self._ended_in = ended_in

    def work(self, _task: Task) -> object:
        """What a job calls; also gives back something that must end in the window's thread."""
        return _OfTheWindow(self._ended_in)

    def fail(self, _task: Task) -> None:
        """As `work`, but the error holds the frames that hold this."""
        raise FileError("a.har", "is empty")

    def __del__(self) -> None:
        self._ended_in.append(threading.get_ident())


@pytest.mark.parametrize("name", ["work", "fail"])
def test_what_a_job_holds_of_the_window_ends_in_the_thread_of_the_window(name: str, qtbot: QtBot, jobs: Jobs) -> None:
    """A widget whose last holder is a job's thread is destroyed there, and the program with it."""
    ended_in: list[int] = []
    count = 300
    for _ in range(count):
        jobs.start("work", getattr(_OfTheWindow(ended_in), name), failed=lambda _error: None)
    expected = count * (2 if name == "work" else 1)
    qtbot.waitUntil(lambda: jobs.running == 0 and len(ended_in) == expected)
    assert set(ended_in) == {threading.get_ident()}
