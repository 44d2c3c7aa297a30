"""Strictness for all tests: no thread or process of a test may outlive it, and no unexpected log record passes."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psutil
import pytest

from tests.support.patient_bot import PatientBot

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("loadstudio", deadline=None)  # machines are shared: no test is about its own time
hypothesis.settings.load_profile("loadstudio")

_GRACE_S = 20.0


_BUSY = ("late-jobs", "prompt-jobs", "late-messages", "late-pieces", "short-waits")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to treat the window as a busy computer does; see `tests/README.md`."""
    parser.addoption("--busy", action="append", default=[], choices=_BUSY, help="what a busy computer does, every time")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """Return pytest-qt's bot with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def busy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat the window as a busy computer does, when that is asked for."""
    ways = request.config.getoption("--busy")
    if ways and "qtbot" in request.fixturenames:
        from tests.support.busy import WAYS  # noqa: PLC0415 - other tests do without Qt

        for way in ways:
            WAYS[way](monkeypatch)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a LoadStudio home of its own, so that none touches the person's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LOADSTUDIO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def garbage_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let Python's collector wait while a window is there, as `gui.garbage` does: a widget that it frees in the thread
    of a job ends the process.
    """
    if "qtbot" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    threads_before = set(threading.enumerate())
    children_before = _children()
    yield
    deadline = time.monotonic() + _GRACE_S
    while time.monotonic() < deadline:
        threads = [thread for thread in set(threading.enumerate()) - threads_before if not _may_stay(thread)]
        children = _children() - children_before
        if not threads and not children:
            return
        time.sleep(0.05)
    for child in children:
        child.kill()
    pytest.fail(f"left behind: threads {threads}, processes {[child.pid for child in children]}")


@pytest.fixture(autouse=True)
def no_unexpected_logs(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it is marked to expect it by `expects_logs`."""
    yield
    if request.node.get_closest_marker("expects_logs"):
        return
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    if unexpected:
        pytest.fail(f"unexpected log records: {[record.getMessage() for record in unexpected]}")


def _children() -> set[psutil.Process]:
    return {child for child in psutil.Process().children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE}


def _may_stay(thread: threading.Thread) -> bool:
    # Qt's and hypothesis's own worker threads are shared by all tests and show up as dummies
    return isinstance(thread, threading._DummyThread) or thread.name.startswith("asyncio_")  # type: ignore[attr-defined]
