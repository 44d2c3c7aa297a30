"""`scenario.diff`: the changes, done one by one as a tree view does them, lead from one tree to the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.scenario.diff import Change, Changed, Inserted, Moved, Removed, changes
from loadstudio.scenario.edit import rename_step
from loadstudio.scenario.model import HOLDERS, Loop, Node, Scenario, Step, walk
from tests.support.scenarios import a_request, a_scenario, a_step

_HOLDERS = [f"h{number}" for number in range(6)]
_NODES = [f"n{number}" for number in range(8)]


@st.composite
def _scenarios(draw: st.DrawFn) -> Scenario:
    """Steps and loops in each other to any depth, with requests in them: each holder has a home before it in a list."""
    holders = draw(st.lists(st.sampled_from(_HOLDERS), unique=True))
    nodes = draw(st.lists(st.sampled_from(_NODES), unique=True)) if holders else []
    homes = {id_: draw(st.sampled_from(["", *holders[:place]])) for place, id_ in enumerate(holders)}
    homes |= {id_: draw(st.sampled_from(holders)) for id_ in nodes}
    order = draw(st.permutations([*holders, *nodes]))
    loops = {id_ for id_ in holders if homes[id_] and id_ in ("h1", "h3")}

    def part(id_: str) -> Node:
        children = tuple(part(other) for other in order if homes[other] == id_)
        if id_ in nodes:
            return a_request(id_)
        return Loop(id=id_, children=children) if id_ in loops else a_step(id_, *children, name=draw(_names))

    return a_scenario(*(part(id_) for id_ in order if not homes[id_]))  # type: ignore[arg-type]  # no loop is outside


_names = st.sampled_from("ab")


def _tree(scenario: Scenario) -> dict[str, list[str]]:
    tree = {"": [step.id for step in scenario.steps]}
    holders = (node for node in walk(scenario.steps) if isinstance(node, HOLDERS))
    return tree | {node.id: [child.id for child in node.children] for node in holders}


def _follow(tree: dict[str, list[str]], change: Change) -> None:
    match change:
        case Inserted(part=part, parent_id=parent, index=index):
            assert 0 <= index <= len(tree[parent])
            tree[parent].insert(index, part.id)
            if isinstance(part, HOLDERS):
                assert not part.children
                tree[part.id] = []
        case Removed(part_id=part_id, parent_id=parent, index=index):
            assert tree[parent][index] == part_id
            del tree[parent][index]
            assert tree.pop(part_id, []) == []
        case Moved():
            assert tree[change.from_parent_id].pop(change.from_index) == change.part_id
            assert change.to_parent_id not in _below(tree, change.part_id)
            tree[change.to_parent_id].insert(change.to_index, change.part_id)
        case Changed():
            pass


def _below(tree: dict[str, list[str]], id_: str) -> set[str]:
    return {id_}.union(*(_below(tree, child) for child in tree.get(id_, [])))


@settings(max_examples=300)
@given(_scenarios(), _scenarios())
def test_changes_lead_from_one_tree_to_the_other(before: Scenario, after: Scenario) -> None:
    tree = _tree(before)
    done = changes(before, after)
    for change in done:
        _follow(tree, change)
    assert tree == _tree(after)
    names = [{node.id: node.name for node in walk(one.steps) if isinstance(node, Step)} for one in (before, after)]
    renamed = {id_ for id_ in names[0].keys() & names[1].keys() if names[0][id_] != names[1][id_]}
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
