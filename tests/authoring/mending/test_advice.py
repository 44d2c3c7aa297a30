"""What helps with a request of a check that is not good."""

from __future__ import annotations

import pytest

from loadstudio.authoring.comparing.replay_report import CheckedRequest, Verdict
from loadstudio.authoring.mending.advice import advice_of, drifts_behind
from loadstudio.authoring.mending.drift import Drift
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.model import Field
from tests.support.scenarios import a_request, a_scenario, a_step


def checked(
    request_id: str, verdict: Verdict = "failed", status: int | None = 500, sentence: str = ""
) -> CheckedRequest:
    exchange = None
    if status is not None:
        exchange = Exchange(request_id=request_id, label="", step="", method="GET", url="http://x/", status=status)
    return CheckedRequest(
        request_id=request_id, label="", step_id="", step="", verdict=verdict, sentence=sentence, exchange=exchange
    )


@pytest.mark.parametrize(
    ("one", "advice"),
    [
        (checked("r", "good", 200), "none"),
        (checked("r", "differs", 200), "site_changed"),
        (checked("r", "not_sent", None), "look_before"),
        (checked("r", status=0), "reach_the_site"),
        (checked("r", status=401), "log_in"),
        (checked("r", status=200, sentence="The log-in form came again."), "log_in"),
        (checked("r", status=404), "not_there"),
        (checked("r", status=422), "not_accepted"),
        (checked("r", status=429), "too_fast"),
        (checked("r", status=503), "site_failed"),
        (checked("r", status=302), "leads_elsewhere"),
        (checked("r", status=200, sentence="Does not contain “Thanks”."), "check_too_strict"),
    ],
)
def test_what_helps(one: CheckedRequest, advice: str) -> None:
    assert advice_of(one) == advice


def test_the_drifts_behind_a_request_are_its_own_and_those_of_what_it_sends() -> None:
    scenario = a_scenario(
        a_step("s", a_request("r1"), a_request("r2", query=(Field(name="b", value="${basket}"),)), a_request("r3"))
    )
    basket = Drift(request_id="r1", variable="basket", sentence="")
    order = Drift(request_id="r2", variable="order", sentence="")
    found = (basket, order)
    assert drifts_behind(checked("r1", "good"), scenario, found) == (basket,)
    assert drifts_behind(checked("r2"), scenario, found) == (basket, order)
    assert drifts_behind(checked("r3"), scenario, found) == found  # it went wrong, and nothing else is known
    assert drifts_behind(checked("r3", "good"), scenario, found) == ()
    assert drifts_behind(checked("gone"), scenario, found) == ()
