"""The plan against the clock."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.plan.model import Stage
from loadstudio.plan.schedule import (
    deal_scenarios,
    duration_s,
    passes_to_grant,
    users_at,
    users_max,
)

RAMP = (Stage(target=10, duration_s=20), Stage(target=10, duration_s=60), Stage(target=0, duration_s=10))


@pytest.mark.parametrize(
    ("time_s", "users"),
    [
        (-1, 0),
        (0, 0),
        (0.01, 1),
        (2, 1),
        (2.01, 2),
        (19.9, 10),
        (20, 10),
        (50, 10),
        (80, 10),
        (81.01, 9),
        (89.5, 1),
        (90, 0),
    ],
)
def test_users_follow_the_stages(time_s: float, users: int) -> None:
    assert users_at(RAMP, time_s) == users


def test_a_stage_without_duration_is_at_once_and_the_last_level_holds() -> None:
    spike = (Stage(target=5, duration_s=0), Stage(target=50, duration_s=0), Stage(target=50, duration_s=3))
    assert users_at(spike, 0) == 50
    assert users_at(spike, 1000) == 50
    assert duration_s(spike) == 3
    assert users_max(spike) == 50
    assert users_at((), 4) == 0


@given(
    stages=st.lists(st.builds(Stage, target=st.integers(0, 500), duration_s=st.floats(0, 50)), min_size=1, max_size=5),
    time_s=st.floats(0, 300),
)
def test_never_more_users_than_the_profile_asks_for_at_most(stages: list[Stage], time_s: float) -> None:
    assert 0 <= users_at(stages, time_s) <= users_max(stages)


def test_scenarios_are_mixed_by_weight_from_the_first_user_on() -> None:
    dealt = deal_scenarios((3, 1), 40)
    assert Counter(scenario for scenario, _ in dealt) == {0: 30, 1: 10}
    assert Counter(scenario for scenario, _ in dealt[:4]) == {0: 3, 1: 1}
    assert deal_scenarios((3, 1), 8) == dealt[:8]
    assert [rank for scenario, rank in dealt if scenario == 1] == list(range(10))


@given(passes=st.integers(0, 5000), workers=st.integers(1, 8), asked=st.integers(1, 400))
def test_grants_add_up_to_all_passes(passes: int, workers: int, asked: int) -> None:
    remaining, grants = passes, []
    while remaining:
        grant = passes_to_grant(asked, remaining, workers)
        assert 1 <= grant <= asked
        grants.append(grant)
        remaining -= grant
    assert sum(grants) == passes
    assert passes_to_grant(asked, 0, workers) == 0
