"""Two network namespaces as two computers beside this one, on a network of their own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

import pytest

NETWORK = "10.213.77"
CLOCK_ENVIRONMENT = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}


class Network(NamedTuple):
    """`home` is this computer's address; `others` are words that begin a command on each of the other computers."""

    home: str
    others: tuple[tuple[str, ...], ...]


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=10)


@contextlib.contextmanager
def two_computers() -> Iterator[Network]:
    """Make them and take them away. Skips the test where this is not permitted."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        pytest.skip("network namespaces need root and iproute2")
    mark = f"ls{os.getpid() % 100_000}"
    names = [f"{mark}a", f"{mark}b"]
    with contextlib.ExitStack() as made:
        try:
            _ip("link", "add", mark, "type", "bridge")
            made.callback(_ip, "link", "del", mark)
            _ip("addr", "add", f"{NETWORK}.1/24", "dev", mark)
            _ip("link", "set", mark, "up")
            for number, name in enumerate(names, 2):
                _ip("netns", "add", name)
                made.callback(_ip, "netns", "del", name)
                _ip("link", "add", f"{name}v", "type", "veth", "peer", "name", "eth0", "netns", name)
                _ip("link", "set", f"{name}v", "master", mark, "up")
                _ip("-n", name, "addr", "add", f"{NETWORK}.{number}/24", "dev", "eth0")
                _ip("-n", name, "link", "set", "eth0", "up")
                _ip("-n", name, "link", "set", "lo", "up")
        except subprocess.CalledProcessError as error:
            pytest.skip(f"network namespaces are not permitted here: {error.stderr.decode().strip()}")
        yield Network(f"{NETWORK}.1", tuple(("ip", "netns", "exec", name) for name in names))


def wrong_clock(hours: int) -> tuple[str, ...]:
    """Return words that begin a command whose clock is wrong by so many hours. Skips the test without faketime."""
    if not shutil.which("faketime"):
        pytest.skip("a wrong clock needs faketime")
    return ("env", *(f"{name}={value}" for name, value in CLOCK_ENVIRONMENT.items()), "faketime", "-f", f"{hours:+d}h")
