"""The open scenario: undo with names, typing that merges, files that save themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.scenario.edit import rename_step, set_enabled
from loadstudio.scenario.file import load_scenario
from tests.support.scenarios import a_request, a_scenario, a_step


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Document:
    scenario = a_scenario(a_step("s1", a_request("r1")))
    return Document(tmp_path / "shop.scenario.json", scenario, Jobs())


def test_every_edit_can_be_undone_by_its_name(document: Document) -> None:
    before = document.scenario
    document.edit("Rename step", rename_step(before, "s1", "Start"))
    document.edit("Switch off", set_enabled(document.scenario, "r1", False))
    stack = document.undo_stack
    assert stack.undoText() == "Switch off"
    stack.undo()
    assert stack.undoText() == "Rename step"
    stack.undo()
    assert document.scenario == before
    stack.redo()
    assert document.scenario.steps[0].name == "Start"


def test_typing_is_one_step_and_typing_back_is_none(document: Document) -> None:
    for name in ("S", "St", "Sta"):
        document.edit("Rename step", rename_step(document.scenario, "s1", name), burst="name s1")
    assert document.undo_stack.count() == 1
    document.edit("Rename step", rename_step(document.scenario, "s1", "Home"), burst="name s1")
    assert document.undo_stack.count() == 0
    document.edit("nothing", document.scenario)
    assert document.undo_stack.count() == 0


def test_it_saves_itself_and_says_so(document: Document, qtbot: QtBot) -> None:
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    assert document.dirty
    with qtbot.waitSignal(document.saved, timeout=3000):
        pass
    assert not document.dirty
    assert load_scenario(document.path) == document.scenario


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(tmp_path / "gone" / "x.scenario.json", a_scenario(a_step("s1")), Jobs())
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    with qtbot.waitSignal(document.save_failed, timeout=3000) as told:
        document.save()
    assert "cannot be written" in str(told.args[0])
    assert document.dirty
