"""How long this process has been alive: what a person waits from the click on the icon to the window."""

from __future__ import annotations

import os
import time
from pathlib import Path

_LOADED_S = time.perf_counter()


def process_age_ms() -> float:
    """Return the milliseconds since the process began; where the system does not tell, since this module was loaded."""
    try:
        started_ticks = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) * 1000 - started_ticks * 1000 / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return (time.perf_counter() - _LOADED_S) * 1000
