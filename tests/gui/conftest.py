"""The window for tests: made with fake children, ended in order, in the light theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.workspace import Workspace
from tests.support.window import FakeChildren, a_workspace


@pytest.fixture
def children() -> FakeChildren:
    """What stands at the process edge."""
    return FakeChildren()


@pytest.fixture
def workspace(qapp: QApplication, qtbot: QtBot, children: FakeChildren) -> Iterator[Workspace]:
    """Return a workspace; whatever still runs in it is ended after the test."""
    apply_theme(qapp, "light")
    workspace = a_workspace(children)
    yield workspace
    with qtbot.waitSignal(workspace.quiet):
        workspace.close()
    workspace.deleteLater()


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot) -> Iterator[MainWindow]:
    """Return the window, shown."""
    window = MainWindow(workspace)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.hide()
    window.deleteLater()
    qtbot.wait(1)
