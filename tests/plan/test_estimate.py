"""The estimate is the arithmetic of recorded times, users and stages."""

from __future__ import annotations

import pytest

from loadstudio.plan.estimate import estimate
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.model import Choice, Comparison, If, Loop, RecordedAnswer, Scenario
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time


def scenario(*, think_s: float, requests: int = 2, static: int = 0) -> Scenario:
    """Return a pass of `requests` requests of 250 ms each, some of them page files, and one pause."""
    sent = [
        a_request(static=number < static, recorded=RecordedAnswer(entry_id="e", duration_ms=250))
        for number in range(requests)
    ]
    return a_scenario(a_step("", *sent, a_think_time(seconds=think_s)))


def plan(load: Load, *weights: float, **settings: float) -> Plan:
    uses = tuple(ScenarioUse(file=f"{number}.scenario.json", weight=weight) for number, weight in enumerate(weights))
    return Plan(name="p", scenarios=uses, load=load, include_static=bool(settings.get("static", True)))


def test_closed_load_over_time() -> None:
    load = ClosedLoad(stages=(Stage(target=10, duration_s=60), Stage(target=10, duration_s=120)))
    result = estimate(plan(load, 1), (scenario(think_s=1.5),))
    assert (result.users_max, result.duration_s, result.pass_s) == (10, 180, 2.0)
    assert result.requests_per_s_peak == pytest.approx(10)
    assert result.passes_total == pytest.approx((10 * 60 / 2 + 10 * 120) / 2)
    assert result.requests_total == pytest.approx(result.passes_total * 2)


def test_passes_in_all_take_as_long_as_they_need() -> None:
    at_once = ClosedLoad(stages=(Stage(target=20, duration_s=0),), iterations=40)
    assert estimate(plan(at_once, 1), (scenario(think_s=1.5),)).duration_s == pytest.approx(4.0)
    ramp = ClosedLoad(stages=(Stage(target=10, duration_s=10),), iterations=25)
    # 25 passes of 2 s are 50 user-seconds: the whole ramp
    assert estimate(plan(ramp, 1), (scenario(think_s=1.5),)).duration_s == pytest.approx(10.0)


def test_open_load_is_bounded_by_its_users() -> None:
    stages = (Stage(target=5, duration_s=0), Stage(target=5, duration_s=60))
    free = estimate(plan(OpenLoad(stages=stages, max_users=100), 1), (scenario(think_s=1.5),))
    assert (free.requests_per_s_peak, free.requests_total) == (10.0, 600.0)
    bounded = estimate(plan(OpenLoad(stages=stages, max_users=4), 1), (scenario(think_s=1.5),))
    assert bounded.requests_per_s_peak == 4.0


def test_shares_mix_and_page_files_may_be_left_out() -> None:
    load = ClosedLoad(stages=(Stage(target=8, duration_s=60),))
    mixed = estimate(plan(load, 3, 1), (scenario(think_s=0.5), scenario(think_s=4.5)))
    assert mixed.pass_s == pytest.approx(0.75 * 1 + 0.25 * 5)
    bare = estimate(plan(load, 1, static=0), (scenario(think_s=1, requests=4, static=3),))
    assert (bare.requests_per_pass, bare.pass_s) == (1.0, 1.25)


def test_blocks_count_as_often_as_they_are_done() -> None:
    def quarter(**fields: float) -> RecordedAnswer:
        return RecordedAnswer(entry_id=f"{fields}", duration_ms=250, **fields)

    request = a_request(recorded=quarter())
    scenario = a_scenario(
        a_step(
            "",
            Loop(id="l", times=4, children=(request, a_step("", a_think_time(seconds=0.75)))),
            If(id="i", condition=Comparison(left="1", operator="equals", right="1"), children=(request,)),
            Choice(id="c", children=(a_step("", request, request, share=3.0), a_step("", share=1.0))),
        )
    )
    load = ClosedLoad(stages=(Stage(target=1, duration_s=60),))
    result = estimate(plan(load, 1), (scenario,))
    assert result.requests_per_pass == pytest.approx(4 + 1 + 0.75 * 2)
    assert result.pass_s == pytest.approx(4 * 1.0 + 0.25 + 0.75 * 0.5)
    together = a_scenario(a_step("", *(a_request(recorded=quarter(offset_ms=ms)) for ms in (0, 50, 100, 600))))
    assert estimate(plan(load, 1), (together,)).pass_s == pytest.approx(0.35 + 0.25)
