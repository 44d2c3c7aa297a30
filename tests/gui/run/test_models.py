"""The tables of a run in progress: right rows, right words, and no more told as changed than has changed."""

from __future__ import annotations

import math
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, Qt

from loadstudio.gui.run import steps_model as steps
from loadstudio.gui.run.errors_model import COUNT, REASON, WHEN, ErrorFigures, ErrorsModel, figures_of
from loadstudio.gui.run.live_points import LivePoints
from loadstudio.gui.run.steps_model import StepsModel
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.metrics.aggregate import SecondPoint
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import ErrorCount, Interval, LabelInterval
from loadstudio.plan.limits import parse_limit
from loadstudio.supervise.live_run import LiveRun

DISPLAY = Qt.ItemDataRole.DisplayRole


def a_step(label: str, second: int, *latencies_ms: float, failed: int = 0) -> Interval:
    histogram = Histogram()
    for ms in latencies_ms:
        histogram.record(round(ms * 1000))
    part = LabelInterval(
        label=label, kind="transaction", count=len(latencies_ms), failed=failed, latency=histogram.pairs()
    )
    return Interval(second=second, labels=(part,))


def test_steps_keep_the_order_of_the_scenario_and_pass_the_model_tests(qtmodeltester: Any) -> None:
    live, model = LiveRun(), StepsModel()
    model.begin(live, ("Home", "Log in", "Home"), ())
    qtmodeltester.check(model)
    live.add(a_step("Log in", 0, 120, 120))
    live.add(a_step("Something new", 1, 80))
    model.refresh()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Home", "Log in", "Something new"]
    assert [model.index(1, column).data() for column in range(steps.SPARK)] == [
        "Log in", "2", "120 ms", "120 ms", "120 ms", "0",
    ]  # fmt: skip
    assert model.index(0, steps.P95).data() == "–"
    qtmodeltester.check(model)


def test_only_rows_with_new_samples_are_told(qtbot: Any) -> None:
    live, model = LiveRun(), StepsModel()
    model.begin(live, ("Home", "Log in", "Search"), ())
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    live.add(a_step("Log in", 0, 120))
    model.refresh()
    model.refresh()
    assert told == [(1, 1)]


def test_a_step_over_its_limit_is_bad_in_the_number_that_is_over() -> None:
    live, model = LiveRun(), StepsModel()
    model.begin(live, ("Checkout",), (parse_limit("p95<800ms@Checkout"), parse_limit("errors<1%")))
    live.add(a_step("Checkout", 0, *[1200.0] * 20, failed=1))
    model.refresh()
    assert model.index(0, steps.P95).data(CellRole.TONE) == "bad"
    assert model.index(0, steps.P50).data(CellRole.TONE) is None
    assert model.index(0, steps.ERRORS).data(CellRole.TONE) == "bad"
    assert model.index(0, steps.SPARK).data(CellRole.SPARK_TONE) == "p95"


def figures(count: int, first_s: int, last_s: int, of: int = 0) -> ErrorFigures:
    return ErrorFigures(count=count, of=of, first_s=first_s, last_s=last_s)


def test_errors_stand_by_their_count_and_say_when(qtmodeltester: Any) -> None:
    model = ErrorsModel()
    model.begin({"POST /orders": "Checkout"})
    refused, late = ("POST /orders", "the answer was 503"), ("GET /", "no answer came")
    model.refresh({refused: figures(1, 90, 90), late: figures(4, 3, 10)}, 90)
    assert [row.label for row in model.rows] == ["GET /", "POST /orders"]
    moved: list[int] = []
    model.rowsMoved.connect(lambda *_: moved.append(1))
    model.refresh({refused: figures(12, 90, 91, of=400), late: figures(4, 3, 10)}, 91)
    assert (model.index(0, COUNT).data(), model.index(0, REASON).data()) == ("12", "The answer was 503")
    assert model.index(0, COUNT).data(CellRole.SECOND) == "3 %"
    assert model.index(0, REASON).data(CellRole.SECOND) == "Checkout  ·  POST /orders"
    assert (model.index(0, WHEN).data(), model.index(1, WHEN).data()) == ("now", "1:21 ago")
    assert model.index(0, WHEN).data(CellRole.SECOND) == "since 1:30"
    assert model.sentence(model.rows[0]) == "12 times, 3 % of 400, first at 1:30, last at 1:31"
    assert moved == [1]
    qtmodeltester.check(model)
    model.refresh({refused: figures(12, 90, 91), late: figures(4, 3, 10)}, None)
    assert model.index(0, WHEN).data() == "at 1:30"
    assert model.index(0, WHEN).data(CellRole.SECOND) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex(), DISPLAY) is None


def test_errors_of_a_run_in_progress_know_their_first_and_last_second_and_their_share() -> None:
    live = LiveRun()
    failed = ErrorCount(label="Home", reason="no answer came", count=1)
    for second in (4, 9):
        live.add(msgspec.structs.replace(a_step("Home", second, 120, 130), errors=(failed,)))
    assert figures_of(live) == {("Home", "no answer came"): figures(2, 4, 9, of=4)}


def test_points_are_taken_once_and_earlier_views_stay() -> None:
    told = [
        SecondPoint(second=second, users=second % 7, active=0, requests=9, failed=0, bytes_received=0, bytes_sent=0)
        for second in range(700)
    ]
    points = LivePoints()
    assert points.take(told[:30]) == 30
    view = points.column("users")
    first = view.tolist()
    assert points.take(told) == 670
    assert points.take(told) == 0
    assert view.tolist() == first
    assert points.column("users").tolist() == [point.users for point in told]
    assert all(math.isnan(value) for value in points.column("p95"))
