"""Which scenario to add to the plan: one that was opened lately, or any file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.gui.icons import icon
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.file import SCENARIO_SUFFIX

_LISTED = 12


class ScenarioChoice(QObject):
    """`chosen(path)` tells what the person chose."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    def menu(self) -> Menu:
        """Return the menu of scenarios opened lately, those of the plan left out."""
        menu = Menu(self._window)
        for recent in self._workspace.settings.recents():
            path = Path(recent.path)
            if len(menu.actions()) < _LISTED and not self._is_in_plan(path) and path.is_file():
                words = f"{recent.name}  ·  {recent.site}" if recent.site else recent.name
                menu.addAction(icon("file"), words, partial(self.chosen.emit, path))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(icon("folder"), self.tr("Choose a file…"), self.ask)
        return menu

    def open_under(self, button: QWidget) -> None:
        """Open the menu under a button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))

    def ask(self) -> None:
        """Ask for a file."""
        document = self._workspace.document
        folder = str(document.path.parent) if document is not None else ""
        dialog = QFileDialog(self._window, self.tr("Add a scenario"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Scenarios (*{0})").format(SCENARIO_SUFFIX))
        dialog.fileSelected.connect(lambda chosen: self.chosen.emit(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _is_in_plan(self, path: Path) -> bool:
        document, plan = self._workspace.document, self._workspace.plan
        if document is None or plan is None:
            return False
        return any((document.path.parent / use.file).resolve() == path.resolve() for use in plan.scenarios)
