"""Every role of the program starts, works and ends: the same script that judges the frozen program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent.parent


@pytest.mark.system
@pytest.mark.timeout(240)
def test_window_recorder_shop_engine_and_commands() -> None:
    command = [sys.executable, str(TOP / "packaging" / "smoke_test.py"), sys.executable, "-m", "loadstudio"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "version",
        "window",
        "recorder",
        "demo shop, engine, workers, report",
    ]
