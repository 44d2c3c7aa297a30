"""The engine's end of the pipes to its parent: commands in, events out, and neither ever stops the event loop.

Blocking reads and writes happen in threads of their own. When the parent does not read, seconds that wait are
merged and samples are dropped; what ends a run is always kept.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable

import gevent
import msgspec
from gevent import monkey
from gevent.event import Event
from gevent.hub import get_hub
from gevent.threadpool import ThreadPool

from loadstudio.metrics.aggregate import merge_intervals
from loadstudio.metrics.interval import Interval
from loadstudio.wire import frames
from loadstudio.wire.run_messages import (
    ErrorSampled,
    ExchangeTraced,
    IntervalReported,
    RunCommand,
    RunEvent,
)

_READ_BYTES = 64 * 1024
_QUEUED_AT_MOST = 64
_TRACED_AT_MOST = 4096
_GRACE_S = 0.25


class ParentGone(msgspec.Struct, frozen=True):
    """End of file on stdin: whoever started the engine has ended."""


class Terminated(msgspec.Struct, frozen=True):
    """The process was asked to end (SIGTERM)."""


class Nonsense(msgspec.Struct, frozen=True):
    """The parent sent a line that is no command."""

    reason: str


type Heard = RunCommand | ParentGone | Terminated | Nonsense


class Link:
    """`on_command` is called in the event loop for each command, and with ParentGone at the end.

    The parent's end is the process's end: `_GRACE_S` later it is killed, however busy it is.
    """

    def __init__(
        self,
        read_fd: int,
        write_fd: int,
        on_command: Callable[[Heard], None],
        give_up: Callable[[int], object] = os._exit,
    ) -> None:
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._on_command = on_command
        self._give_up = give_up
        self._decoder: frames.LineDecoder[RunCommand] = frames.LineDecoder(RunCommand)
        self._received: deque[bytes] = deque()
        self._outgoing: deque[RunEvent] = deque()
        self._something_to_send = Event()
        self._all_sent = Event()
        self._all_sent.set()
        self._wake = get_hub().loop.async_()
        self._wake.start(self._deliver)
        self._pool = ThreadPool(1)
        self._sender = gevent.spawn(self._send_all)
        monkey.get_original("_thread", "start_new_thread")(self._read, (monkey.get_original("time", "sleep"),))

    def send(self, event: RunEvent) -> None:
        """Queue an event; never waits."""
        limit = _TRACED_AT_MOST if isinstance(event, ExchangeTraced) else _QUEUED_AT_MOST
        if len(self._outgoing) >= limit and not self._make_room(event):
            return
        self._outgoing.append(event)
        self._all_sent.clear()
        self._something_to_send.set()

    def flush(self, timeout_s: float) -> None:
        """Wait until everything is sent, or so long."""
        self._all_sent.wait(timeout_s)

    def _make_room(self, event: RunEvent) -> bool:
        """Drop or merge; return whether `event` is still to be queued."""
        if isinstance(event, ErrorSampled | ExchangeTraced):
            return False
        waiting = [queued for queued in self._outgoing if isinstance(queued, IntervalReported)]
        if isinstance(event, IntervalReported) and waiting:
            last = waiting[-1]
            self._outgoing.remove(last)
            self._outgoing.append(msgspec.structs.replace(event, interval=_joined(last.interval, event.interval)))
            return False
        return True

    def _send_all(self) -> None:
        while True:
            if not self._outgoing:
                self._all_sent.set()
                self._something_to_send.clear()
                self._something_to_send.wait()
            lines = b"".join(frames.encode(event) for event in self._outgoing)
            self._outgoing.clear()
            try:
                self._pool.apply(_write, (self._write_fd, lines))
            except OSError:  # the parent reads no more; the end of stdin tells the rest
                self._outgoing.clear()

    def _read(self, sleep: Callable[[float], None]) -> None:
        """In a thread. It must work even when the event loop does not."""
        data = b"-"
        while data:
            data = b""
            with contextlib.suppress(OSError):
                data = os.read(self._read_fd, _READ_BYTES)
            self._received.append(data)
            self._wake.send()
        sleep(_GRACE_S)
        self._give_up(1)

    def _deliver(self) -> None:
        """In the hub."""
        while self._received:
            data = self._received.popleft()
            if not data:
                self._on_command(ParentGone())
                continue
            try:
                for command in self._decoder.feed(data):
                    self._on_command(command)
            except msgspec.DecodeError as error:
                self._on_command(Nonsense(str(error)))


def _joined(earlier: Interval, later: Interval) -> Interval:
    """Two seconds as one: what happened is added, how things stand is as in the later one."""
    together = merge_intervals(later.second, (earlier, later))
    return msgspec.structs.replace(together, users=later.users, active=later.active, generator=later.generator)


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
