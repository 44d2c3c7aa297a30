"""Every kind of think time lasts as long as it says."""

from __future__ import annotations

import random
from statistics import mean, stdev

import pytest

from loadstudio.plan.model import (
    ConstantThinkTimes,
    ExponentialThinkTimes,
    NormalThinkTimes,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)
from loadstudio.plan.think_times import mean_pause_s, pauses

RECORDED_S = 3.0


@pytest.mark.parametrize(
    ("times", "expected_mean_s", "expected_deviation_s"),
    [
        (RecordedThinkTimes(factor=0.5), 1.5, 0.0),
        (ConstantThinkTimes(seconds=2), 2.0, 0.0),
        (UniformThinkTimes(least_s=1, most_s=4), 2.5, 3 / 12**0.5),
        (NormalThinkTimes(mean_s=10, deviation_s=2), 10.0, 2.0),
        (ExponentialThinkTimes(mean_s=2), 2.0, 2.0),
        (ExponentialThinkTimes(mean_s=0), 0.0, 0.0),
    ],
)
def test_pauses_follow_their_distribution(
    times: ThinkTimes, expected_mean_s: float, expected_deviation_s: float
) -> None:
    pause = pauses(times, random.Random(7))
    made = [pause(RECORDED_S) for _ in range(20_000)]
    assert mean(made) == pytest.approx(expected_mean_s, rel=0.03)
    assert stdev(made) == pytest.approx(expected_deviation_s, rel=0.03)
    assert mean_pause_s(times, RECORDED_S) == expected_mean_s
    assert min(made) >= 0


def test_no_pause_is_negative() -> None:
    pause = pauses(NormalThinkTimes(mean_s=0.1, deviation_s=5), random.Random(7))
    assert min(pause(RECORDED_S) for _ in range(1000)) == 0.0
