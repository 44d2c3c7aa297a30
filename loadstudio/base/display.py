"""Whether windows can open on this computer."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Tell whether a window can open: on Linux a display must be named, as it is not on servers and in containers."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
