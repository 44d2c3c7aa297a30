"""The demo shop as a child process: started on a free port of this computer, ended with its parent."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading

from loadstudio.base.errors import LoadStudioError
from loadstudio.supervise.child import role_command

_START_TIMEOUT_S = 20.0


class DemoShop:
    """A running demo shop; `url` is its address. Use it as a context manager, or call `end()`."""

    def __init__(self, port: int = 0) -> None:
        self._process = subprocess.Popen(
            [*role_command("demo"), "--port", str(port), "--until-stdin-closes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        first_line: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        assert self._process.stdout is not None
        reader = threading.Thread(
            target=lambda pipe: first_line.put(pipe.readline()), args=(self._process.stdout,), daemon=True
        )
        reader.start()
        try:
            self.url: str = json.loads(first_line.get(timeout=_START_TIMEOUT_S))["url"]
        except (queue.Empty, ValueError, KeyError) as error:
            self.end()
            raise LoadStudioError("The demo shop did not start.") from error

    def end(self) -> None:
        """End the shop and wait until it is gone."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        self._process.stdout.close()

    def __enter__(self) -> DemoShop:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
