"""Recordings that never became a scenario, because the window or the recorder ended before: nothing of them is lost.

Slow: call it in a job.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from loadstudio.base import paths
from loadstudio.recording.spool import is_recorded_into, spool_path
from loadstudio.scenario.file import SCENARIO_SUFFIX

_RECORDING = "recording.har"
_PASSED_OVER = "passed-over"


def unfinished_recordings() -> tuple[Path, ...]:
    """Return the recordings (HARs, or what a killed recorder left) without a scenario beside them, the newest first."""
    found: list[Path] = []
    for folder in paths.recordings_dir().iterdir():
        if not folder.is_dir() or (folder / _PASSED_OVER).exists() or any(folder.glob(f"*{SCENARIO_SUFFIX}")):
            continue
        har = folder / _RECORDING
        spool = spool_path(har)
        if har.is_file():
            found.append(har)
        elif spool.is_file() and spool.stat().st_size and not is_recorded_into(spool):
            found.append(spool)
    return tuple(sorted(found, key=lambda path: path.stat().st_mtime, reverse=True))


def pass_over(recording: Path) -> None:
    """Ask no more about a recording; it stays where it is."""
    with contextlib.suppress(OSError):
        (recording.parent / _PASSED_OVER).touch()
