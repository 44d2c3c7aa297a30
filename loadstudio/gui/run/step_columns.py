"""One step of a run as columns for the charts, beside all seconds of the run. Pure."""

from __future__ import annotations

import math

import numpy as np

from loadstudio.gui.run.live_points import Array
from loadstudio.supervise.live_run import StepPoints


def step_columns(points: StepPoints, seconds: Array) -> tuple[Array, dict[str, Array]]:
    """Return how often the step ended in each of the run's `seconds`, and its latencies in ms by `p50`, `p95`, `p99`;
    these are NaN where it did not end.
    """
    counts = np.zeros(len(seconds))
    latencies = {key: np.full(len(seconds), math.nan) for key in ("p50", "p95", "p99")}
    its = np.array(points.seconds, dtype=np.float64)
    if not len(seconds) or not its.size:
        return counts, latencies
    places = np.minimum(np.searchsorted(seconds, its), len(seconds) - 1)
    known = seconds[places] == its
    counts[places[known]] = np.array(points.counts)[known]
    for key, values in (("p50", points.p50_ms), ("p95", points.p95_ms), ("p99", points.p99_ms)):
        latencies[key][places[known]] = np.array(values)[known]
    return counts, latencies
