"""How far a check is, by requests and by steps."""

from __future__ import annotations

from loadstudio.authoring.comparing.check_progress import CheckProgress, check_progress
from loadstudio.authoring.comparing.replay_report import CheckedRequest, Verdict
from loadstudio.scenario.model import Comparison, If, Scenario
from tests.support.scenarios import a_request, a_scenario, a_step

SEEN = Comparison(left="${a}", operator="exists")
SHOP = a_scenario(
    a_step("home", a_request("r1"), a_request("r2")),
    a_step("pay", If(id="if", condition=SEEN, children=(a_request("r3"),)), a_request("r4")),
    a_step("out", a_request("r5")),
)


def progress(
    scenario: Scenario = SHOP, *, over: bool = False, begun: bool = True, **verdicts: Verdict
) -> CheckProgress:
    checked = {
        id_: CheckedRequest(request_id=id_, label=id_, step_id="", step="", verdict=verdict, sentence="")
        for id_, verdict in verdicts.items()
    }
    return check_progress(scenario, checked, over=over, begun=begun)


def states(now: CheckProgress) -> str:
    return " ".join(f"{id_}={state}" for id_, state in now.requests.items())


def step_states(now: CheckProgress) -> str:
    return " ".join(f"{id_}={step.state}:{step.right}/{step.total}" for id_, step in now.steps.items())


def test_nothing_runs_before_the_engine_has_begun() -> None:
    now = progress(begun=False)
    assert set(now.requests.values()) == {"waiting"}
    assert (now.running, now.running_step, now.answered) == ("", "", 0)


def test_the_request_behind_the_last_answer_is_under_way() -> None:
    now = progress(r1="good")
    assert states(now) == "r1=good r2=running r3=waiting r4=waiting r5=waiting"
    assert step_states(now) == "home=running:1/2 pay=waiting:0/2 out=waiting:0/1"
    assert now.running_step == "home"


def test_an_answer_that_came_out_of_turn_does_not_end_the_wait_for_the_one_before() -> None:
    assert progress(r2="good").running == "r1"


def test_what_stands_in_a_block_that_was_passed_over_is_not_waited_for() -> None:
    now = progress(r1="good", r2="good", r4="good")
    assert now.running == "r5"
    assert states(progress(over=True, r1="good", r2="good", r4="good", r5="good")) == "r1=good r2=good r4=good r5=good"


def test_a_failure_is_told_of_the_step_at_once() -> None:
    now = progress(r1="failed")
    assert step_states(now).startswith("home=failed:0/2")
    assert now.running == "r2"
    assert now.answered == 1


def test_a_step_that_is_over_has_the_worst_of_its_states() -> None:
    now = progress(over=True, r1="good", r2="differs", r3="good", r4="not_sent", r5="not_sent")
    assert step_states(now) == "home=differs:2/2 pay=not_sent:1/2 out=not_sent:0/1"
    assert now.running == ""
