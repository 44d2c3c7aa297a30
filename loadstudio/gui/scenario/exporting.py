"""The open scenario, with the load of its plan, written for another tool: the file under way, and what could not be
taken along.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.base.ids import slug
from loadstudio.gui.dialogs.told_dialog import ToldDialog
from loadstudio.gui.icons import icon
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.notices import Notice
from loadstudio.gui.outside import open_outside
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace

if TYPE_CHECKING:
    from loadstudio.interchange.exporting import Exported

_ENDINGS = {"locust": ".py", "k6": ".js", "jmeter": ".jmx"}


class ScenarioExport(QObject):
    """`busy_changed` when a file is begun and when it is over; there is one at a time."""

    busy_changed = Signal()

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._job: Job | None = None
        self.dialog: ToldDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def menu(self) -> Menu:
        """Return the menu of the tools."""
        menu = Menu(self._window)
        for target, words in (
            ("locust", self.tr("As a Locust script (Python)…")),
            ("k6", self.tr("As a k6 script (JavaScript)…")),
            ("jmeter", self.tr("As a JMeter test plan…")),
        ):
            menu.addAction(icon("download"), words, partial(self.ask, target))
        return menu

    def ask(self, target: str) -> None:
        """Ask where to write what is open for a tool, and write it there; the folder is remembered."""
        document = self._workspace.document
        if document is None:
            return
        ending = _ENDINGS[target]
        settings = self._workspace.settings
        folder = Path(settings.export_folder or settings.folder or Path.home())
        name = f"{slug(document.scenario.name, target)}{ending}"
        dialog = QFileDialog(self._window, self.tr("Write the scenario to"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{ending}")
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(target, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, target: str, output: Path) -> None:
        """Write what is open, in a job; a notice tells what came of it. Nothing happens while another is under way."""
        document, plan = self._workspace.document, self._workspace.plan
        if document is None or self._job is not None:
            return
        self._workspace.settings.set_export_folder(output.parent)
        path, scenario = document.path, document.scenario

        def work(_task: Task) -> Exported:
            from loadstudio.interchange import exporting  # noqa: PLC0415 - rarely needed, so not at the start

            shares, name = exporting.shares_of(scenario, path, plan)
            what = exporting.exported(shares, plan, name=name, target=target, file=output.name)
            exporting.write_exported(what, output, never=exporting.files_read(path, shares, plan))
            return what

        words = self.tr("Writing {0}…").format(output.name)
        notice = self._workspace.notices.show(Notice(kind="info", text=words))
        self._job = self._workspace.jobs.start(
            "writing the scenario",
            work,
            done=lambda what: self._tell(what, output),
            failed=self._workspace.notices.error,
            owner=self,
        )
        self._job.ended.connect(lambda: self._over(notice))
        self.busy_changed.emit()

    def _over(self, notice: Notice) -> None:
        self._job = None
        self._workspace.notices.withdraw(notice)
        self.busy_changed.emit()

    def _tell(self, what: Exported, output: Path) -> None:
        beside = len(what.files) - 1
        words = self.tr("The scenario is written to {0}.").format(output.name)
        if beside:
            one, several = (
                self.tr("Beside it stands a file that it needs."),
                self.tr("Beside it stand {0} files that it needs."),
            )
            words += " " + (one if beside == 1 else several.format(beside))
        show = partial(open_outside, output.parent)
        if not what.told:
            self._workspace.notices.tell(words, action=self.tr("Show in folder"), act=show)
            return
        one, several = self.tr("1 thing could not be taken along."), self.tr("{0} things could not be taken along.")
        words += " " + (one if len(what.told) == 1 else several.format(len(what.told)))
        self._workspace.notices.warn(words, action=self.tr("What?"), act=lambda: self._show_told(what.told, show))

    def _show_told(self, sentences: tuple[str, ...], show: partial[bool]) -> None:
        self.dialog = ToldDialog(
            self._window,
            title=self.tr("Not taken along"),
            intro=self.tr("The other tool has no words for these. They stand in the file too."),
            sentences=sentences,
        )
        self.dialog.folder.clicked.connect(show)
        self.dialog.open()
