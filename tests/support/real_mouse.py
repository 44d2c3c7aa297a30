"""A hand on the mouse of the screen itself, by xdotool: a drag goes through the window system, as with a person."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

_STEPS = 8
_PAUSE = "0.03"
_LONGEST_S = 20.0


def drag(*way: QPoint) -> None:
    """Press at the first place of the screen, lead over the others and let go at the last; the event loop goes on
    meanwhile, also the one of a drag.
    """
    if not shutil.which("xdotool") or not os.environ.get("DISPLAY"):
        pytest.skip("a real drag needs xdotool and a screen")
    words = ["mousemove", str(way[0].x()), str(way[0].y()), "sleep", "0.2", "mousedown", "1", "sleep", "0.2"]
    for start, end in pairwise(way):
        for step in range(1, _STEPS + 1):
            place = start + (end - start) * step / _STEPS
            words += ["mousemove", str(place.x()), str(place.y()), "sleep", _PAUSE]
    hand = subprocess.Popen(["xdotool", *words, "sleep", "0.3", "mouseup", "1"])
    try:
        for _ in range(round(_LONGEST_S / 0.02)):
            QTest.qWait(20)
            if hand.poll() is not None:
                break
        assert hand.wait(timeout=1) == 0
    finally:
        hand.kill()
        hand.wait()
    QTest.qWait(200)
