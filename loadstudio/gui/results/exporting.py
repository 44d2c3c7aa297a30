"""A run, or two beside each other, written to a file that the person names: in which forms, and the file under way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.base.ids import slug
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.language import worn_language
from loadstudio.gui.outside import open_outside
from loadstudio.gui.results.detail import ComparedRuns, RunDetail
from loadstudio.gui.workspace import Workspace
from loadstudio.results.export import Progress, write_csv, write_json
from loadstudio.results.junit import write_junit
from loadstudio.results.query import open_run


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form in which a result can be written: `ending` without dot, `word` for the menu."""

    word: str
    ending: str
    write: Callable[[Path, Progress], None]


class Exporting(QObject):
    """`began(file name)`, `progressed(ratio)` and `ended` tell of the file under way; there is one at a time."""

    began = Signal(str)
    progressed = Signal(float)
    ended = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def forms(self, shown: RunDetail | ComparedRuns) -> tuple[Form, ...]:
        """Return the forms in which what is seen can be written, the usual one first."""
        if isinstance(shown, ComparedRuns):
            both = shown.before.path, shown.after.path
            return (Form(word=self.tr("Comparison as PDF…"), ending="pdf", write=partial(_comparison, both)),)
        made = (
            (self.tr("Report as PDF…"), "pdf", _pdf),
            (self.tr("Report as a web page (HTML)…"), "html", _html),
            (self.tr("Numbers for a spreadsheet (CSV)…"), "csv", _csv),
            (self.tr("Numbers for programs (JSON)…"), "json", _json),
            (self.tr("Limits for a build server (JUnit)…"), "xml", _junit),
        )
        return tuple(Form(word=word, ending=ending, write=partial(write, shown.path)) for word, ending, write in made)

    def ask(self, shown: RunDetail | ComparedRuns, form: Form) -> None:
        """Ask where to write what is seen, and write it there; the folder is remembered."""
        name = f"{_stem(shown)}.{form.ending}"
        settings = self._workspace.settings
        folder = Path(settings.export_folder or settings.folder or Path.home())
        dialog = QFileDialog(self._window, self.tr("Write the result to"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{form.ending.upper()} (*.{form.ending})")
        dialog.setDefaultSuffix(form.ending)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(form, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, form: Form, output: Path) -> None:
        """Write to a file, in a job; a notice tells when it is there. Nothing happens while another is under way."""
        if self._job is not None:
            return
        self._workspace.settings.set_export_folder(output.parent)

        def work(task: Task) -> None:
            form.write(output, task.progress)

        def written(_nothing: None) -> None:
            self._workspace.notices.tell(
                self.tr("The result is written to {0}.").format(output.name),
                action=self.tr("Show in folder"),
                act=lambda: open_outside(output.parent),
            )

        self._job = self._workspace.jobs.start(
            "writing the result",
            work,
            done=written,
            failed=self._workspace.notices.error,
            progressed=self.progressed.emit,
        )
        self._job.ended.connect(self._over)
        self.began.emit(output.name)

    def cancel(self) -> None:
        """Give up the file under way; what stood in its place before is left as it was."""
        if self._job is not None:
            self._job.cancel()

    def _over(self) -> None:
        self._job = None
        self.ended.emit()


def _stem(shown: RunDetail | ComparedRuns) -> str:
    if isinstance(shown, ComparedRuns):
        return f"{slug(shown.after.called, 'run')}-{shown.after.info.run_id}-compared"
    return f"{slug(shown.called, 'run')}-{shown.info.run_id}"


def _pdf(path: Path, output: Path, told: Progress) -> None:
    from loadstudio.report.pdf import write_pdf  # noqa: PLC0415 - typst loads slowly, so in the job's thread

    write_pdf(path, output, told, worn_language())


def _comparison(both: tuple[Path, Path], output: Path, _told: Progress) -> None:
    from loadstudio.report.pdf import write_comparison  # noqa: PLC0415 - as above

    write_comparison(*both, output, worn_language())


def _html(path: Path, output: Path, _told: Progress) -> None:
    from loadstudio.report.html import write_html  # noqa: PLC0415 - as above

    write_html(path, output, worn_language())


def _csv(path: Path, output: Path, told: Progress) -> None:
    with open_run(path) as reader:
        write_csv(reader, output, told)


def _json(path: Path, output: Path, told: Progress) -> None:
    with open_run(path) as reader:
        write_json(reader, output, told)


def _junit(path: Path, output: Path, _told: Progress) -> None:
    with open_run(path) as reader:
        write_junit(reader.summary(), output)
