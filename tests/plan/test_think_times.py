"""Every kind of think time lasts as long as it says."""

from __future__ import annotations

import random
from statistics import mean, stdev

import pytest

from loadstudio.base.errors import UsageError
from loadstudio.plan.model import (
    ConstantThinkTimes,
    ExponentialThinkTimes,
    NormalThinkTimes,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)
from loadstudio.plan.think_times import mean_pause_s, parse_think_times, pauses

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


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("0.5", RecordedThinkTimes(factor=0.5)),
        ("2s", ConstantThinkTimes(seconds=2)),
        ("1s - 4s", UniformThinkTimes(least_s=1, most_s=4)),
        ("normal(5s, 500ms)", NormalThinkTimes(mean_s=5, deviation_s=0.5)),
        ("Exponential(3s)", ExponentialThinkTimes(mean_s=3)),
    ],
)
def test_people_write_think_times_in_one_word(text: str, times: ThinkTimes) -> None:
    assert parse_think_times(text) == times


@pytest.mark.parametrize("text", ["", "soon", "1s-", "normal(5s)", "exponential(1s,2s)", "1s-2s-3s"])
def test_what_is_no_think_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no think time"):
        parse_think_times(text)
