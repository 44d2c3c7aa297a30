"""Whether two runs differ by more than chance. How the rule was found: docs/decisions/0012-what-counts-as-a-change.md.

A 95th percentile has changed when all of this holds:
- by more than 5 % and by more than 1 ms, since two runs of one system differ by that much by themselves;
- with at least 100 samples on both sides;
- the intervals in which the percentile lies by its order statistics (2.6 standard errors of the rank) do not overlap;
- the change is more than three standard errors, told by leaving out one tenth of the time of both runs after the other
  (the delete-a-block jackknife: Kuensch, Annals of Statistics 17, 1989). So a hiccup in one tenth of a run is none.

A share of failures has changed when it did by at least five failures, by more than three standard errors of two
proportions, and by more than three of the same jackknife. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

from loadstudio.metrics.histogram import Histogram
from loadstudio.results.parts import PARTS, Parts

NOISE_RATIO = 0.05
NOISE_MS = 1.0
LEAST_SAMPLES = 100
_LEAST_FAILURES = 5
_LEAST_PARTS = 5
_ERRORS = 3.0
_RANK_ERRORS = 2.6  # 99 of 100 intervals hold the percentile
_PERCENT = 95.0

type Change = Literal["better", "worse", "same", "unknown"]


def latency_change(before: Parts, after: Parts) -> Change:
    """Return what became of the 95th percentile: `unknown` where too few ended to tell."""
    if min(sum(before.count), sum(after.count)) < LEAST_SAMPLES:
        return "unknown"
    earlier, later = _pooled(before), _pooled(after)
    p95_before, p95_after = earlier.percentile_us(_PERCENT), later.percentile_us(_PERCENT)
    if not p95_before or not p95_after:
        return "same"
    log_ratio = math.log(p95_after / p95_before)
    if abs(p95_after / p95_before - 1) <= NOISE_RATIO or abs(p95_after - p95_before) <= NOISE_MS * 1000:
        return "same"
    if _overlap(_interval(earlier), _interval(later)):
        return "same"

    def left_out(part: int) -> float | None:
        first, second = _percentile_without(before, part), _percentile_without(after, part)
        return math.log(second / first) if first and second else None

    return _told(log_ratio, _jackknife_error(left_out))


def failure_change(before: Parts, after: Parts) -> Change:
    """Return what became of the share of failures."""
    count_before, count_after = sum(before.count), sum(after.count)
    failed_before, failed_after = sum(before.failed), sum(after.failed)
    if not count_before or not count_after:
        return "unknown"
    difference = failed_after / count_after - failed_before / count_before
    expected = failed_before / count_before * count_after
    if abs(failed_after - expected) < _LEAST_FAILURES:
        return "same"
    pooled = (failed_before + failed_after) / (count_before + count_after)
    error = math.sqrt(pooled * (1 - pooled) * (1 / count_before + 1 / count_after))
    if abs(difference) <= _ERRORS * error:
        return "same"

    def left_out(part: int) -> float | None:
        first, second = count_before - before.count[part], count_after - after.count[part]
        if not first or not second:
            return None
        return (failed_after - after.failed[part]) / second - (failed_before - before.failed[part]) / first

    return _told(difference, _jackknife_error(left_out))


def _told(change: float, error: float | None) -> Change:
    if error is None:
        return "unknown"
    if abs(change) <= _ERRORS * error:
        return "same"
    return "worse" if change > 0 else "better"


def _jackknife_error(left_out: Callable[[int], float | None]) -> float | None:
    """Return the standard error of a figure by its values without each part; None with too few parts."""
    values = [value for part in range(PARTS) if (value := left_out(part)) is not None]
    if len(values) < _LEAST_PARTS:
        return None
    mean = sum(values) / len(values)
    return math.sqrt((len(values) - 1) / len(values) * sum((value - mean) ** 2 for value in values))


def _pooled(parts: Parts) -> Histogram:
    pooled = Histogram()
    for latency in parts.latency:
        pooled.add(latency.pairs())
    return pooled


def _percentile_without(parts: Parts, left_out: int) -> float:
    rest = Histogram()
    for number, latency in enumerate(parts.latency):
        if number != left_out:
            rest.add(latency.pairs())
    return rest.percentile_us(_PERCENT)


def _interval(latency: Histogram) -> tuple[float, float]:
    """Return between which values the percentile lies: those at its rank two standard errors down and up."""
    share = _PERCENT / 100
    reach = _RANK_ERRORS * math.sqrt(share * (1 - share) / latency.count)
    low, high = latency.percentiles_us((max(0.0, share - reach) * 100, min(1.0, share + reach) * 100))
    return low, high


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
