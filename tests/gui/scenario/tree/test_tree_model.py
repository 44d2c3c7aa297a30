"""The scenario as a tree: it follows every edit by the differences and keeps what is chosen and open."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.base.ids import new_id
from loadstudio.gui.scenario.tree import tree_model
from loadstudio.gui.scenario.tree.tree_model import ID_ROLE, ScenarioModel
from loadstudio.gui.sought import Sought
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario import edit, selection
from loadstudio.scenario.model import (
    HOLDERS,
    Choice,
    Comparison,
    HttpRequest,
    If,
    Loop,
    PythonCode,
    Scenario,
    ThinkTime,
    walk,
)
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
    tree: dict[str, list[str]] = {"": _ids(model, QModelIndex())}
    left = [model.index(row, 0) for row in range(model.rowCount())]
    while left:
        index = left.pop()
        if model.rowCount(index):
            files = "" if index.data(ID_ROLE) else f"files of {index.parent().data(ID_ROLE)}"
            tree[files or str(index.data(ID_ROLE))] = _ids(model, index)
            left += [model.index(row, 0, index) for row in range(model.rowCount(index))]
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
    every = list(walk(scenario.steps))
    steps = [step.id for step in scenario.steps]
    nodes = [node.id for node in every if node.id not in steps]
    holders = [node for node in every if isinstance(node, HOLDERS)]
    after = scenario
    match choice.randrange(8):
        case 0 if nodes:
            after = _moved(scenario, choice.choices(nodes, k=choice.randint(1, 3)), choice.choice(holders).id, choice)
        case 1 if len(steps) > 1:
            after = edit.move(scenario, choice.choice(steps), index=choice.randrange(len(steps)))
        case 2 if len(nodes) > 3:
            after = edit.delete(scenario, choice.choice(nodes))
        case 3:
            after = edit.duplicate(scenario, choice.choice(nodes or steps))
        case 4 if len(steps) > 2:
            after = edit.delete(scenario, choice.choice(steps))
        case 6:
            wrapper = choice.choice((Loop(id=new_id("part")), Choice(id=new_id("part")), a_step()))
            after = selection.wrapped(scenario, choice.choices([node.id for node in every], k=2), wrapper)
        case 7:
            held = choice.choice(holders).id
            after = selection.taken_out(scenario, held) if selection.can_take_out(scenario, held) else scenario
        case _:
            new = a_request(static=choice.random() < 0.4) if choice.random() < 0.7 else a_think_time()
            after = edit.insert(scenario, new, parent_id=choice.choice(holders).id, index=None)
    return after


def _moved(scenario: Scenario, ids: list[str], parent_id: str, choice: random.Random) -> Scenario:
    if any(node.id == parent_id for node in walk(selection.outermost(scenario, ids))):
        return scenario
    room = edit.find(selection.delete_all(scenario, ids), parent_id)
    assert isinstance(room, HOLDERS)
    return selection.move_all(scenario, ids, parent_id=parent_id, index=choice.randint(0, len(room.children)))


@pytest.mark.parametrize("seed", range(30))
def test_it_becomes_any_other_scenario_and_back(qtmodeltester: ModelTester, scenario: Scenario, seed: int) -> None:
    choice = random.Random(seed)
    model = ScenarioModel(scenario)
    history = [scenario]
    for _ in range(14):
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
    asked: list[tuple[tuple[str, ...], str, int]] = []
    model.dropped.connect(lambda ids, parent_id, index: asked.append((ids, parent_id, index)))
    move, root = Qt.DropAction.MoveAction, QModelIndex()
    data = model.mimeData([model.index_of("r3")])
    assert model.canDropMimeData(data, move, 2, 0, model.index_of("s1"))
    assert not model.canDropMimeData(data, move, 0, 0, root)  # a request stands in a step
    assert not model.dropMimeData(data, move, 2, 0, model.index_of("s1"))
    assert not model.dropMimeData(data, move, -1, 0, model.index_of("s3"))
    step = model.mimeData([model.index_of("s3")])
    assert model.canDropMimeData(step, move, 0, 0, model.index_of("s1"))  # a step in a step is a group
    assert not model.canDropMimeData(step, move, 0, 0, model.index_of("s3"))
    assert not model.dropMimeData(step, move, 0, 0, root)
    assert not ScenarioModel(scenario).canDropMimeData(step, move, 0, 0, root)  # of another tree
    both = model.mimeData([model.index_of("r1"), model.index_of("t1")])
    assert not model.dropMimeData(both, move, 1, 0, model.index_of("s2"))
    assert asked == [(("r3",), "s1", 3), (("r3",), "s3", 0), (("s3",), "", 0), (("r1", "t1"), "s2", 1)]
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


def test_blocks_read_as_sentences_and_hold_page_files_of_their_own(
    qtmodeltester: ModelTester, scenario: Scenario
) -> None:
    stock = Comparison(left="${stock}", operator="more", right="0")
    halves = Choice(id="c1", children=(a_step("g1", a_request("r5"), name="Buy", share=3), a_step("g2", name="Leave")))
    loop = Loop(id="l1", times=3, children=(a_request("r4"), a_request("png", static=True), halves))
    for part in (loop, If(id="i1", condition=stock), PythonCode(id="p1", name="Sign", code="x = 1")):
        scenario = edit.insert(scenario, part, parent_id="s3")
    model = ScenarioModel(scenario)
    qtmodeltester.check(model, force_py=True)
    texts = [str(model.index_of(part).data(_DISPLAY)) for part in ("l1", "i1", "p1", "c1")]
    assert texts == ["Repeat 3 times", "If ⟨stock⟩ is more than 0", "Sign", "One of these by chance"]
    assert _ids(model, model.index_of("l1")) == ["r4", "c1", ""]
    assert [model.index_of(step).data(CellRole.TRAILING) for step in ("g1", "g2")] == ["75 %", "25 %"]
    assert model.index_of("g1").data(CellRole.ICON) == "folder"
    assert model.index_of("s3").data(CellRole.TRAILING) == "3"
    model.follow(edit.replace_part(scenario, a_step("g2", name="Leave", share=1)))
    changed = edit.replace_part(scenario, a_step("g2", name="Leave", share=0))
    model.follow(edit.set_enabled(changed, "l1", False))
    assert [model.index_of(step).data(CellRole.TRAILING) for step in ("g1", "g2")] == ["100 %", "0 %"]
    assert model.index_of("r5").data(CellRole.OFF)


def test_a_search_leaves_what_it_finds_with_what_holds_it_and_what_it_holds(
    qtmodeltester: ModelTester, scenario: Scenario
) -> None:
    model = ScenarioModel(scenario)
    assert model.search(Sought("a.css")) == 2
    assert _tree(model) == {"": ["s1"], "s1": [""], "files of s1": ["css"]}
    qtmodeltester.check(model, force_py=True)
    assert not model.index_of("r2").isValid()
    model.search(Sought("LOG in"))
    assert _tree(model) == {"": ["s2"], "s2": ["r2", "r3"]}
    assert model.search(Sought("nowhere")) == 0
    assert model.rowCount() == 0
    model.search(Sought(" "))
    assert _tree(model) == _expected(scenario)


def test_edits_while_a_search_is_on_reach_what_is_hidden_too(qtmodeltester: ModelTester, scenario: Scenario) -> None:
    model = ScenarioModel(scenario)
    model.search(Sought("log in"))
    after = edit.rename_step(edit.delete(scenario, "r2"), "s1", "Front page")
    after = edit.delete(after, "css")
    model.follow(after)
    qtmodeltester.check(model, force_py=True)
    assert _tree(model) == {"": ["s2"], "s2": ["r3"]}
    model.search(Sought("front"))
    assert _tree(model)["files of s1"] == ["js"]
    model.search(Sought(""))
    assert _tree(model) == _expected(after)


def test_a_search_that_was_made_ready_puts_nothing_together(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [a_request(f"r{number}", f"http://shop.test/{number}") for number in range(600)]
    model = ScenarioModel(a_scenario(a_step("s", *requests)))
    pieces = sum(1 for _ in model.ready_search())
    assert pieces == 601 // tree_model._ROWS_A_PIECE
    assert list(model.ready_search()) == []
    monkeypatch.setattr(tree_model, "search_words", None)
    assert model.search(Sought("test/599")) == 2
    assert model.search(Sought("")) == 601


def test_a_search_looks_in_pieces_and_sees_what_is_edited_meanwhile() -> None:
    requests = [a_request(f"r{number}", f"http://shop.test/{number}") for number in range(600)]
    scenario = a_scenario(a_step("s", *requests))
    model = ScenarioModel(scenario)
    finding = model.find(Sought("test/599"))
    next(finding)
    model.follow(edit.delete(scenario, "r598"))
    found: list[str] = []

    def look_on() -> Iterator[None]:
        found.extend(item.id for item in (yield from finding) or ())

    assert sum(1 for _ in look_on()) >= 600 // tree_model._ROWS_A_PIECE
    assert found == ["r599"]


def test_a_tree_made_in_pieces_is_the_same(qtmodeltester: ModelTester, scenario: Scenario) -> None:
    requests = [a_request(f"n{number}") for number in range(600)]
    scenario = msgspec.structs.replace(scenario, steps=(*scenario.steps, a_step("s4", *requests)))
    model = ScenarioModel(scenario, at_once=False)
    assert model.rowCount() == 0
    assert sum(1 for _ in model.make()) >= 600 // tree_model._ROWS_A_PIECE
    assert _tree(model) == _expected(scenario)
    qtmodeltester.check(model, force_py=True)
