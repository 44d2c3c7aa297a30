"""Where the program keeps what belongs to one person: runs, the recorder's certificate authority, settings.

`LOADSTUDIO_HOME` moves everything under one folder (tests and CI use it); otherwise the platform's usual folders serve.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from loadstudio.base.errors import FileError

_APP = "LoadStudio"


def data_dir() -> Path:
    """Return the folder for what must last (made when missing, for its owner alone: recordings hold passwords).

    Raises FileError.
    """
    home = os.environ.get("LOADSTUDIO_HOME")
    return _made(Path(home) if home else Path(platformdirs.user_data_dir(_APP, appauthor=False)), mode=0o700)


def runs_dir() -> Path:
    """Return the folder that holds one folder per run. Raises FileError."""
    return _made(data_dir() / "runs")


def recordings_dir() -> Path:
    """Return the folder for recordings and scenarios that the window makes. Raises FileError."""
    return _made(data_dir() / "recordings")


def versions_dir() -> Path:
    """Return the folder for earlier versions of scenarios, readable by its owner alone. Raises FileError."""
    return _made(data_dir() / "versions", mode=0o700)


def certificates_dir() -> Path:
    """Return the folder of the recorder's certificate authority, readable by its owner alone. Raises FileError."""
    return _made(data_dir() / "certificates", mode=0o700)


def shown_dir() -> Path:
    """Return the folder for pages that the browser was asked to show, readable by its owner alone. Raises FileError."""
    return _made(data_dir() / "shown", mode=0o700)


def _made(folder: Path, mode: int = 0o777) -> Path:
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(folder, f"cannot be used as a folder ({error.strerror}).") from error
    return folder
