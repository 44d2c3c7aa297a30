"""What a busy computer does to the window, every time instead of now and then: see `tests/README.md`."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QMetaObject, QObject, Qt, QThreadPool, QTimer
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from loadstudio.gui.jobs import Jobs
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.relay import Relay

_JOB_MS = 150
_MESSAGE_MS = 100
_PIECE_MS = 30
_BETWEEN_TURNS_S = 0.001


def _late_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcome of a job comes late, when the person has gone on."""
    monkeypatch.setattr(Jobs, "_finish", _later(Jobs._finish, _JOB_MS))


def _prompt_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is over in the very turn in which it begins."""
    begin = QThreadPool.start

    def begin_and_wait(pool: QThreadPool, *arguments: Any) -> None:
        begin(pool, *arguments)
        pool.waitForDone(50)  # some jobs wait for what the test does next

    monkeypatch.setattr(QThreadPool, "start", begin_and_wait)


def _late_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child says is taken in late."""
    monkeypatch.setattr(Relay, "_drain", _later(Relay._drain, _MESSAGE_MS))


def _late_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in pieces is slow: one piece a turn, with much between two."""
    start, turn = Pieces.start, Pieces._turn

    def start_slowly(pieces: Pieces, *, pause_ms: int = 0) -> None:
        start(pieces, pause_ms=max(pause_ms, _PIECE_MS))

    def begin(pieces: Pieces) -> None:
        turn(pieces)  # it is counted in processor time: what is small is done at once on any computer
        pieces.start()

    monkeypatch.setattr(Pieces, "start", start_slowly)
    monkeypatch.setattr(Pieces, "begin", begin)
    monkeypatch.setattr(Pieces, "_turn", Pieces.do_next)


def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wait ends after the very turn in which it may: what comes one turn later has not come."""

    def wait_until(_bot: QtBot, holds: Callable[[], object], *, timeout: int = 5000) -> None:
        deadline_s = time.monotonic() + timeout / 1000
        while not _holds(holds):
            if time.monotonic() > deadline_s:
                raise WaitedTooLong(f"not within {timeout} ms: {holds}")
            _one_turn()

    monkeypatch.setattr(QtBot, "waitUntil", wait_until)


def _holds(asked: Callable[[], object]) -> bool:
    try:
        answer = asked()
    except AssertionError:
        return False
    return answer is None or bool(answer)


def _one_turn() -> None:
    loop = QEventLoop()
    QMetaObject.invokeMethod(loop, "quit", Qt.ConnectionType.QueuedConnection)
    loop.exec()
    time.sleep(_BETWEEN_TURNS_S)


def _later(method: Callable[..., None], delay_ms: int) -> Callable[..., None]:
    def call_later(owner: QObject, *arguments: Any) -> None:
        QTimer.singleShot(delay_ms, owner, partial(method, owner, *arguments))

    return call_later


WAYS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "late-jobs": _late_jobs,
    "prompt-jobs": _prompt_jobs,
    "late-messages": _late_messages,
    "late-pieces": _late_pieces,
    "short-waits": _short_waits,
}
