"""Two runs in words, and that nothing within chance is called a change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import Interval
from loadstudio.results.compare import change_text, change_words, compare, failure_words
from loadstudio.results.noise import failure_change, latency_change
from loadstudio.results.parts import PARTS, Parts, RunParts, read_parts
from loadstudio.results.query import open_run
from tests.support import runs


def parts_of(intervals: Sequence[Interval]) -> RunParts:
    """Return a run in parts without a file."""
    everything = Parts()
    labels: dict[tuple[object, str], Parts] = {}
    for one in intervals:
        part = one.second * PARTS // len(intervals)
        for label in one.labels:
            labels.setdefault((label.kind, label.label), Parts()).add(part, label.latency, label.count, label.failed)
            if label.kind == "request":
                everything.add(part, label.latency, label.count, label.failed)
    summary = runs.summary_of(runs.spec(), intervals)
    return RunParts(summary=summary, everything=everything, labels=labels)  # type: ignore[arg-type]  # kinds of intervals


def a_label(ms_by_part: Sequence[float], *, each: int = 200, failed: Sequence[int] = (0,) * PARTS) -> Parts:
    """Return samples around a time in each part, spread from 0.5 to 1.5 of it."""
    parts = Parts()
    for number, ms in enumerate(ms_by_part):
        latency = Histogram()
        for step in range(each):
            latency.record(round(ms * 1000 * (0.5 + step / each)))
        parts.add(number, latency.pairs(), each, failed[number])
    return parts


@pytest.fixture(scope="module")
def fast_slow() -> tuple[RunParts, RunParts]:
    return parts_of(runs.shop_run(240, speed=2.0)), parts_of(runs.shop_run(240, seed=8))


def test_reading_a_run_in_parts_tells_how_far_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    runs.write_run(folder, runs.shop_run(120), runs.spec())
    told: list[float] = []
    with open_run(folder) as reader:
        read_parts(reader, told.append)
    assert told == sorted(told)
    assert len(told) > 1
    assert 0.5 < told[-1] <= 1


def test_a_slower_run_is_told_in_words(fast_slow: tuple[RunParts, RunParts]) -> None:
    result = compare(*fast_slow)
    assert result.headline.startswith("Slower by ")
    assert "(+" in result.headline
    assert "95 of 100 answers came within" in result.headline
    assert result.detail.startswith("Slower: Checkout (+")
    assert result.detail.endswith("and 2 more.")
    assert (result.tone, result.latency, result.failures) == ("bad", "worse", "same")
    assert [badge.tone for badge in result.badges] == ["bad", "neutral", "neutral", "ok"]
    orders = next(one for one in result.labels if one.label == "POST /orders")
    assert orders.change == "worse"
    assert change_words(orders).startswith("slower by ")
    assert failure_words(orders) == "as before"
    back = compare(*reversed(fast_slow))
    assert back.headline.startswith("Faster by ")
    assert back.tone == "ok"
    assert change_text(back.p95_change_ratio).startswith("−")


def test_two_runs_of_one_system_are_called_the_same() -> None:
    first = parts_of(runs.shop_run(240))
    for seed in (11, 12, 13):
        result = compare(first, parts_of(runs.shop_run(240, seed=seed)))
        assert result.headline.startswith("As fast as before: ")
        assert {one.change for one in result.labels} == {"same"}
        assert {change_words(one) for one in result.labels} == {"as before"}
        assert result.detail == "No step changed by more than two runs of one system differ by chance."
        assert result.tone == "neutral"


def test_what_is_only_in_one_run_is_new_or_gone(fast_slow: tuple[RunParts, RunParts]) -> None:
    fast, slow = fast_slow
    shorter = msgspec.structs.replace(
        slow, summary=msgspec.structs.replace(slow.summary, labels=slow.summary.labels[1:])
    )
    gone = compare(fast, shorter).labels[-1]
    assert (gone.label, gone.after, gone.p95_change_ratio, change_words(gone)) == ("GET /", None, None, "gone")
    assert change_words(compare(shorter, fast).labels[0]) == "new"
    assert failure_words(gone) == ""


def test_another_load_and_a_busy_generator_are_told(fast_slow: tuple[RunParts, RunParts]) -> None:
    fast, slow = fast_slow
    generator = msgspec.structs.replace(fast.summary.generator, trusted=False)
    other = msgspec.structs.replace(fast.summary, users_max=10, generator=generator)
    result = compare(msgspec.structs.replace(fast, summary=other), slow)
    assert "The load was not the same: at most 10 people" in result.detail
    assert "Do not trust the earlier run" in result.detail
    assert result.tone == "warn"
    nothing = RunParts(summary=runs.summary_of(runs.spec(), ()), everything=Parts(), labels={})
    assert compare(nothing, slow).headline.startswith("The runs cannot be compared")
    assert compare(nothing, slow).badges == ()


def test_a_change_must_be_large_lasting_and_well_measured() -> None:
    steady = a_label([100.0] * PARTS)
    assert latency_change(steady, a_label([130.0] * PARTS)) == "worse"
    assert latency_change(a_label([130.0] * PARTS), steady) == "better"
    assert latency_change(steady, a_label([104.0] * PARTS)) == "same"  # no more than 5 %
    assert latency_change(steady, a_label([100.0] * 9 + [900.0])) == "same"  # a hiccup in one tenth
    assert latency_change(steady, a_label([100.0] * 5 + [400.0] * 5)) == "worse"  # half of the time
    assert latency_change(steady, a_label([130.0] * PARTS, each=9)) == "unknown"  # 90 samples
    assert latency_change(a_label([1.0] * PARTS), a_label([1.5] * PARTS)) == "same"  # no more than 1 ms


def test_failures_must_be_more_than_chance_too() -> None:
    good = a_label([100.0] * PARTS)
    assert failure_change(good, a_label([100.0] * PARTS, failed=[4] * PARTS)) == "worse"
    assert failure_change(a_label([100.0] * PARTS, failed=[4] * PARTS), good) == "better"
    assert failure_change(good, a_label([100.0] * PARTS, failed=[1, 1, 1, 1, 0, 0, 0, 0, 0, 0])) == "same"
    assert failure_change(good, a_label([100.0] * PARTS, failed=[40, *[0] * 9])) == "same"  # in one tenth
    assert failure_change(good, Parts()) == "unknown"
