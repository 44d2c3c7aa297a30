"""Every control of every screen is reached by Tab, from top to bottom, and shows that it has the keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from loadstudio.base.resources import sample_path
from loadstudio.gui.dialogs.shortcuts import ShortcutsDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.screens import SCREENS
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from tests.support.tabbing import check_tabbing


@pytest.fixture(params=[False, True], ids=["nothing open", "a scenario open"])
def screens(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> MainWindow:
    """Return the window, with the sample scenario or without any."""
    install_focus_ring(qapp)
    if request.param:
        for file in sample_path(".").glob("demo-shop*"):
            shutil.copy(file, tmp_path)
        open_file(window.workspace, tmp_path / "demo-shop.scenario.json")
        qtbot.waitUntil(
            lambda: window.workspace.document is not None and bool(window.workspace.document.entries),
        )
    return window


@pytest.mark.parametrize("key", [entry.key for entry in SCREENS])
def test_tab_reaches_all_from_top_to_bottom_and_each_shows_it(screens: MainWindow, qtbot: QtBot, key: str) -> None:
    window = screens
    window.show_screen(key)
    if isinstance(window.current_screen, ScenarioScreen):
        assert window.current_screen.editor or window.workspace.document is None  # all of it is there
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    check_tabbing(window, window.current_screen, qtbot)


def test_the_page_of_keys_lists_every_key_of_every_screen_in_words(screens: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(screens, Qt.Key.Key_F1)
    dialog = screens.findChild(ShortcutsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: screens.make_ahead().is_done)
    groups = {group.title: group.keys for group in screens.listed_keys()}
    assert all(key.words for keys in groups.values() for key in keys), groups
    said = {(key.keys, key.words) for key in groups["Everywhere"]}
    assert {("Ctrl+Z", "Undo"), ("Ctrl+O", "Open a recording or scenario"), ("F1, Ctrl+?", "Help and keys")} <= said
    assert {f"Ctrl+{number}" for number in range(1, 6)} <= {keys for keys, _ in said}
    assert ("Ctrl+Return", "Start the run") in {(key.keys, key.words) for key in groups["Load"]}
    assert ("Ctrl+H", "Find and replace in the scenario") in {(key.keys, key.words) for key in groups["Scenario"]}
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert all(key.keys in words for keys in groups.values() for key in keys)
    dialog.reject()


def test_no_two_actions_of_a_screen_have_the_same_keys(screens: MainWindow) -> None:
    screens.make_ahead().finish()
    everywhere, *groups = screens.listed_keys()
    for group in groups:
        alone = [key.keys for key in (*everywhere.keys, *group.keys) if not key.where]
        assert len(alone) == len(set(alone)), alone
