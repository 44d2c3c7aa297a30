"""The dialog in which the person chooses a file that a request sends; it is copied beside the scenario where needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.notices import Notices
from loadstudio.scenario.sent_file import SentFile, brought


def ask_for_sent_file(
    document: Document, notices: Notices, parent: QWidget, chosen: Callable[[SentFile], object]
) -> None:
    """Ask for a file; `chosen` is called with it as soon as it stands in the scenario's folder."""
    folder = document.path.parent
    dialog = QFileDialog(parent, QCoreApplication.translate("SentFile", "Choose the file to send"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: bring(document, notices, Path(name), chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def bring(document: Document, notices: Notices, source: Path, chosen: Callable[[SentFile], object]) -> None:
    """Put a file into the scenario's folder, in a job, and tell when it was copied there."""

    def done(file: SentFile) -> None:
        if file.copied:
            words = QCoreApplication.translate(
                "SentFile", "{0} was copied beside the scenario, since it is sent from there."
            )
            notices.tell(words.format(file.path))
        chosen(file)

    document.jobs.start("copying a file", lambda _task: brought(document.path.parent, source), done=done)
