"""What the keyboard can do everywhere in the window: open, undo, redo, go to a screen, settings, help, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from loadstudio.gui.dialogs.open_file import ask_for_file
from loadstudio.gui.screens import SCREENS
from loadstudio.gui.workspace import Workspace


class Actions(QObject):
    """Adds the actions to the window that it is given; `all` lists them for the page of keys."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self.all: list[QAction] = []
        key = QKeySequence.StandardKey
        self.open = self.add(self.tr("Open a recording or scenario"), key.Open, self._open)
        self.undo = self.add(self.tr("Undo"), key.Undo, workspace.undo)
        self.redo = self.add(self.tr("Redo"), key.Redo, workspace.redo)
        for number, entry in enumerate(SCREENS, 1):
            self.add(
                self.tr("Show {0}").format(QCoreApplication.translate("Rail", entry.word)),
                f"Ctrl+{number}",
                _go(workspace, entry.key),
            )
        self.add(self.tr("Close"), key.Quit, window.close)

    def add(self, text: str, keys: QKeySequence.StandardKey | str, call: Callable[[], object]) -> QAction:
        """Add an action of the window itself."""
        window = self._window()
        action = QAction(text, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: call())
        window.addAction(action)
        self.all.append(action)
        return action

    def _window(self) -> QWidget:
        return cast("QWidget", self.parent())

    def _open(self) -> None:
        ask_for_file(self._workspace, self._window())


def _go(workspace: Workspace, key: str) -> Callable[[], None]:
    return lambda: workspace.go_to(key)
