"""One step alone, beside all seconds of the run."""

from __future__ import annotations

import numpy as np

from loadstudio.gui.run.step_columns import step_columns
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import LabelInterval
from loadstudio.supervise.live_run import StepPoints


def test_seconds_without_the_step_have_no_latency_and_a_rate_of_nothing() -> None:
    points = StepPoints()
    for second, ms in ((2, 20.0), (4, 40.0)):
        latency = Histogram()
        latency.record(round(ms * 1000), 3)
        points.add(second, LabelInterval(label="Home", kind="transaction", count=3, latency=latency.pairs()))
    counts, latencies = step_columns(points, np.arange(6.0))
    assert counts.tolist() == [0, 0, 3, 0, 3, 0]
    assert np.nan_to_num(latencies["p95"]).round().tolist() == [0, 0, 20, 0, 40, 0]
    assert np.isnan(latencies["p50"]).tolist() == [True, True, False, True, False, True]


def test_a_second_that_the_charts_do_not_have_yet_waits() -> None:
    points = StepPoints()
    points.add(7, LabelInterval(label="Home", kind="transaction", count=1, latency=(5, 1)))
    assert step_columns(points, np.arange(3.0))[0].tolist() == [0, 0, 0]
    assert step_columns(points, np.arange(0.0))[0].size == 0
    assert step_columns(StepPoints(), np.arange(2.0))[0].tolist() == [0, 0]
