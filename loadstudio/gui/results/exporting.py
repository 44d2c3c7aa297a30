"""A run written to a file that the person names: the PDF, or its numbers as CSV or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.base.ids import slug
from loadstudio.gui.jobs import Task
from loadstudio.gui.results.detail import RunDetail
from loadstudio.gui.workspace import Workspace
from loadstudio.results.export import write_csv, write_json
from loadstudio.results.query import open_run

type Kind = Literal["pdf", "csv", "json"]


class Exporting(QObject):
    """`busy(bool)` tells while a file is being written."""

    busy = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    def ask(self, detail: RunDetail, kind: Kind) -> None:
        """Ask where to write a run, and write it there."""
        name = f"{slug(detail.info.name, 'run')}-{detail.info.run_id}.{kind}"
        folder = Path(self._workspace.settings.folder or Path.home())
        dialog = QFileDialog(self._window, self.tr("Write the result to"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(detail, kind, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, detail: RunDetail, kind: Kind, output: Path) -> None:
        """Write a run to a file, in a job; a notice tells when it is there."""
        self.busy.emit(True)

        def work(task: Task) -> None:
            task.progress(0.0, self.tr("Making the file"))
            if kind == "pdf":
                from loadstudio.report.pdf import write_pdf  # noqa: PLC0415 - typst loads slowly, so in this thread

                write_pdf(detail.path, output)
                return
            with open_run(detail.path) as reader:
                (write_csv if kind == "csv" else write_json)(reader, output)

        def written(_nothing: None) -> None:
            self.busy.emit(False)
            self._workspace.notices.tell(
                self.tr("The result is written to {0}.").format(output.name),
                action=self.tr("Open"),
                act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(output))),
            )

        def failed(error: Exception) -> None:
            self.busy.emit(False)
            self._workspace.notices.error(error)

        self._workspace.jobs.start("writing the result", work, done=written, failed=failed)
