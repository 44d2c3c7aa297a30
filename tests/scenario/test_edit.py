"""`scenario.edit`: each edit changes what it says and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loadstudio.scenario import edit
from loadstudio.scenario.model import Host, HttpRequest, Loop, Scenario, Variable, requests_of, walk
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time


@pytest.fixture
def shop() -> Scenario:
    return a_scenario(
        a_step("home", a_request("r1"), a_request("r2"), a_think_time("t1", 2.0), name="Home"),
        a_step("cart", a_request("r3"), name="Cart"),
        variables=(Variable(name="token", label="form token", recorded_value="abc"),),
    )


def _ids(scenario: Scenario) -> list[list[str]]:
    return [[step.id, *(node.id for node in step.children)] for step in scenario.steps]


def test_names(shop: Scenario) -> None:
    changed = edit.rename_request(edit.rename_step(shop, "cart", " Basket "), "r3", "Open the basket")
    assert changed.steps[1].name == "Basket"
    assert changed.steps[1].children[0].name == "Open the basket"  # type: ignore[union-attr]  # r3 is a request
    assert changed.steps[0] is shop.steps[0]
    with pytest.raises(ValueError, match="empty"):
        edit.rename_step(shop, "cart", "  ")


def test_switching_off(shop: Scenario) -> None:
    assert edit.set_enabled(shop, "home", False).steps[0].enabled is False
    assert edit.set_enabled(shop, "t1", False).steps[0].children[2].enabled is False
    assert edit.set_variable_enabled(shop, "token", False).variables[0].enabled is False


def test_moving_counts_after_taking_out(shop: Scenario) -> None:
    assert _ids(edit.move(shop, "r1", parent_id="home", index=1)) == [["home", "r2", "r1", "t1"], ["cart", "r3"]]
    assert _ids(edit.move(shop, "t1", parent_id="cart", index=0)) == [["home", "r1", "r2"], ["cart", "t1", "r3"]]
    assert _ids(edit.move(shop, "home", index=1)) == [["cart", "r3"], ["home", "r1", "r2", "t1"]]


def test_deleting(shop: Scenario) -> None:
    assert _ids(edit.delete(shop, "home")) == [["cart", "r3"]]
    assert _ids(edit.delete(shop, "r2")) == [["home", "r1", "t1"], ["cart", "r3"]]


def test_a_copy_has_ids_of_its_own(shop: Scenario) -> None:
    changed = edit.duplicate(edit.duplicate(shop, "r1"), "home")
    ids = [id_ for group in _ids(changed) for id_ in group]
    assert len(ids) == len(set(ids))
    assert changed.steps[0].children[1].name == changed.steps[0].children[0].name  # type: ignore[union-attr]  # requests
    assert [step.name for step in changed.steps] == ["Home", "Home copy", "Cart"]


def test_think_time(shop: Scenario) -> None:
    changed = edit.set_think_time(shop, "t1", 0.5)
    assert changed.steps[0].children[2] == a_think_time("t1", 0.5)
    with pytest.raises(ValueError, match="0 seconds or more"):
        edit.set_think_time(shop, "t1", -1)
    with pytest.raises(KeyError):
        edit.set_think_time(shop, "r1", 1)


def test_hosts(shop: Scenario) -> None:
    both = edit.insert(shop, a_request("cdn", "https://cdn.test/x.js"), parent_id="cart")
    both = edit.set_host_kept(replace(both, hosts=(Host(name="cdn.test", kept=True),)), "cdn.test", False)
    off = [node.id for step in both.steps for node in step.children if not node.enabled]
    assert off == ["cdn"]
    assert both.hosts[0].kept is False


def test_an_unknown_id_is_said(shop: Scenario) -> None:
    for change in (
        lambda: edit.delete(shop, "nobody"),
        lambda: edit.rename_step(shop, "r1", "x"),
        lambda: edit.replace_request(shop, HttpRequest(id="t1", name="x", method="GET", url="http://x/")),
        lambda: edit.set_variable_enabled(shop, "nobody", True),
    ):
        with pytest.raises(KeyError):
            change()


def _nested() -> Scenario:
    group = a_step("g", a_request("r1"), a_request("r2"))
    return a_scenario(a_step("s", Loop(id="l", children=(group, a_request("r3"))), a_request("r4")), a_step("t"))


def test_parts_are_edited_wherever_they_stand() -> None:
    scenario = _nested()
    assert [node.id for node in edit.path_to(scenario, "r2")] == ["s", "l", "g", "r2"]
    assert edit.step_of(scenario, "r3").id == "s"
    assert (holder := edit.holder_of(scenario, "r3")) is not None
    assert holder.id == "l"
    assert edit.holder_of(scenario, "t") is None
    off = edit.set_enabled(scenario, "r2", False)
    assert [request.id for request in requests_of(off, enabled_only=True)] == ["r1", "r3", "r4"]
    assert off.steps[1] is scenario.steps[1]
    gone = edit.delete(scenario, "g")
    assert [request.id for request in requests_of(gone)] == ["r3", "r4"]


def test_parts_move_between_blocks_and_never_into_themselves() -> None:
    scenario = _nested()
    moved = edit.move(scenario, "g", parent_id="", index=1)
    assert [step.id for step in moved.steps] == ["s", "g", "t"]
    back = edit.move(moved, "g", parent_id="l", index=0)
    assert back == scenario
    with pytest.raises(ValueError, match="into itself"):
        edit.move(scenario, "l", parent_id="g", index=0)
    with pytest.raises(ValueError, match="outside of a step"):
        edit.move(scenario, "l", parent_id="", index=0)
    with pytest.raises(KeyError):
        edit.insert(scenario, a_request(), parent_id="r1")


def test_a_copy_of_a_block_has_ids_of_its_own_throughout() -> None:
    scenario = edit.duplicate(_nested(), "l")
    ids = [node.id for node in walk(scenario.steps)]
    assert len(ids) == len(set(ids)) == 8 + 5
    assert [type(node).__name__ for node in scenario.steps[0].children] == ["Loop", "Loop", "HttpRequest"]
