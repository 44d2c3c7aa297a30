"""The settings: what is changed there acts at once, is remembered, and can be reached by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.versions import parts, version_lines
from loadstudio.gui.dialogs.settings_dialog import SettingsDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.settings import Recent, Settings
from loadstudio.gui.theme import theme
from loadstudio.plan.model import RecordedThinkTimes
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[SettingsDialog]:
    """Return the dialog as Ctrl+comma opens it."""
    qtbot.keyClick(window, ",", Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()


def a_recent(folder: Path) -> Recent:
    path = folder / "shop.scenario.json"
    path.write_text("{}", encoding="utf-8")
    return Recent(path=str(path), name="Shop", site="shop.test", opened_utc="2026-11-25T12:00:00Z")


def test_the_gear_opens_one_dialog_that_does_not_block(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        window.rail.pressed.emit("settings")
    (dialog,) = window.findChildren(SettingsDialog)
    assert not dialog.isModal()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_light_and_dark_are_chosen_by_key_and_remembered(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.theme.set_current("light")
    qtbot.keyClick(dialog.theme.button("light"), Qt.Key.Key_Right)
    assert theme().tokens.name == "dark"
    assert Settings().theme == "dark"


def test_the_browser_chosen_is_the_one_that_the_start_page_opens(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot
) -> None:
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    dialog.browser.set_current("none")
    dialog.browser.chosen.emit("none")
    assert Settings().browser == "none"
    assert Person(window).sees("through a proxy, an address is not needed")


def test_what_is_remembered_is_forgotten_and_can_be_brought_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = window.workspace.settings
    settings.add_recent(a_recent(tmp_path))
    settings.add_site("https://shop.test/")
    window.rail.pressed.emit("settings")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert not dialog.forget.isEnabled()
    assert not Settings().recents()
    assert not Settings().sites()
    assert Path(tmp_path / "shop.scenario.json").exists()
    settings.add_site("https://other.test/")
    Person(window).click("Bring them back")
    assert [recent.name for recent in settings.recents()] == ["Shop"]
    assert settings.sites() == ("https://other.test/", "https://shop.test/")
    dialog.close()


def test_new_plans_begin_with_the_pauses_and_workers_that_are_chosen(
    window: MainWindow, dialog: SettingsDialog, tmp_path: Path
) -> None:
    dialog.pauses.chosen.emit("none")
    dialog.workers.setValue(3)
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", a_request("r1"))))
    plan = window.workspace.plan
    assert plan is not None
    assert plan.think_times == RecordedThinkTimes(factor=0.0)
    assert plan.workers == 3


def test_about_tells_versions_and_licences_and_copies_them(dialog: SettingsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == list(version_lines())
    assert all(part.version and part.licence for part in parts())
    assert copied[0].startswith("LoadStudio ")


def test_tab_reaches_every_control_and_each_has_a_name(dialog: SettingsDialog, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dialog.activateWindow()
    by_tab = Qt.FocusPolicy.TabFocus
    controls = {
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & by_tab
        # the line inside a number field is one control with it
        and widget.objectName() != "qt_spinbox_lineedit"
    }
    reached: set[QWidget | None] = set()
    for _ in range(3 * len(controls)):
        qtbot.keyClick(app.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(app.focusWidget())
    in_group = {button for button in controls if button.parentWidget() is dialog.theme}  # arrows go on inside it
    assert controls - in_group <= reached
    assert reached & in_group
    assert all(widget.accessibleName() for widget in controls)
