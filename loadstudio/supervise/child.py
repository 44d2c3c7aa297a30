"""A child process that speaks wire messages, as an object with an outcome.

Threads write what goes to the child and read what comes from it; its events are handed over through a queue: commands
wait on it, the window is woken by a callback and drains it in its own thread. Closing the child's stdin asks it to end;
end of file on its stdout is its death, and death is normal.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from loadstudio.base.errors import LoadStudioError
from loadstudio.base.killed import cause_of, memory_kills, signal_name
from loadstudio.wire import frames
from loadstudio.wire.common import PROTOCOL_VERSION, Hello

_READ_BYTES = 1 << 16
_STDERR_LINES = 40


class ChildOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a child ended. `exit_code` is negative for a signal, as in `subprocess`.

    `last_words` is the end of its stderr; `memory_kills` how many processes the system has ended for want of memory
    while it ran.
    """

    role: str
    exit_code: int
    memory_kills: int = 0
    last_words: str = ""
    broke_protocol: str = ""

    def sentence(self) -> str:
        """Return what happened as a sentence for the person."""
        if self.broke_protocol:
            return f"The {self.role} sent something that makes no sense ({self.broke_protocol}) and was ended."
        if self.exit_code < 0:
            return self._killed()
        reason = self.last_words.strip().splitlines()[-1:] or [""]
        return f"The {self.role} ended with code {self.exit_code}. {reason[0]}".rstrip()

    def _killed(self) -> str:
        name = signal_name(-self.exit_code)
        advice = "Close other programs, or use fewer people." if self.role == "engine" else "Close other programs."
        match cause_of(-self.exit_code, kills=self.memory_kills):
            case "memory":
                return f"The {self.role} was ended by the system, because memory ran out. {advice}"
            case "killed":
                return (
                    f"The {self.role} was killed ({name}). Mostly the system does that when memory runs out. {advice}"
                )
            case "crashed":
                return f"The {self.role} crashed ({name}). That is a fault of LoadStudio, not of the site."
            case "outside":
                return f"The {self.role} was ended from outside ({name}): by a person, or as the computer shut down."
            case _:
                return f"The {self.role} was killed ({name})."


class ChildEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The last thing that comes out of a child's queue."""

    outcome: ChildOutcome


def role_command(role: str) -> list[str]:
    """Return the command line that starts this program in another role, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role]
    return [sys.executable, "-m", "loadstudio", role]


class Child:
    """One child process. `wake` is called from the reading thread whenever there is something to take.

    `events` is the union of messages that the child may send; `command` starts it where its role alone does not. Use
    it as a context manager, or call `end()`.
    """

    def __init__(
        self, role: str, events: Any, wake: Callable[[], None] = lambda: None, *, command: Sequence[str] = ()
    ) -> None:
        self.role = role
        self._wake = wake
        self._decoder: frames.LineDecoder[msgspec.Struct] = frames.LineDecoder(events)
        self._queue: queue.SimpleQueue[msgspec.Struct] = queue.SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=_STDERR_LINES)
        self._broke_protocol = ""
        self._kills_before = memory_kills()
        self._outgoing: queue.SimpleQueue[msgspec.Struct | None] = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                command or role_command(role),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C reaches the parent alone, which ends its children in order
            )
        except OSError as error:
            raise LoadStudioError(f"The {role} could not be started: {error.strerror}.") from error
        self._stderr_reader = self._thread(self._read_stderr, "stderr")
        self._reader = self._thread(self._read, "events")
        self._writer = self._thread(self._write, "commands")

    def _thread(self, target: Callable[[], None], what: str) -> threading.Thread:
        thread = threading.Thread(target=target, name=f"{self.role} {what}", daemon=True)
        thread.start()
        return thread

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process has not ended yet."""
        return self._process.poll() is None

    def send(self, message: msgspec.Struct) -> None:
        """Tell the child something, without waiting; a dead child hears nothing, and `ChildEnded` says so."""
        self._outgoing.put(message)

    def take(self, timeout_s: float | None = 0.0) -> msgspec.Struct | None:
        """Return the next event, `ChildEnded` at the very end, or None when none came in time (None: wait for ever)."""
        try:
            if timeout_s == 0:
                return self._queue.get_nowait()
            return self._queue.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def events(self) -> Iterator[msgspec.Struct]:
        """Yield events as they come, up to and including `ChildEnded`."""
        while True:
            event = self.take(None)
            assert event is not None
            yield event
            if isinstance(event, ChildEnded):
                return

    def end(self, grace_s: float = 10.0) -> None:
        """Ask the child to end by closing its stdin; after `grace_s` terminate it, then kill it.

        Returns when it is gone.
        """
        self._outgoing.put(None)
        for patience_s, force in ((grace_s, self._process.terminate), (2.0, self._kill_group), (5.0, lambda: None)):
            try:
                self._process.wait(patience_s)
                break
            except subprocess.TimeoutExpired:
                force()
        for thread in (self._reader, self._stderr_reader, self._writer):
            thread.join(5)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _write(self) -> None:
        """Write what is to be sent; its own thread, since a pipe that is not read yet takes only 64 KB."""
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError):
            while (message := self._outgoing.get()) is not None:
                pipe.write(frames.encode(message))
                pipe.flush()
        with contextlib.suppress(OSError):
            pipe.close()

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with pipe:
            while data := os.read(pipe.fileno(), _READ_BYTES):
                try:
                    for message in self._decoder.feed(data):
                        self._check_hello(message)
                        self._queue.put(message)
                except (msgspec.DecodeError, LoadStudioError) as error:
                    self._broke_protocol = str(error)
                    self._kill_group()
                    break
                finally:
                    self._wake()
        exit_code = self._process.wait()
        self._outgoing.put(None)
        self._stderr_reader.join(1)  # a grandchild may hold the pipe open: its words are not worth waiting for
        outcome = ChildOutcome(
            role=self.role,
            exit_code=exit_code,
            memory_kills=memory_kills() - self._kills_before,
            last_words="".join(self._last_words),
            broke_protocol=self._broke_protocol,
        )
        self._queue.put(ChildEnded(outcome=outcome))
        self._wake()

    def _check_hello(self, message: msgspec.Struct) -> None:
        if isinstance(message, Hello) and message.protocol != PROTOCOL_VERSION:
            raise LoadStudioError(f"it speaks protocol {message.protocol}, not {PROTOCOL_VERSION}")

    def _read_stderr(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None
        with pipe:
            for line in pipe:
                self._last_words.append(line.decode("utf-8", "replace"))
                if os.environ.get("LOADSTUDIO_LOG"):
                    sys.stderr.write(f"[{self.role}] {self._last_words[-1]}")
