"""Why a process was ended by a signal, as far as that can be known: by the system for want of memory, by a fault, from
outside.
"""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Literal

type Cause = Literal["memory", "killed", "crashed", "outside", "unknown"]

_VMSTAT = Path("/proc/vmstat")
_FAULTS = ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT", "SIGSYS")
_REQUESTS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT")


def memory_kills(vmstat: Path = _VMSTAT) -> int:
    """Return how many processes the system has ended for want of memory since it started; 0 where it does not tell."""
    try:
        lines = vmstat.read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def signal_name(number: int) -> str:
    """Return `SIGKILL`, or `signal 77` for one that has no name here."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def cause_of(number: int, *, kills: int) -> Cause:
    """Return why a process ended by a signal, from its number and how many processes the system ended for want of
    memory meanwhile.
    """
    name = signal_name(number)
    if name == "SIGKILL":
        return "memory" if kills > 0 else "killed"
    if name in _FAULTS:
        return "crashed"
    return "outside" if name in _REQUESTS else "unknown"
