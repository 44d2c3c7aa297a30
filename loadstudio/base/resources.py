"""Files that the program ships: icons, fonts, the report's template, the sample recordings.

In a checkout they stand at its top level, in a wheel inside the package, in a frozen program beside the code.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_shipped"
    return shipped if shipped.is_dir() else package.parent


def resource_path(name: str) -> Path:
    """Return the path of a file below `resources/`, for example `icons/record.svg`."""
    return _root() / "resources" / name


def sample_path(name: str) -> Path:
    """Return the path of a file below `recordings/`, the samples that a new user opens first."""
    return _root() / "recordings" / name
