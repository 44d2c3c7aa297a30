"""The open scenario: undo with names, typing that merges, files that save themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loadstudio.gui import document as document_module
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.plan.versions import folder_of, read_versions
from loadstudio.scenario.edit import rename_step, set_enabled
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.scenario.model import Scenario
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
    with qtbot.waitSignal(document.saved):
        pass
    assert not document.dirty
    assert load_scenario(document.path) == document.scenario


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document(tmp_path / "gone" / "x.scenario.json", a_scenario(a_step("s1")), Jobs())
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    with qtbot.waitSignal(document.save_failed) as told:
        document.save()
    assert "cannot be written" in str(told.args[0])
    assert document.dirty


def test_what_could_not_be_written_is_tried_again_without_another_word(
    document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_module, "TRY_AGAIN_AFTER_MS", 20)
    told: list[Exception] = []
    document.save_failed.connect(told.append)
    folder = document.path.parent
    hidden = folder.rename(folder.with_name("away"))
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    tries = spied(monkeypatch, document)
    document.save()
    qtbot.waitUntil(lambda: len(tries) >= 3)
    assert len(told) == 1
    hidden.rename(folder)
    with qtbot.waitSignal(document.saved):
        pass
    assert load_scenario(document.path).steps[0].name == "Start"


def spied(monkeypatch: pytest.MonkeyPatch, document: Document) -> list[Scenario]:
    """Return a list that grows with each try to write."""
    tries: list[Scenario] = []
    write = document.file.write

    def spy(scenario: Scenario) -> None:
        tries.append(scenario)
        write(scenario)

    monkeypatch.setattr(document.file, "write", spy)
    return tries


def test_what_another_window_wrote_is_kept_before_it_is_written_over(
    qtbot: QtBot, own_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "shop.scenario.json"
    opened = a_scenario(a_step("s1", a_request("r1")))
    save_scenario(path, opened)
    one, other = (Document(path, opened, Jobs()) for _ in range(2))
    with qtbot.waitSignal(one.saved), qtbot.assertNotEmitted(one.overwrote):
        one.edit("Rename step", rename_step(opened, "s1", "Theirs"))
    with qtbot.waitSignals([other.saved, other.overwrote]):
        other.edit("Rename step", rename_step(opened, "s1", "Mine"))
    assert load_scenario(path).steps[0].name == "Mine"
    (kept,) = read_versions(folder_of(path))
    assert kept.scenario.steps[0].name == "Theirs"
    assert kept.done == ("Changed in another window or program",)
    with qtbot.waitSignal(other.saved), qtbot.assertNotEmitted(other.overwrote):
        other.edit("Rename step", rename_step(opened, "s1", "Mine again"))


def test_what_others_wrote_and_nobody_can_read_is_not_written_over(document: Document, qtbot: QtBot) -> None:
    document.path.write_text('{"version": 99, "steps": []}')
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    with qtbot.waitSignal(document.save_failed) as told:
        document.save()
    assert "newer" in str(told.args[0])
    assert "99" in document.path.read_text()
    assert document.dirty


def test_a_file_that_was_only_touched_is_no_work_of_others(document: Document, qtbot: QtBot) -> None:
    save_scenario(document.path, document.scenario)
    document.edit("Rename step", rename_step(document.scenario, "s1", "Start"))
    with qtbot.waitSignal(document.saved), qtbot.assertNotEmitted(document.overwrote):
        document.save()
