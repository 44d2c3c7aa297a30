"""What a check tells of a scenario with blocks."""

from __future__ import annotations

from loadstudio.authoring.comparing.replay_report import replay_report
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.model import Choice, Comparison, If, Loop, PythonCode
from tests.support.scenarios import a_request, a_scenario, a_step


def seen(request_id: str, failure: str = "", status: int = 200) -> Exchange:
    return Exchange(
        request_id=request_id, label=request_id, step="", method="GET", url="http://x/", status=status, failure=failure
    )


def test_a_request_of_a_block_is_told_when_the_pass_came_by() -> None:
    holds = Comparison(left="${a}", operator="exists")
    scenario = a_scenario(
        a_step(
            "s",
            Loop(id="l", times=2, children=(a_request("often"),)),
            If(id="i", condition=holds, children=(a_request("seldom"),)),
            Choice(id="c", children=(a_step("c1", a_request("one")), a_step("c2", a_request("other"), name="Other"))),
            a_step("g", a_request("inner"), name="Group"),
            PythonCode(id="code", name="Sign", code=""),
            a_request("last"),
            name="Whole",
        )
    )
    exchanges = (
        seen("often"),
        seen("often", "status 500", 500),
        seen("often"),
        seen("other"),
        seen("inner"),
        seen("code", "line 3: KeyError: 'token'", 0),
    )
    told = [
        (request.request_id, request.step, request.verdict, request.sentence)
        for request in replay_report(scenario, None, exchanges).requests
    ]
    assert told == [
        ("often", "Whole", "failed", "Status 500."),
        ("other", "Other", "good", "Its checks passed."),
        ("inner", "Group", "good", "Its checks passed."),
        ("code", "Whole", "failed", "Failed in line 3: KeyError: 'token'."),
        ("last", "Whole", "not_sent", "Not sent: the pass ended before it."),
    ]
