"""What other programs of this computer open: folders and files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(path: Path) -> bool:
    """Let the computer's own program show a folder or open a file; tell whether it took it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
