"""The tree of a check: requests in blocks and groups belong to the scenario's own step that holds them."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from loadstudio.authoring.replay_report import CheckedRequest, ReplayReport
from loadstudio.gui.scenario.check_tree import CheckTree
from loadstudio.scenario.model import Loop, PythonCode
from tests.support.scenarios import a_request, a_scenario, a_step


def _checked(request_id: str, step_id: str) -> CheckedRequest:
    return CheckedRequest(
        request_id=request_id, label="x", step_id=step_id, step="x", verdict="good", sentence="Fine.", exchange=None
    )


def test_requests_in_blocks_are_checked_under_their_step(qtmodeltester: ModelTester) -> None:
    group = a_step("g", a_request("r2"))
    loop = Loop(id="l", children=(group,))
    code = PythonCode(id="p", name="Sign", code="pass")
    tree = CheckTree(a_scenario(a_step("s", a_request("r1"), loop, name="Shop"), a_step("c", code)))
    qtmodeltester.check(tree)
    assert tree.total == 2
    tree.mark_sent("r2")
    tree.show_report(ReplayReport(requests=(_checked("r1", "s"), _checked("r2", "g"), _checked("p", "c"))))
    assert tree.rowCount() == 1
    assert tree.index(0, 0).data() == "Shop"
    assert tree.rowCount(tree.index(0, 0)) == 2
