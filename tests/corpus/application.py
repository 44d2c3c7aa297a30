"""Real applications of the corpus: processes of their own, judged by what they keep on disk."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.corpus.target import Asked, Reply, Target


class Application(Target):
    """A program that prints its port and keeps what it is asked to in `folder`; `look` counts it."""

    folder: Path

    def command(self) -> Sequence[str]:
        """Return how it is started; its first line of output is its port."""
        raise NotImplementedError

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Run it."""
        with tempfile.TemporaryDirectory(prefix="corpus-application-") as folder:
            self.folder = Path(folder)
            with subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                try:
                    assert process.stdout is not None
                    self.url = f"http://127.0.0.1:{int(process.stdout.readline())}"
                    self.other = "http://application.invalid"
                    yield
                finally:
                    process.kill()

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        """Never called: the program answers."""
        raise NotImplementedError
