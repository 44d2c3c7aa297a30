"""The worker processes that the engine starts on this computer, and the news of their end.

They start before the engine has a port, since importing what they need takes longer than anything else: the
address goes to their stdin, which then stays open as long as the engine lives.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import NamedTuple

import gevent
from gevent import subprocess

from loadstudio.base.errors import EngineFailed
from loadstudio.base.killed import cause_of, memory_kills, signal_name
from loadstudio.supervise.child import role_command
from loadstudio.wire import frames
from loadstudio.wire.worker_messages import JoinRun

_QUIT_S = 2.0


class WorkerEnded(NamedTuple):
    """A worker process has ended; `how` says it as a part of a sentence."""

    pid: int
    how: str


class WorkerProcesses:
    """`on_end` is called once for each that ends, until `end` is called."""

    def __init__(self, count: int, on_end: Callable[[WorkerEnded], object]) -> None:
        self.count = count
        self._on_end = on_end
        self._processes: list[subprocess.Popen[bytes]] = []
        self._watchers: list[gevent.Greenlet] = []
        self._kills_before = memory_kills()

    def start(self) -> None:
        """Start them. Raises EngineFailed."""
        for _ in range(self.count):
            try:
                process = subprocess.Popen(
                    [*role_command("engine"), "--worker"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
                )
            except OSError as error:
                raise EngineFailed(f"A worker process could not be started: {error.strerror}.") from error
            self._processes.append(process)
            self._watchers.append(gevent.spawn(self._watch, process))

    def connect(self, join: JoinRun) -> None:
        """Tell all of them where the master listens and with which keys; over stdin, where no other user sees it."""
        for process in self._processes:
            with contextlib.suppress(OSError):  # it is dead, and `on_end` says so
                process.stdin.write(frames.encode(join))
                process.stdin.flush()

    def end(self) -> None:
        """Wait until all have ended, and help those that do not end by themselves."""
        gevent.killall(self._watchers)
        with gevent.Timeout(_QUIT_S, False):
            for process in self._processes:
                process.wait()
        for process in self._processes:
            with contextlib.suppress(OSError):
                process.stdin.close()
            if process.poll() is None:
                process.kill()
                process.wait()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        self._on_end(WorkerEnded(process.pid, how_ended(code, memory_kills() - self._kills_before)))


def how_ended(code: int, kills: int) -> str:
    """Return how a process ended, from its exit code (negative for a signal) and how many processes the system ended
    for want of memory meanwhile.
    """
    if code >= 0:
        return f"it ended with code {code}"
    name = signal_name(-code)
    match cause_of(-code, kills=kills):
        case "memory":
            return "the system ended it, because memory ran out"
        case "killed":
            return f"it was killed ({name}), as happens when memory runs out"
        case "crashed":
            return f"it crashed ({name})"
        case _:
            return f"it was killed, {name}"
