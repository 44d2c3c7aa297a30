"""The window closes when all is saved, and stays open as long as it is not."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.plan.file import load_plan, plan_path_of
from loadstudio.scenario.edit import rename_step
from loadstudio.scenario.file import load_scenario
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.window import open_scenario_in

SHOP = a_scenario(a_step("s1", a_request("r1"), name="Home"))


def work_where_nothing_can_be_saved(window: MainWindow, folder: Path) -> Path:
    """Change scenario and load, whose folder is away; return where it went."""
    workspace = window.workspace
    open_scenario_in(workspace, folder, SHOP)
    away = folder.rename(folder.with_name("away"))
    document, plan = workspace.document, workspace.plan
    assert document is not None
    assert plan is not None
    document.edit("Rename step", rename_step(SHOP, "s1", "Start"))
    workspace.set_plan(replace(plan, name="Heavier"))
    return away


def test_it_stays_open_as_long_as_the_work_is_not_saved(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    away = work_where_nothing_can_be_saved(window, folder)
    person, workspace = Person(window), window.workspace
    with qtbot.waitSignal(workspace.not_saved):
        window.close()
    assert window.isVisible()
    assert person.sees("The window stays open, because what you did is not saved.")
    assert person.sees("cannot be written")
    away.rename(folder)
    with qtbot.waitSignal(workspace.quiet):
        window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    path = folder / "shop.scenario.json"
    assert load_scenario(path).steps[0].name == "Start"
    assert load_plan(plan_path_of(path)).name == "Heavier"


def test_it_closes_without_saving_when_the_person_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    work_where_nothing_can_be_saved(window, folder)
    with qtbot.waitSignal(window.workspace.not_saved):
        window.close()
    with qtbot.waitSignal(window.workspace.quiet):
        Person(window).click("Close without saving")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_load_that_could_not_be_saved_is_tried_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    away = work_where_nothing_can_be_saved(window, folder)
    person, workspace = Person(window), window.workspace
    workspace.save()
    person.wait(lambda: person.sees("cannot be written"), "the sentence")
    qtbot.waitUntil(lambda: workspace.jobs.running == 0)
    assert workspace.unsaved
    away.rename(folder)
    qtbot.waitUntil(lambda: not workspace.unsaved)
    qtbot.waitUntil(lambda: not person.sees("cannot be written"))
    assert load_plan(plan_path_of(folder / "shop.scenario.json")).name == "Heavier"
