"""Who takes which row when one file serves several scenarios: no two users the same, whatever lanes they are in."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.plan.lanes import lanes_of
from loadstudio.plan.model import ClosedLoad, Load, Stage
from loadstudio.plan.row_numbers import is_alone, number_of_user, serving_together, users_needing_rows
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.plan.schedule import deal_scenarios
from loadstudio.scenario.model import Scenario


def users(count: int) -> ClosedLoad:
    return ClosedLoad(stages=(Stage(target=count, duration_s=10),))


def a_share(weight: float = 1, load: Load | None = None, **table: Any) -> ScenarioShare:
    fields = {"name": "t", "columns": ("a",), "rows": (("1",),), "policy": "unique", "origin": "users.csv"} | table
    return ScenarioShare(scenario=Scenario(id="s", name="s"), weight=weight, load=load, data=(DataTable(**fields),))


def a_spec(*shares: ScenarioShare, common: int = 4) -> RunSpec:
    return RunSpec(run_id="r", name="r", shares=shares, load=users(common), limits=(), workers=1, results_dir="")


def test_tables_go_together_by_their_rows_and_their_use() -> None:
    spec = a_spec(
        a_share(),
        a_share(origin="other.csv"),
        a_share(policy="unique_pass"),
        a_share(),
        a_share(policy="sequential"),
        a_share(policy="sequential"),
    )
    assert serving_together(spec, (3, 0)) == ((0, 0), (3, 0))
    assert serving_together(spec, (2, 0)) == ((2, 0),)
    assert serving_together(spec, (5, 0)) == ((5, 0),)
    nameless = a_spec(a_share(origin=""), a_share(origin=""))
    assert serving_together(nameless, (1, 0)) == ((1, 0),)


@given(
    st.lists(
        st.tuples(st.sampled_from([1.0, 2.0, 0.5]), st.none() | st.integers(1, 9), st.sampled_from(["a", "b"])),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 30),
    st.integers(0, 20),
)
def test_no_two_users_have_the_same_row_also_when_more_come(
    shares: list[tuple[float, int | None, str]], common: int, more: int
) -> None:
    spec = a_spec(
        *(a_share(weight, None if own is None else users(own), origin=origin) for weight, own, origin in shares),
        common=common,
    )
    taken: dict[str, list[int]] = {"a": [], "b": []}
    for lane in lanes_of(spec):
        is_common = spec.shares[lane.shares[0]].load is None
        for position, rank in deal_scenarios(lane.weights, lane.users + (more if is_common else 0)):
            share = lane.shares[position]
            taken[spec.shares[share].data[0].origin].append(number_of_user(spec, (share, 0))(rank))
    for numbers in taken.values():
        assert sorted(numbers) == list(range(len(numbers))), "each row once, and none left out"


def test_users_are_counted_over_all_scenarios_with_one_file() -> None:
    spec = a_spec(a_share(), a_share(weight=3), a_share(load=users(5)), a_share(load=users(7), origin="b"), common=8)
    assert users_needing_rows(spec, (0, 0)) == 8 + 5
    assert users_needing_rows(spec, (3, 0)) == 7
    assert users_needing_rows(spec, (0, 0), users=20) == 20 + 5


def test_a_scenario_with_a_lane_of_its_own_is_alone() -> None:
    spec = a_spec(a_share(), a_share(), a_share(load=users(5)))
    assert [is_alone(spec, share) for share in range(3)] == [False, False, True]
    assert is_alone(a_spec(a_share()), 0)
