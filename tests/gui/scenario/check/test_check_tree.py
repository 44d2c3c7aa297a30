"""The tree of a check: what a pass does stands under the scenario's own step that holds it, with its state in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from loadstudio.authoring.comparing.check_progress import check_progress
from loadstudio.authoring.comparing.replay_report import CheckedRequest
from loadstudio.gui.scenario.check.check_tree import CheckTree
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario.model import Loop, PythonCode
from tests.support.scenarios import a_request, a_scenario, a_step

SHOP = a_scenario(
    a_step("s", a_request("r1"), Loop(id="l", children=(a_step("g", a_request("r2")),)), name="Shop"),
    a_step("c", PythonCode(id="p", name="Sign", code="pass"), name="Sign in"),
    a_step("empty"),
)


def checked(request_id: str, verdict: str = "good") -> CheckedRequest:
    return CheckedRequest(
        request_id=request_id, label="x", step_id="s", step="x", verdict=verdict, sentence="Fine.", exchange=None
    )


def test_requests_in_blocks_and_python_steps_are_checked_under_their_step(qtmodeltester: ModelTester) -> None:
    tree = CheckTree(SHOP)
    qtmodeltester.check(tree)
    assert tree.total == 3
    assert [tree.index(row, 0).data() for row in range(tree.rowCount())] == ["Shop", "Sign in"]
    assert tree.rowCount(tree.index(0, 0)) == 2
    assert tree.index(0, 0, tree.index(1, 0)).data() == "Sign"


def test_states_are_said_as_icon_and_word_while_the_pass_goes_on() -> None:
    tree = CheckTree(SHOP)

    def shown() -> list[tuple[str, str, str]]:
        items = [tree.item_of(id_) for id_ in ("r1", "r2", "p")] + [tree.step_item_of("s"), tree.step_item_of("c")]
        roles = (CellRole.ICON, CellRole.ICON_TONE, CellRole.TRAILING)
        return [tuple(str(item.data(role)) for role in roles) for item in items if item is not None]  # type: ignore[misc]

    tree.show_progress(check_progress(SHOP, {}, begun=False), {})
    assert shown() == [("clock", "faint", "waiting")] * 5
    came = {"r1": checked("r1", "failed")}
    tree.show_progress(check_progress(SHOP, came), came)
    assert shown() == [
        ("cross", "bad", "failed"),
        ("play", "accent", "running"),
        ("clock", "faint", "waiting"),
        ("cross", "bad", "0 of 2"),
        ("clock", "faint", "waiting"),
    ]
    row = tree.step_item_of("s")
    assert row is not None
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Shop, failed, 0 of 2"


def test_what_the_pass_did_not_come_by_is_left_out() -> None:
    tree = CheckTree(SHOP)
    came = {"r1": checked("r1"), "r2": checked("r2")}
    tree.show_progress(check_progress(SHOP, came, over=True), came)
    code = tree.item_of("p")
    assert code is not None
    assert code.data(CellRole.TRAILING) == "left out"
