"""A metric measured on samples, and whether it keeps its limit.

Which limits a plan has and how people write them is the plan's; whether to believe the measurements is `trust`'s.
"""

from __future__ import annotations

from typing import Literal

from loadstudio.metrics.aggregate import per_second
from loadstudio.metrics.totals import LabelTotals

type Metric = Literal["p50", "p90", "p95", "p99", "max", "mean", "errors", "rate"]
"""`errors` is a ratio from 0 to 1, `rate` is per second, the others are ms."""


def measure(totals: LabelTotals, metric: Metric, duration_s: float) -> float:
    """Return a metric of some samples, in its unit (see `Metric`), to the microsecond; 0 when there are none."""
    latency = totals.latency
    if metric == "errors":
        return totals.failed_ratio
    if metric == "rate":
        return per_second(totals.count, duration_s)
    if metric == "max":
        return round(latency.max_us() / 1000, 3)
    if metric == "mean":
        return round(latency.mean_us() / 1000, 3)
    return round(latency.percentile_us(float(metric[1:])) / 1000, 3)


def kept(metric: Metric, value: float, limit: float) -> bool:
    """Tell whether a measured value keeps its limit: below it, for `rate` above it.

    An error limit of nothing at all is kept by nothing at all, although 0 is not below 0.
    """
    if metric == "rate":
        return value > limit
    return value < limit or (metric == "errors" and value == limit == 0)
