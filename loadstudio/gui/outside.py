"""What other programs of this computer open: folders, files, and pages that are written for the browser."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from loadstudio.base.errors import FileError
from loadstudio.base.ids import new_id
from loadstudio.base.paths import shown_dir

_KEPT_S = 3_600


def open_outside(path: Path) -> bool:
    """Let the computer's own program show a folder or open a file; tell whether it took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_page_outside(page: str) -> bool:
    """Let the browser show a page, from a file that its owner alone can read; tell whether it took it.

    Files of pages shown long ago are deleted. Raises FileError.
    """
    folder = shown_dir()
    drop_old_pages(folder, time.time() - _KEPT_S)
    path = folder / f"{new_id('answer')}.html"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise FileError(path, f"cannot be written ({error.strerror}).") from error
    return open_outside(path)


def drop_old_pages(folder: Path, before_s: float) -> None:
    """Delete the pages that were written before a moment (seconds since 1970)."""
    for path in folder.glob("*.html"):
        try:
            if path.stat().st_mtime < before_s:
                path.unlink()
        except OSError:
            continue  # gone already, or held open by the browser: the next time
