"""The recorder's end of the wire: commands come in by stdin, events go out by what was stdout.

One thread reads and one writes, so that neither a slow parent nor a silent one ever makes the proxy wait. Threads
rather than asyncio's pipes, because those need overlapped handles on Windows, which a parent's pipes are not.
"""

from __future__ import annotations

import asyncio
import os
import queue
import sys
import threading

import msgspec

from loadstudio.wire import frames
from loadstudio.wire.recorder_messages import RecorderCommand

_READ_BYTES = 1 << 16
_DRAIN_S = 5.0


class NonsenseReceived(msgspec.Struct, frozen=True, kw_only=True):
    """The parent sent something that is no command; nothing after it is read."""

    reason: str


def claim_stdout() -> int:
    """Move the real stdout away and return its descriptor; whatever prints from now on prints to stderr."""
    sys.stdout.flush()
    descriptor = os.dup(1)
    os.dup2(2, 1)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        msvcrt.setmode(descriptor, os.O_BINARY)
        msvcrt.setmode(0, os.O_BINARY)
    return descriptor


class Link:
    """Messages to and from the parent. `send` may be called at once, `open` when the event loop runs."""

    def __init__(self, input_descriptor: int, output_descriptor: int) -> None:
        self._input = input_descriptor
        self._output = output_descriptor
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()  # metadata only: a few hundred bytes each
        self._writer = threading.Thread(target=self._write, name="link writer", daemon=True)
        self._writer.start()
        self._commands: asyncio.Queue[RecorderCommand | NonsenseReceived | None] = asyncio.Queue()

    def send(self, event: msgspec.Struct) -> None:
        """Tell the parent something, without waiting."""
        self._outgoing.put(frames.encode(event))

    def open(self) -> None:
        """Begin to read commands into the running event loop."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(loop,), name="link reader", daemon=True).start()

    async def command(self) -> RecorderCommand | NonsenseReceived | None:
        """Return the next command; None at the end of file, which means that the parent is gone."""
        return await self._commands.get()

    def close(self) -> None:
        """Write what is still to be written, but do not wait long for a parent that does not read."""
        self._outgoing.put(None)
        self._writer.join(_DRAIN_S)

    def _write(self) -> None:
        while (data := self._outgoing.get()) is not None:
            try:
                while data:
                    data = data[os.write(self._output, data) :]
            except OSError:
                return  # the parent is gone; the end of file on stdin says so too

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        decoder: frames.LineDecoder[RecorderCommand] = frames.LineDecoder(RecorderCommand)
        last: NonsenseReceived | None = None
        try:
            while data := os.read(self._input, _READ_BYTES):
                for command in decoder.feed(data):
                    self._hand_over(loop, command)
        except msgspec.DecodeError as error:
            last = NonsenseReceived(reason=str(error))
        except OSError:
            pass  # as good as the end of file
        self._hand_over(loop, last)

    def _hand_over(self, loop: asyncio.AbstractEventLoop, command: RecorderCommand | NonsenseReceived | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._commands.put_nowait, command)
