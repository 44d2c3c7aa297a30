"""Whether something still writes the results of a run: a file in the run's folder that its writer keeps locked. The
system lets go of the lock however the writer ends, and no clock is asked, which people and networks set.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FILE = "at-work.lock"


class AtWork:
    """The mark of a writer in the folder of a run, from its making until `end`. Raises OSError."""

    def __init__(self, run_dir: Path) -> None:
        self._path = run_dir / _FILE
        self._file = self._path.open("wb")
        with contextlib.suppress(OSError):  # a disk that knows no locks: then the run seems over to others
            _lock(self._file.fileno())

    def end(self) -> None:
        """Take the mark away."""
        self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()


def is_at_work(run_dir: Path) -> bool:
    """Tell whether a writer is at work in the folder of a run."""
    try:
        with (run_dir / _FILE).open("rb") as file:
            _lock(file.fileno(), shared=True)
    except FileNotFoundError:
        return False
    except OSError as error:
        return isinstance(error, BlockingIOError | PermissionError)
    return False


def _lock(descriptor: int, *, shared: bool = False) -> None:
    """Lock a file until it is closed. Raises OSError where another has it."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
