"""Scenarios with and without a load of their own."""

from __future__ import annotations

from pathlib import Path

from loadstudio.plan.lanes import lane_of, lanes_of, users_in_all
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.run_spec import RunSpec, ScenarioShare
from tests.support.scenarios import a_request, a_scenario, a_step

COMMON = ClosedLoad(stages=(Stage(target=5, duration_s=0), Stage(target=5, duration_s=10)))
OWN = OpenLoad(stages=(Stage(target=2, duration_s=20),), max_users=7)
FEW = ClosedLoad(stages=(Stage(target=2, duration_s=0),), iterations_per_user=3)


def spec(*loads: Load | None) -> RunSpec:
    scenario = a_scenario(a_step("", a_request()))
    shares = tuple(
        ScenarioShare(scenario=scenario, weight=position + 1, load=load) for position, load in enumerate(loads)
    )
    return RunSpec(
        run_id="r", name="n", shares=shares, load=COMMON, limits=(), workers=1, results_dir=str(Path("results"))
    )


def test_scenarios_without_a_load_share_one_lane_and_users_are_numbered_over_all() -> None:
    lanes = lanes_of(spec(None, OWN, None, FEW))
    assert [(lane.load, lane.shares, lane.weights) for lane in lanes] == [
        (COMMON, (0, 2), (1, 3)),
        (OWN, (1,), (2,)),
        (FEW, (3,), (4,)),
    ]
    assert [(lane.first_user, lane.users) for lane in lanes] == [(0, 5), (5, 7), (12, 2)]
    assert users_in_all(lanes) == 14
    assert [lane_of(lanes, user) for user in (0, 4, 5, 11, 12, 13, 99)] == [0, 0, 1, 1, 2, 2, 2]


def test_without_a_common_load_there_is_no_lane_for_it() -> None:
    (lane,) = lanes_of(spec(OWN))
    assert (lane.load, lane.first_user) == (OWN, 0)


def test_a_lane_is_past_after_its_stages_unless_passes_are_left() -> None:
    common, own, few = lanes_of(spec(None, OWN, FEW))
    assert [lane.passes for lane in (common, own, few)] == [None, None, 6]
    assert not common.is_past(9.9)
    assert common.is_past(10)
    assert own.is_past(20)
    assert not few.is_past(1000)
