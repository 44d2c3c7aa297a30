"""People at once and visitors a minute are two ways to say a load; switching keeps the shape. Shares stay 100 %."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.gui.plan import load_kinds, profile, shares
from loadstudio.plan.model import ClosedLoad, OpenLoad, ScenarioUse, Stage

STAGES = st.lists(
    st.builds(Stage, target=st.integers(1, 5000).map(float), duration_s=st.integers(1, 600).map(float)),
    min_size=1,
    max_size=6,
).map(tuple)
PASS_S = st.floats(0.05, 900)


@given(STAGES, PASS_S)
def test_a_load_keeps_its_shape_when_its_kind_changes(stages: tuple[Stage, ...], pass_s: float) -> None:
    people = ClosedLoad(stages=stages)
    visitors = load_kinds.as_visitors(people, pass_s)
    assert [stage.duration_s for stage in visitors.stages] == [stage.duration_s for stage in stages]
    peak = profile.peak_of(load_kinds.points_of(visitors))
    assert peak == pytest.approx(max(0.1, profile.peak_of(load_kinds.points_of(people)) * 60 / pass_s), abs=0.51)
    assert visitors.max_users >= peak / 60 * pass_s
    back = load_kinds.as_people(visitors, pass_s)
    assert all(stage.target == int(stage.target) for stage in back.stages)
    assert profile.peak_of(load_kinds.points_of(back)) >= 1


@given(STAGES, st.integers(1, 6000).map(lambda tenths: tenths / 10))
def test_drawn_points_make_the_same_load_again(stages: tuple[Stage, ...], per_minute: float) -> None:
    load = OpenLoad(stages=stages, max_users=7)
    drawn = profile.with_peak(load_kinds.points_of(load), per_minute, decimals=1)
    made = load_kinds.with_points(load, drawn)
    assert load_kinds.points_of(made) == drawn
    assert isinstance(made, OpenLoad)
    assert made.max_users == 7


@given(st.lists(st.floats(0.5, 100), min_size=2, max_size=6), st.floats(0.1, 100), st.data())
def test_shares_stay_a_hundred_percent_and_nobody_is_left_out(
    weights: list[float], percent: float, data: st.DataObject
) -> None:
    uses = tuple(ScenarioUse(file=f"{number}", weight=weight) for number, weight in enumerate(weights))
    position = data.draw(st.integers(0, len(uses) - 1))
    changed = shares.with_percent(uses, position, percent)
    found = shares.percents(changed)
    known = [share for share in found if share is not None]
    assert sum(known) == pytest.approx(100)
    assert known[position] == pytest.approx(min(percent, 100 - (len(uses) - 1)), abs=0.01)
    assert all(use.weight > 0 for use in changed)


def test_a_load_of_its_own_has_no_share() -> None:
    load = ClosedLoad(stages=(Stage(target=5, duration_s=60),))
    uses = shares.with_scenario((ScenarioUse(file="a", weight=3), ScenarioUse(file="b", weight=1)), "c")
    assert uses[2].weight == 2
    uses = shares.with_load(uses, 0, load)
    assert shares.percents(uses)[0] is None
    assert shares.with_percent(uses, 1, 40)[0] == uses[0]
    assert shares.without(shares.without(shares.without(uses, 0), 0), 0) == uses[2:]
