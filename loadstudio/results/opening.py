"""Opens a results file for reading, whatever its writer left: a run that goes on, one that was killed, a folder that
may not be written.

SQLite's read-only mode is not enough. It refuses, as "attempt to write a readonly database", a file whose writer was
killed while it changed the journal mode (only a writer may roll back), and one in WAL mode in a folder where no `-shm`
can be made.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

_BUSY_S = 5.0
_REFUSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN")
_LEFT_BEHIND = ("-wal", "-journal")


class OpenedFile:
    """A connection for reading, and the copy that it reads where the file itself could not be opened."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises sqlite3.Error, OSError."""
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self.connection = self._open(path)

    def close(self) -> None:
        """Close the connection; a copy goes."""
        self.connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            return _connected(path, "ro")
        except sqlite3.OperationalError as error:
            if not _is_refused(error):
                raise
        with contextlib.suppress(sqlite3.OperationalError):
            _connected(path, "rw").close()  # rolls back what its writer left half done
            return _connected(path, "ro")
        return self._open_copy(path)

    def _open_copy(self, path: Path) -> sqlite3.Connection:
        self._copy = tempfile.TemporaryDirectory(prefix="loadstudio-results-")
        try:
            copy = Path(self._copy.name) / path.name
            shutil.copyfile(path, copy)
            for ending in _LEFT_BEHIND:
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
            return _connected(copy, "rw")
        except BaseException:
            self._copy.cleanup()
            raise


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_S)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only now the file is really opened
    except BaseException:
        connection.close()
        raise
    return connection


def _is_refused(error: sqlite3.OperationalError) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(_REFUSED)
