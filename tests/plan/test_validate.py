"""Impossible numbers become sentences that say what to do; possible ones pass."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from loadstudio.plan.model import ClosedLoad, Limit, Load, OpenLoad, Plan, RecordedThinkTimes, ScenarioUse, Stage
from loadstudio.plan.validate import problems

GOOD = Plan(
    name="Sale",
    scenarios=(ScenarioUse(file="buy.scenario.json"),),
    load=ClosedLoad(stages=(Stage(target=10, duration_s=30), Stage(target=10, duration_s=60))),
)


def closed(*stages: tuple[float, float], iterations: int | None = None) -> ClosedLoad:
    return ClosedLoad(
        stages=tuple(Stage(target=target, duration_s=duration_s) for target, duration_s in stages),
        iterations=iterations,
    )


def test_good_plans_have_no_problems() -> None:
    loads: tuple[Load, ...] = (
        GOOD.load,
        closed((20, 0), iterations=40),
        OpenLoad(stages=(Stage(target=0.5, duration_s=10),), max_users=5),
    )
    assert [problems(msgspec.structs.replace(GOOD, load=load)) for load in loads] == [(), (), ()]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scenarios": ()}, "no scenario"),
        ({"scenarios": (ScenarioUse(file="a", weight=0),)}, "share of a is 0"),
        ({"load": closed()}, "no stage"),
        ({"load": closed((0, 60))}, "never starts anybody"),
        ({"load": closed((-5, 60), (5, 1))}, "Stage 1 asks for -5 people"),
        ({"load": closed((2.5, 60))}, "whole number"),
        ({"load": closed((5, -1), (5, 10))}, "Stage 1 lasts -1 s"),
        ({"load": closed((5, float("nan")), (5, 10))}, "Stage 1 lasts nan s"),
        ({"load": closed((5, 0))}, "lasts no time"),
        ({"load": closed((5, 10), iterations=0)}, "0 passes is none"),
        ({"load": closed((5, 10), (0, 5), iterations=9)}, "last stage has 0 people"),
        ({"load": closed((5, 1e9))}, "longer than 30 days"),
        ({"load": OpenLoad(stages=(Stage(target=5, duration_s=9),), max_users=0)}, "0 people at most"),
        ({"limits": (Limit(metric="p95", value=0),)}, "p95<0ms makes no sense"),
        ({"limits": (Limit(metric="p95", value=5), Limit(metric="p95", value=9))}, "2 limits on p95"),
        ({"workers": -1}, "-1 workers"),
        ({"timeout_s": 0}, "timeout of 0 s"),
        ({"graceful_stop_s": -1}, "graceful stop of -1 s"),
        ({"think_times": RecordedThinkTimes(factor=-0.5)}, "multiplied by -0.5"),
        ({"base_url": "staging"}, "'staging' is no web address"),
    ],
)
def test_impossible_numbers_are_told(changes: dict[str, Any], sentence: str) -> None:
    found = problems(msgspec.structs.replace(GOOD, **changes))
    assert len(found) == 1
    assert sentence in found[0]
    assert found[0].endswith(".")
