"""The demo shop in a process of its own, as a user starts it, with everything at hand that a test wants to see."""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

START_TIMEOUT_S = 60.0
END_TIMEOUT_S = 60.0


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    """Return the first line of the shop's stdout, or fail after `START_TIMEOUT_S`."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_TIMEOUT_S)
    assert ready, "the shop said nothing"
    return process.stdout.readline()


@contextmanager
def running_shop(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the shop and make sure that it is gone afterwards."""
    command = [sys.executable, "-m", "loadstudio.demo", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait(END_TIMEOUT_S)
