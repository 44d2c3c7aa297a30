"""Whether something still writes the results of a run: a file in the run's folder that its writer keeps locked. The
system lets go of the lock however the writer ends, and no clock is asked, which people and networks set.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from loadstudio.base.file_lock import try_lock

_FILE = "at-work.lock"


class AtWork:
    """The mark of a writer in the folder of a run, from its making until `end`. Raises OSError."""

    def __init__(self, run_dir: Path) -> None:
        self._path = run_dir / _FILE
        self._file = self._path.open("wb")
        with contextlib.suppress(OSError):  # a disk that knows no locks: then the run seems over to others
            try_lock(self._file.fileno())

    def end(self) -> None:
        """Take the mark away."""
        self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()


def is_at_work(run_dir: Path) -> bool:
    """Tell whether a writer is at work in the folder of a run."""
    try:
        with (run_dir / _FILE).open("rb") as file:
            return not try_lock(file.fileno(), shared=True)
    except OSError as error:
        return isinstance(error, PermissionError)  # somebody's who keeps it from us
