"""Every control of every screen is reached by Tab, from top to bottom, and shows that it has the keyboard."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.resources import sample_path
from loadstudio.gui.dialogs.shortcuts import ShortcutsDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.screens import SCREENS
from loadstudio.gui.widgets.focus_ring import install_focus_ring

_RING = 4
_PATIENCE_MS = 30_000


def controls(window: QWidget) -> list[QWidget]:
    """Return the visible, enabled controls that the keyboard should reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        # the line inside a number field is one control with it
        and not (isinstance(widget, QLineEdit) and widget.objectName().startswith("qt_"))
    ]


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def by_tab(window: MainWindow, qtbot: QtBot, most: int) -> tuple[list[QWidget], list[QWidget]]:
    """Return what has the keyboard one after the other, until the first one has it again; and what of it does not show
    that it has it.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    reached: list[QWidget] = []
    invisible: list[QWidget] = []
    seen_before: object = None
    for _ in range(most):
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)  # through the window, as keys come
        now = app.focusWidget()
        if reached and now is reached[-1]:
            continue  # it goes on within: the points of the drawn load
        if reached and shown(window, reached[-1]) == seen_before:
            invisible.append(reached[-1])
        if now is None or now in reached:
            break
        reached.append(now)
        seen_before = shown(window, now)
    return reached, invisible


def in_group_of(widget: QWidget, reached: list[QWidget]) -> bool:
    """Tell whether the arrow keys lead there: from a button of the same group."""
    return isinstance(widget, QAbstractButton) and any(
        isinstance(other, QAbstractButton) and other.parentWidget() is widget.parentWidget() and other.isCheckable()
        for other in reached
    )


def goes_back(before: QRect, after: QRect) -> bool:
    """Tell whether a step goes up again without going to a column further right."""
    return after.bottom() < before.top() and after.left() < before.right()


def shown(window: QWidget, widget: QWidget) -> object:
    around = place(widget, window).adjusted(-_RING, -_RING, _RING, _RING) & window.rect()
    return window.grab(around).toImage()


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
            timeout=_PATIENCE_MS,
        )
    return window


@pytest.mark.parametrize("key", [entry.key for entry in SCREENS])
def test_tab_reaches_all_from_top_to_bottom_and_each_shows_it(screens: MainWindow, qtbot: QtBot, key: str) -> None:
    window = screens
    window.show_screen(key)
    if isinstance(window.current_screen, ScenarioScreen):
        assert window.current_screen.editor or window.workspace.document is None  # all of it is there
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0, timeout=_PATIENCE_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wanted = controls(window)
    window.rail.button("record").setFocus(Qt.FocusReason.TabFocusReason)
    reached, invisible = by_tab(window, qtbot, 3 * len(wanted))
    missing = [name(one) for one in wanted if one not in reached and not in_group_of(one, reached)]
    assert not missing, [name(one) for one in reached]
    assert not [name(one) for one in invisible]
    on_screen = [one for one in reached if window.current_screen.isAncestorOf(one)]
    places = [place(one, window) for one in on_screen]
    backwards = [
        f"{name(on_screen[number])} → {name(on_screen[number + 1])}"
        for number, (before, after) in enumerate(pairwise(places))
        if goes_back(before, after)
    ]
    assert not backwards


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
