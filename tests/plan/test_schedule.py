"""The plan against the clock."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.plan.model import Stage
from loadstudio.plan.schedule import (
    Turns,
    arrivals,
    arrivals_by,
    arrivals_in_all,
    deal_scenarios,
    duration_s,
    held_from,
    own_arrivals,
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


@given(
    stages=st.lists(st.builds(Stage, target=st.integers(0, 60), duration_s=st.floats(0, 9)), min_size=1, max_size=5),
    workers=st.integers(1, 9),
    times=st.lists(st.floats(0, 50), min_size=1, max_size=5),
)
def test_the_people_of_all_workers_together_are_the_profile(
    stages: list[Stage], workers: int, times: list[float]
) -> None:
    """Numbers are dealt out in turn; each worker looks only at its own numbers and its own clock."""
    own = [range(worker, users_max(stages), workers) for worker in range(workers)]
    for time_s in times:
        working = [sum(number < users_at(stages, time_s) for number in numbers) for numbers in own]
        assert sum(working) == users_at(stages, time_s)
        assert max(working) - min(working) <= 1, "and evenly"


@given(
    stages=st.lists(st.builds(Stage, target=st.integers(0, 40), duration_s=st.floats(0.1, 5)), min_size=1, max_size=4),
    workers=st.integers(1, 9),
)
def test_the_arrivals_of_all_workers_together_are_the_profile(stages: list[Stage], workers: int) -> None:
    made = [one for worker in range(workers) for one in arrivals(stages, [Turns(0, worker, workers)], 0)]
    assert sorted(made) == list(enumerate(all_arrivals(stages)))
    assert len(made) == arrivals_in_all(stages)


rates = st.lists(
    st.builds(Stage, target=st.integers(0, 200), duration_s=st.sampled_from([0.0, 0.5, 1, 3, 7.25])), max_size=5
)


def all_arrivals(stages: list[Stage]) -> list[float]:
    return [due_s for _, due_s in arrivals(stages, [Turns(0, 0, 1)], 0)]


def test_a_constant_rate_is_evenly_spaced_and_exact_in_number() -> None:
    stages = [Stage(target=50, duration_s=0), Stage(target=50, duration_s=4)]
    times = all_arrivals(stages)
    assert len(times) == arrivals_in_all(stages) == 200
    assert times == pytest.approx([number / 50 for number in range(200)])


def test_a_ramping_rate_gets_denser() -> None:
    times = all_arrivals([Stage(target=10, duration_s=10)])
    assert len(times) == 50
    assert times[18] == pytest.approx((2 * 18) ** 0.5)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == sorted(gaps, reverse=True)


@given(rates)
def test_arrivals_are_the_area_under_the_rate_at_every_moment(stages: list[Stage]) -> None:
    times = all_arrivals(stages)
    assert len(times) == arrivals_in_all(stages)
    assert times == sorted(times)
    for number, time_s in enumerate(times):
        assert 0 <= time_s <= duration_s(stages)
        assert arrivals_by(stages, time_s) == pytest.approx(number, abs=1e-6)


@given(rates, st.floats(0, 30), st.integers(0, 200))
def test_a_rate_set_by_hand_keeps_what_was_before(stages: list[Stage], time_s: float, target: int) -> None:
    held = held_from(stages, time_s, target)
    before = [one for one in all_arrivals(stages) if one < time_s - 1e-6]
    # a stretch too short to hold an arrival is passed over, and its arrival comes right after it
    assert all_arrivals(list(held))[: len(before)] == pytest.approx(before, abs=1e-4)
    left_s = max(0.0, duration_s(stages) - time_s)
    expected = arrivals_by(stages, time_s) + target * left_s
    assert arrivals_in_all(held) == pytest.approx(expected, abs=1)


@given(workers=st.integers(1, 7), lost=st.data())
def test_every_arrival_has_one_worker_also_after_losses(workers: int, lost: st.DataObject) -> None:
    """Workers are lost one after another; those left share what comes from some number on."""
    alive = list(range(workers))
    turns = {worker: [Turns(0, place, workers)] for place, worker in enumerate(alive)}
    first, ended = 0, {}
    while len(alive) > 1 and lost.draw(st.booleans()):
        first += lost.draw(st.integers(0, 40))
        gone = alive.pop(lost.draw(st.integers(0, len(alive) - 1)))
        ended[gone] = first
        for place, worker in enumerate(alive):
            turns[worker].append(Turns(first, place, len(alive)))
    made: list[int] = []
    for worker, own in turns.items():
        made += takewhile(ended.get(worker, first + 100).__gt__, own_arrivals(own, 0))
    assert sorted(made) == list(range(first + 100))
