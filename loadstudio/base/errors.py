"""The errors that a person may meet, and the exit code that each means for the command line.

An error here carries a sentence fit for users: what is wrong, where, and what to do. A failed request during a run is
not an error but a sample (see `metrics`), and a doubtful value in a file is a problem found by validation, not an
exception.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of the commands; the contract stands in docs/commands.md."""

    OK = 0
    USAGE = 2
    INVALID_FILE = 3
    LIMIT_MISSED = 4
    PROGRAM_FAILED = 5
    INTERRUPTED = 130


class LoadStudioError(Exception):
    """A failure that is told to the person in one sentence; `str(error)` is that sentence."""

    exit_code = ExitCode.PROGRAM_FAILED


class UsageError(LoadStudioError):
    """The command was called with words or numbers that make no sense."""

    exit_code = ExitCode.USAGE


class FileError(LoadStudioError):
    """A file is missing, unreadable or not what it should be.

    `path` is the file and `where` a place in it ("line 7", "log.entries[3].request"), or empty.
    """

    exit_code = ExitCode.INVALID_FILE

    def __init__(self, path: Path | str, message: str, where: str = "") -> None:
        self.path = str(path)
        self.where = where
        self.message = message
        place = f"{self.path}, {where}" if where else self.path
        super().__init__(f"{place}: {message}")


class InvalidInput(LoadStudioError):
    """Data or a combination of settings that cannot be used, where no single file is to blame."""

    exit_code = ExitCode.INVALID_FILE


class NotAllowedHost(LoadStudioError):
    """A run would send requests to a host that is neither recorded nor allowed by the person."""

    exit_code = ExitCode.USAGE


class EngineFailed(LoadStudioError):
    """The engine process could not start, died, broke its protocol, or refused what it was told; `exit_code` is its."""

    def __init__(self, message: str, exit_code: int = ExitCode.PROGRAM_FAILED) -> None:
        super().__init__(message)
        self.exit_code = ExitCode(exit_code)


class RecorderFailed(LoadStudioError):
    """The recorder process could not start, died, or broke its protocol."""
