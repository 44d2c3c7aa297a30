"""The frame: rail, keys, notices, files that are opened, and the end of all that runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QScreen
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from loadstudio.base.errors import FileError
from loadstudio.gui.dialogs.shortcuts import ShortcutsDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.notices import NoticeBar
from loadstudio.gui.open_file import open_file
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.settings import Settings
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.file import save_scenario
from loadstudio.wire.recorder_messages import CaptureStarted, StartCapture
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import FakeChildren, a_workspace, captured


def test_the_rail_and_the_keys_lead_to_the_screens(window: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(window.current_screen, RecordScreen)
    qtbot.mouseClick(window.rail.button("scenario"), Qt.MouseButton.LeftButton)
    assert isinstance(window.current_screen, ScenarioScreen)
    assert window.rail.current() == "scenario"
    qtbot.keyClick(window, "1", Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_screen, RecordScreen)
    assert window.rail.current() == "record"


def test_a_scenario_without_a_document_leads_to_recording(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    qtbot.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_screen, RecordScreen)


def test_a_notice_has_a_button_that_fixes_it_and_a_cross(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.findChild(NoticeBar)
    assert bar is not None
    assert not bar.isVisible()
    fixed: list[bool] = []
    window.workspace.notices.warn("The disk is full.", action="Make room", act=lambda: fixed.append(True))
    assert bar.isVisible()
    button = next(button for button in bar.findChildren(QPushButton) if button.text() == "Make room")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert fixed == [True]
    assert not bar.isVisible()
    window.workspace.notices.error(FileError("a.har", "is empty"))
    assert bar.isVisible()
    cross = next(button for button in bar.findChildren(QPushButton) if button.accessibleName().startswith("Take"))
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_scenario_file_opens_shows_itself_and_is_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "shop.scenario.json"
    save_scenario(path, a_scenario(a_step("s1", a_request("r1")), start_url="https://shop.test/"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.workspace.document is not None)
    assert isinstance(window.current_screen, ScenarioScreen)
    assert window.windowTitle() == "Shop – LoadStudio"
    assert window.workspace.plan is not None
    assert window.workspace.plan.scenarios[0].file == "shop.scenario.json"
    assert [recent.site for recent in Settings().recents()] == ["shop.test"]


def test_a_broken_file_is_one_sentence_and_no_document(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    cut = tmp_path / "cut.har"
    cut.write_text('{"log": {"entries": [', encoding="utf-8")
    for path in (cut, tmp_path / "missing.scenario.json", tmp_path / "notes.txt"):
        with qtbot.waitSignal(workspace.notices.shown, check_params_cb=lambda notice: notice and notice.kind == "bad"):
            open_file(workspace, path)
        notice = workspace.notices.current
        assert notice is not None
        assert path.name in notice.text
        assert "fault in LoadStudio" not in notice.text
    assert workspace.document is None


def test_closing_ends_the_recording_in_order_before_the_window_goes(qapp: QApplication, qtbot: QtBot) -> None:
    children = FakeChildren()
    workspace = a_workspace(children)
    window = MainWindow(workspace)
    window.show()
    workspace.start_capture(StartCapture(url="https://shop.test/", output="/nowhere/x.har"))
    children.last.say(CaptureStarted(proxy="127.0.0.1:1", ca_file="", spki=""), captured(1))
    assert not window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert children.last.ended
    assert not workspace.busy
    window.deleteLater()
    workspace.deleteLater()


def test_help_lists_the_keys_and_closes_by_esc(window: MainWindow, qtbot: QtBot) -> None:
    window.rail.pressed.emit("help")
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_smoke_start_prints_its_time_and_ends(tmp_path: Path, own_home: Path) -> None:
    environment = os.environ | {"LOADSTUDIO_SMOKE": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "loadstudio"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert facts["window"] == "shown"
    assert facts["startup_ms"] > 0


def test_what_loads_slowly_is_not_imported_before_the_first_paint() -> None:
    heavy = ("pyqtgraph", "typst", "sqlite3", "segno", "loadstudio.authoring.importing.importer")
    code = f"import sys; import loadstudio.gui.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_at_first_it_is_no_larger_than_the_screen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.workspace.settings.set_geometry("window", QByteArray())
    small = QSize(1100, 700)
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: small)
    window._restore_place()
    assert window.size() == small
