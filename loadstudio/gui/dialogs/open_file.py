"""The dialog in which the person chooses a recording, scenario or plan to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.gui.open_file import open_file
from loadstudio.gui.opening import FILE_KINDS
from loadstudio.gui.workspace import Workspace


def ask_for_file(workspace: Workspace, parent: QWidget) -> None:
    """Ask for a file and open it."""
    kinds = " ".join(f"*{suffix}" for suffix in FILE_KINDS)
    dialog = QFileDialog(
        parent,
        QCoreApplication.translate("OpenFile", "Open a recording, a scenario, or a file of another tool"),
        workspace.settings.folder,
        QCoreApplication.translate("OpenFile", "Everything that can be opened ({0})").format(kinds),
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: _open(workspace, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _open(workspace: Workspace, path: Path) -> None:
    workspace.settings.set_folder(path.parent)
    open_file(workspace, path)
