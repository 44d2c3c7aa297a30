"""Every control that the keyboard reaches says what it is, on every screen: with a scenario open and without one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.resources import sample_path
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.screens import SCREENS


def nameless(window: QWidget) -> list[str]:
    """Return the visible controls that the keyboard reaches and that say nothing."""
    controls = (
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        # the line inside a number field is one control with it
        and not (isinstance(widget, QLineEdit) and widget.objectName().startswith("qt_"))
    )
    return [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in controls if not one.accessibleName()]


@pytest.mark.parametrize("is_open", [False, True])
def test_every_control_on_every_screen_has_a_name(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, is_open: bool
) -> None:
    if is_open:
        for file in sample_path(".").glob("demo-shop*"):
            shutil.copy(file, tmp_path)
        open_file(window.workspace, tmp_path / "demo-shop.scenario.json")
        qtbot.waitUntil(lambda: window.workspace.document is not None and bool(window.workspace.document.entries))
    found = {}
    for entry in SCREENS:
        window.show_screen(entry.key)
        qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
        found[entry.key] = nameless(window)
    assert not any(found.values()), found


def test_a_control_without_a_name_would_be_found(window: MainWindow) -> None:
    button = QPushButton(window.current_screen)
    button.show()
    assert nameless(window) == ["QPushButton in RecordScreen"]
    button.deleteLater()
