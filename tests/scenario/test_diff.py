"""`scenario.diff`: the changes, done one by one as a tree view does them, lead from one tree to the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.scenario.diff import Change, Changed, Inserted, Moved, Removed, changes
from loadstudio.scenario.edit import rename_step
from loadstudio.scenario.model import Scenario
from tests.support.scenarios import a_request, a_scenario, a_step

_STEPS = [f"s{number}" for number in range(5)]
_NODES = [f"n{number}" for number in range(8)]


@st.composite
def _scenarios(draw: st.DrawFn) -> Scenario:
    steps = draw(st.lists(st.sampled_from(_STEPS), unique=True))
    nodes = draw(st.lists(st.sampled_from(_NODES), unique=True)) if steps else []
    homes = {node: draw(st.sampled_from(steps)) for node in nodes}
    return a_scenario(
        *(
            a_step(step, *(a_request(node) for node in nodes if homes[node] == step), name=draw(st.sampled_from("ab")))
            for step in steps
        )
    )


def _tree(scenario: Scenario) -> dict[str, list[str]]:
    tree = {"": [step.id for step in scenario.steps]}
    return tree | {step.id: [node.id for node in step.children] for step in scenario.steps}


def _follow(tree: dict[str, list[str]], change: Change) -> None:
    match change:
        case Inserted(part=part, parent_id=parent, index=index):
            assert 0 <= index <= len(tree[parent])
            tree[parent].insert(index, part.id)
            if not parent:
                tree[part.id] = []
        case Removed(part_id=part_id, parent_id=parent, index=index):
            assert tree[parent][index] == part_id
            del tree[parent][index]
            if not parent:
                assert tree.pop(part_id) == []
        case Moved():
            assert tree[change.from_parent_id].pop(change.from_index) == change.part_id
            tree[change.to_parent_id].insert(change.to_index, change.part_id)
        case Changed():
            pass


@settings(max_examples=300)
@given(_scenarios(), _scenarios())
def test_changes_lead_from_one_tree_to_the_other(before: Scenario, after: Scenario) -> None:
    tree = _tree(before)
    done = changes(before, after)
    for change in done:
        _follow(tree, change)
    assert tree == _tree(after)
    renamed = {step.id for step in after.steps for old in before.steps if old.id == step.id and old.name != step.name}
    assert {change.part.id for change in done if isinstance(change, Changed)} >= renamed


def test_one_drag_is_one_move() -> None:
    before = a_scenario(*(a_step(id_) for id_ in ("a", "b", "c", "d")))
    after = a_scenario(*(before.steps[index] for index in (1, 2, 3, 0)))
    assert changes(before, after) == (Moved(part_id="a", from_parent_id="", from_index=0, to_parent_id="", to_index=3),)


def test_a_new_name_touches_only_its_step() -> None:
    before = a_scenario(a_step("a", a_request("r")), a_step("b"))
    (change,) = changes(before, rename_step(before, "a", "Log in"))
    assert isinstance(change, Changed)
    assert change.part.name == "Log in"  # type: ignore[union-attr]  # a step, asserted by its id
    assert changes(before, before) == ()
