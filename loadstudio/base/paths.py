"""Where the program keeps what belongs to one person: runs, the recorder's certificate authority, settings.

`LOADSTUDIO_HOME` moves everything under one folder (tests and CI use it); otherwise the platform's usual folders serve.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_APP = "LoadStudio"


def data_dir() -> Path:
    """Return the folder for what must last (made when missing)."""
    home = os.environ.get("LOADSTUDIO_HOME")
    path = Path(home) if home else Path(platformdirs.user_data_dir(_APP, appauthor=False))
    path.mkdir(parents=True, exist_ok=True)
    return path


def runs_dir() -> Path:
    """Return the folder that holds one folder per run."""
    path = data_dir() / "runs"
    path.mkdir(exist_ok=True)
    return path


def recordings_dir() -> Path:
    """Return the folder for recordings and scenarios that the window makes."""
    path = data_dir() / "recordings"
    path.mkdir(exist_ok=True)
    return path


def certificates_dir() -> Path:
    """Return the folder of the recorder's certificate authority, readable by its owner alone."""
    path = data_dir() / "certificates"
    path.mkdir(mode=0o700, exist_ok=True)
    return path
