"""Versions are kept while one works, listed, gone back to, and gone back from by undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.dialogs.versions_dialog import VersionsDialog, VersionsModel, listed
from loadstudio.gui.document import Document
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.edit_plan import edit_plan
from loadstudio.gui.versions import left_work, pass_over_work
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.versions import folder_of, read_versions
from loadstudio.scenario.edit import rename_step
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

SHOP = a_scenario(a_step("s1", a_request("r1"), name="Home"))


@pytest.fixture
def document(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Document:
    open_scenario_in(workspace, tmp_path, SHOP)
    qtbot.waitUntil(lambda: workspace.jobs.running == 0)
    assert workspace.document is not None
    return workspace.document


def rename(workspace: Workspace, name: str) -> None:
    document = workspace.document
    assert document is not None
    document.edit("Rename step", rename_step(document.scenario, "s1", name))


def test_each_edit_is_kept_with_its_name_and_what_was_opened_before_it(
    workspace: Workspace, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.versions.kept):
        rename(workspace, "Start")
    with qtbot.waitSignal(workspace.versions.kept):
        workspace.undo()
    now, opened = read_versions(folder_of(document.path))
    assert now.done == ("Rename step", "Undo: Rename step")
    assert now.scenario == SHOP
    assert (opened.done, opened.scenario) == ((), SHOP)


def test_a_scenario_that_is_left_in_order_is_not_asked_about(
    workspace: Workspace, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.versions.kept):
        rename(workspace, "Start")
    lock = folder_of(document.path) / "at-work.lock"
    assert lock.exists()
    workspace.versions.close()
    assert not lock.exists()
    assert left_work() == ()


def test_what_a_dead_window_left_is_found_until_it_is_passed_over(
    workspace: Workspace, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.versions.kept):
        rename(workspace, "Start")
    assert left_work() == ()  # this window is alive
    workspace.versions.close()
    # as a process that is gone leaves it: Qt writes its number, name and computer
    lock = paths.versions_dir() / folder_of(document.path).name / "at-work.lock"
    lock.write_text(f"{2**22 + 1}\nloadstudio\n\n\n\n", encoding="utf-8")
    for _ in range(2):
        (left,) = left_work()
        assert left.scenario.steps[0].name == "Start"
    pass_over_work(document.path)
    assert left_work() == ()


def test_going_back_is_one_edit_of_scenario_and_load(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    workspace = window.workspace
    plan = workspace.plan
    assert plan is not None
    with qtbot.waitSignal(workspace.versions.kept):
        rename(workspace, "Start")
        edit_plan(workspace, "Send the load elsewhere", replace(plan, base_url="http://other.test"))
    window.show_screen("scenario")
    Person(window).click("Earlier versions")
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2)
    assert [row.is_now for row in dialog.model.rows] == [True, False]
    assert dialog.table.currentIndex().row() == 1
    qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert (document.scenario, workspace.plan) == (SHOP, plan)
    workspace.undo()
    assert document.scenario.steps[0].name == "Start"
    assert workspace.plan is not None
    assert workspace.plan.base_url == "http://other.test"


def test_a_scenario_that_nobody_changed_has_none_and_says_so(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, "z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.words.text().startswith("Nothing was changed"))
    assert not dialog.back.isEnabled()
    dialog.reject()


def test_the_list_says_what_is_other_than_now(
    workspace: Workspace, document: Document, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    with qtbot.waitSignal(workspace.versions.kept):
        rename(workspace, "Start")
    model = VersionsModel()
    model.show_versions(listed(workspace.versions.read(), document.scenario, workspace.plan))
    qtmodeltester.check(model, force_py=True)
    said = [[model.index(row, column).data() for column in (1, 2, 3)] for row in range(2)]
    assert said == [["Rename step", "1", "nothing: this is how it is now"], ["As it was opened", "1", "1 part"]]
