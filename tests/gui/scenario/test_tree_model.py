"""The scenario as a tree: it follows every edit by the differences and keeps what is chosen and open."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.gui.scenario.tree_model import ID_ROLE, ScenarioModel
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario import edit
from loadstudio.scenario.model import HttpRequest, Scenario, ThinkTime
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

_DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def scenario() -> Scenario:
    return a_scenario(
        a_step(
            "s1",
            a_request("r1", "http://shop.test/"),
            a_request("css", "http://shop.test/a.css", static=True),
            a_request("js", "http://shop.test/a.js", static=True),
            a_think_time("t1", 4),
        ),
        a_step("s2", a_request("r2"), a_request("r3"), name="Log in"),
        a_step("s3", name="Empty"),
    )


def _ids(model: ScenarioModel, parent: QModelIndex) -> list[str]:
    return [str(model.index(row, 0, parent).data(ID_ROLE)) for row in range(model.rowCount(parent))]


def _tree(model: ScenarioModel) -> dict[str, list[str]]:
    tree: dict[str, list[str]] = {}
    for row in range(model.rowCount()):
        step = model.index(row, 0)
        tree[str(step.data(ID_ROLE))] = _ids(model, step)
    return tree


def _expected(scenario: Scenario) -> dict[str, list[str]]:
    return _tree(ScenarioModel(scenario))


def test_page_files_are_folded_into_one_row_before_the_pause(qtmodeltester: ModelTester, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    qtmodeltester.check(model, force_py=True)
    step = model.index(0, 0)
    assert _ids(model, step) == ["r1", "", "t1"]
    files = model.index(1, 0, step)
    assert files.data(_DISPLAY) == "Page files"
    assert files.data(CellRole.TRAILING) == "2"
    assert _ids(model, files) == ["css", "js"]
    assert step.data(CellRole.TRAILING) == "3"
    assert model.index(2, 0, step).data(CellRole.TRAILING) == "4 s"


def test_rows_that_are_held_survive_moves_and_renames(qtbot: QtBot, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    held = QPersistentModelIndex(model.index_of("r3"))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    scenario = edit.rename_step(scenario, "s2", "Sign in")
    scenario = edit.move(scenario, "r3", parent_id="s1", index=0)
    scenario = edit.move(scenario, "s3", index=0)
    model.follow(scenario)
    assert held.isValid()
    assert held.data(ID_ROLE) == "r3"
    assert held.parent().data(ID_ROLE) == "s1"
    assert _tree(model) == _expected(scenario)
    assert model.index_of("s2").data(_DISPLAY) == "Sign in"
    assert resets == []


def _random_edit(scenario: Scenario, choice: random.Random) -> Scenario:
    nodes = [node.id for step in scenario.steps for node in step.children]
    steps = [step.id for step in scenario.steps]
    match choice.randrange(6):
        case 0 if nodes:
            target = choice.choice(scenario.steps)
            return edit.move(
                scenario,
                choice.choice(nodes),
                parent_id=target.id,
                index=choice.randint(0, max(0, len(target.children) - 1)),
            )
        case 1 if len(steps) > 1:
            return edit.move(scenario, choice.choice(steps), index=choice.randrange(len(steps)))
        case 2 if len(nodes) > 3:
            return edit.delete(scenario, choice.choice(nodes))
        case 3:
            return edit.duplicate(scenario, choice.choice(nodes or steps))
        case 4 if len(steps) > 2:
            return edit.delete(scenario, choice.choice(steps))
        case _:
            step = choice.choice(steps)
            new = a_request(static=choice.random() < 0.4) if choice.random() < 0.7 else a_think_time()
            return edit.insert(scenario, new, parent_id=step, index=None)


@pytest.mark.parametrize("seed", range(12))
def test_it_becomes_any_other_scenario_and_back(qtmodeltester: ModelTester, scenario: Scenario, seed: int) -> None:
    choice = random.Random(seed)
    model = ScenarioModel(scenario)
    history = [scenario]
    for _ in range(12):
        history.append(_random_edit(history[-1], choice))
        model.follow(history[-1])
        assert _tree(model) == _expected(history[-1])
    model.follow(history[0])  # far back in one step
    assert _tree(model) == _expected(history[0])
    qtmodeltester.check(model, force_py=True)


def test_names_and_pauses_are_asked_for_not_changed(qtbot: QtBot, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    asked: list[tuple[object, ...]] = []
    model.renamed.connect(lambda part_id, name: asked.append((part_id, name)))
    model.paused.connect(lambda part_id, seconds: asked.append((part_id, seconds)))
    assert model.setData(model.index_of("s1"), " Start ")
    assert model.setData(model.index_of("t1"), "1m 30s")
    assert not model.setData(model.index_of("t1"), "soon")
    assert not model.setData(model.index_of("s1"), "  ")
    assert asked == [("s1", "Start"), ("t1", 90.0)]
    assert model.index_of("s1").data(_DISPLAY) == "Home"


def test_dragging_asks_for_a_move_and_never_lets_the_view_delete(qtbot: QtBot, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    asked: list[tuple[str, str, int]] = []
    model.dropped.connect(lambda part_id, parent_id, index: asked.append((part_id, parent_id, index)))
    move, root = Qt.DropAction.MoveAction, QModelIndex()
    data = model.mimeData([model.index_of("r3")])
    assert model.canDropMimeData(data, move, 2, 0, model.index_of("s1"))
    assert not model.canDropMimeData(data, move, 0, 0, root)  # a request stands in a step
    assert not model.dropMimeData(data, move, 2, 0, model.index_of("s1"))
    assert not model.dropMimeData(data, move, -1, 0, model.index_of("s3"))
    step = model.mimeData([model.index_of("s3")])
    assert not model.canDropMimeData(step, move, 0, 0, model.index_of("s1"))
    assert not model.dropMimeData(step, move, 0, 0, root)
    assert asked == [("r3", "s1", 3), ("r3", "s3", 0), ("s3", "", 0)]
    moved = edit.move(scenario, "r3", parent_id="s1", index=3)
    assert [type(node) for node in moved.steps[0].children][-2:] == [HttpRequest, ThinkTime]


def test_what_is_off_says_so_in_words(qtbot: QtBot, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    model.follow(edit.set_enabled(edit.set_enabled(scenario, "s1", False), "r2", False))
    assert model.index_of("s1").data(CellRole.TRAILING) == "off"
    assert model.index_of("r1").data(CellRole.OFF)
    assert model.index_of("css").data(CellRole.OFF)
    assert model.index_of("r2").data(CellRole.TRAILING) == "off"
    assert not model.index_of("r3").data(CellRole.OFF)
    assert "off" in str(model.index_of("r1").data(Qt.ItemDataRole.AccessibleTextRole))
