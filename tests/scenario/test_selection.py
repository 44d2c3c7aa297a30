"""`scenario.selection` and `scenario.clip`: several parts at once, wrapped, taken out, copied elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.scenario import selection
from loadstudio.scenario.clip import clip_bytes, clip_from, clip_of, pasted
from loadstudio.scenario.extractor import Extractor, RegexSource
from loadstudio.scenario.model import (
    HOLDERS,
    Choice,
    DataSource,
    HttpRequest,
    Loop,
    Node,
    RecordedAnswer,
    Scenario,
    Step,
    Variable,
    walk,
)
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

IDS = ("home", "r1", "r2", "t1", "loop", "r3", "cart", "r4", "out")


def _shop() -> Scenario:
    loop = Loop(id="loop", children=(a_request("r2"), a_think_time("t1"), a_request("r3")))
    return a_scenario(
        a_step("home", a_request("r1"), loop),
        a_step("cart", a_request("r4"), name="Cart"),
        a_step("out", name="Log out"),
    )


def _shape(nodes: tuple[Node, ...]) -> list[object]:
    return [[node.id, *_shape(node.children)] if isinstance(node, HOLDERS) else node.id for node in nodes]


def test_what_stands_in_another_chosen_part_goes_with_it() -> None:
    parts = selection.outermost(_shop(), ("r3", "loop", "r4"))
    assert [part.id for part in parts] == ["loop", "r4"]


def test_parts_move_together_in_their_order() -> None:
    moved = selection.move_all(_shop(), ("r4", "r3", "r1"), parent_id="out", index=0)
    assert _shape(moved.steps) == [["home", ["loop", "r2", "t1"]], ["cart"], ["out", "r1", "r3", "r4"]]
    with pytest.raises(ValueError, match="itself"):
        selection.move_all(_shop(), ("home",), parent_id="loop", index=0)


def test_a_loop_is_put_around_requests_and_within_a_step() -> None:
    wrapped = selection.wrapped(_shop(), ("r4",), Loop(id="new"))
    assert _shape(wrapped.steps[1:]) == [["cart", ["new", "r4"]], ["out"]]
    alone = selection.wrapped(_shop(), ("home",), Loop(id="new"))
    assert _shape(alone.steps)[0] == ["home", ["new", "r1", ["loop", "r2", "t1", "r3"]]]
    both = selection.wrapped(_shop(), ("cart", "out"), Loop(id="new"))
    around = both.steps[1]
    assert isinstance(around, Step)
    assert _shape(around.children) == [["new", ["cart", "r4"], ["out"]]]


def test_steps_become_groups_of_a_step_and_come_out_again() -> None:
    grouped = selection.wrapped(_shop(), ("cart", "out"), a_step("new"))
    assert _shape(grouped.steps)[1] == ["new", ["cart", "r4"], ["out"]]
    assert _shape(selection.taken_out(grouped, "new").steps) == _shape(_shop().steps)
    assert not selection.can_take_out(_shop(), "cart")
    with pytest.raises(ValueError, match="Requests stand in a step"):
        selection.taken_out(_shop(), "cart")


def test_a_random_choice_gets_steps() -> None:
    chosen = selection.wrapped(_shop(), ("r2", "r3"), Choice(id="new"))
    loop = chosen.steps[0].children[1]
    assert isinstance(loop, Loop)
    choice = loop.children[0]
    assert isinstance(choice, Choice)
    assert all(isinstance(child, Step) for child in choice.children)
    assert [child.children[0].id for child in choice.children if isinstance(child, Step)] == ["r2", "r3"]


@given(ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=4), parent=st.sampled_from(("home", "loop", "cart")))
def test_moving_loses_and_doubles_nothing(ids: list[str], parent: str) -> None:
    try:
        moved = selection.move_all(_shop(), ids, parent_id=parent, index=0)
    except ValueError:
        return
    assert sorted(node.id for node in walk(moved.steps)) == sorted(IDS)


@given(ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=5))
def test_a_group_around_and_taken_out_again_changes_only_places(ids: list[str]) -> None:
    wrapped = selection.wrapped(_shop(), ids, a_step("new"))
    assert sorted(node.id for node in walk(wrapped.steps)) == sorted((*IDS, "new"))
    if selection.can_take_out(wrapped, "new"):
        assert sorted(node.id for node in walk(selection.taken_out(wrapped, "new").steps)) == sorted(IDS)


def test_a_copy_takes_its_variables_and_data_to_another_scenario() -> None:
    taken = Extractor(variable="token", sources=(RegexSource(pattern="(x)"),))
    request = a_request(
        "r1", "http://shop.test/${users.name}", extractors=(taken,), recorded=RecordedAnswer(entry_id="e1", status=200)
    )
    shop = a_scenario(
        a_step("home", request),
        id="shop",
        variables=(Variable(name="token", label="token"), Variable(name="other", label="other")),
        data_sources=(DataSource(name="users", file="users.csv", columns=("name",)),),
    )
    clip = clip_from(clip_bytes(clip_of(shop, ("r1",))))
    assert clip is not None
    other = a_scenario(a_step("a", a_request("b")), a_step("z"), id="other")
    after, ids = pasted(other, clip, "b")
    assert _shape(after.steps) == [["a", "b", ids[0]], ["z"]]
    copy = after.steps[0].children[1]
    assert isinstance(copy, HttpRequest)
    assert copy.id != "r1"
    assert copy.recorded == RecordedAnswer(entry_id="", status=200)
    assert [variable.name for variable in after.variables] == ["token"]
    assert [source.name for source in after.data_sources] == ["users"]
    again, _ids = pasted(shop, clip, "home")
    assert again.variables == shop.variables
    second = again.steps[0].children[1]
    assert isinstance(second, HttpRequest)
    assert second.recorded == request.recorded


def test_steps_are_pasted_behind_the_chosen_step_and_requests_into_an_empty_scenario() -> None:
    clip = clip_of(_shop(), ("out",))
    after, ids = pasted(_shop(), clip, "r3")
    assert [step.id for step in after.steps] == ["home", ids[0], "cart", "out"]
    empty, ids = pasted(a_scenario(id="empty"), clip_of(_shop(), ("r1",)), "")
    assert [step.id for step in empty.steps] == list(ids)
    assert clip_from(b"no clip") is None
