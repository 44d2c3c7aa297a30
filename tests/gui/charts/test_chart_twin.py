"""A chart's table: the same points, the same time, to be copied."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.charts.chart_table import ChartColumn, ChartTableModel
from loadstudio.gui.charts.chart_twin import ChartTwin
from loadstudio.gui.charts.time_chart import TimeChart


def columns(values: list[float]) -> tuple[ChartColumn, ...]:
    return (ChartColumn("p95", " ms", lambda value: f"{value:.0f} ms", np.array(values)),)


def test_rows_are_added_and_dropped_so_that_what_is_chosen_stays(qtmodeltester: Any) -> None:
    model = ChartTableModel()
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("anew"))
    model.rowsInserted.connect(lambda _parent, first, last: told.append(f"in {first}-{last}"))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(f"out {first}-{last}"))
    model.show(np.array([0.0, 1, 2]), columns([10, 20, math.nan]))
    model.show(np.array([1.0, 2, 3, 4]), columns([20, 30, 40, 50]))
    assert told == ["anew", "out 0-0", "in 2-3"]
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["20 ms", "30 ms", "40 ms", "50 ms"]
    model.show(np.array([7.0, 8]), columns([1, 2]))
    assert told[-1] == "anew"
    assert model.rowCount() == 2
    qtmodeltester.check(model)
    model.show(np.array([]), columns([]))
    assert model.rowCount() == 0


def test_what_is_copied_are_plain_numbers_with_the_unit_in_the_title() -> None:
    model = ChartTableModel()
    model.show(np.array([59.0, 60, 61]), columns([1234.5, math.nan, 0.25]))
    assert model.text((0, 1, 2)) == "Time\tp95, ms\n0:59\t1234.5\n1:00\t\n1:01\t0.25\n"
    assert model.index(1, 1).data() == "–"


@pytest.fixture
def chart(qtbot: QtBot) -> TimeChart:
    made = TimeChart("How long answers take", unit=" ms")
    made.add_series("p50", "half (p50)", "p50", wording=lambda value: f"{value:.0f} ms")
    made.add_series("p95", "95 % (p95)", "p95", wording=lambda value: f"{value:.0f} ms")
    made.resize(640, 320)
    qtbot.addWidget(made)
    seconds = np.arange(300)
    made.set_data("p50", seconds, seconds * 1.0)
    made.set_data("p95", seconds, seconds * 2.0)
    return made


def test_the_button_turns_the_chart_into_its_table_and_back(chart: TimeChart, qtbot: QtBot) -> None:
    twin = ChartTwin(chart)
    chart.show()
    assert not twin.table.isVisible()
    assert not twin.rows.isVisible()
    qtbot.mouseClick(twin.button, Qt.MouseButton.LeftButton)
    assert twin.table.isVisible()
    assert twin.button.accessibleName() == "Show the chart"
    assert twin.model.rowCount() == 300
    assert [twin.model.index(10, column).data() for column in range(3)] == ["0:10", "10 ms", "20 ms"]
    chart.set_time_range(100, 109)
    chart.set_data("p50", np.arange(301), np.arange(301))
    qtbot.waitUntil(lambda: twin.model.rowCount() == 10)
    assert twin.model.index(0, 0).data() == "1:40", "the time that the chart shows"
    assert not twin.rows.isVisible(), "only seconds are there"
    qtbot.mouseClick(twin.button, Qt.MouseButton.LeftButton)
    assert not twin.table.isVisible()


def test_rows_of_ten_seconds_where_there_are_such_points(chart: TimeChart, qtbot: QtBot) -> None:
    twin = ChartTwin(chart)
    tens = np.arange(0, 300, 10)
    chart.set_coarse("p50", tens, tens + 5.0)
    chart.set_coarse("p95", tens, tens + 9.0)
    chart.show()
    twin.show_table(True)
    assert twin.rows.isVisible()
    assert twin.model.rowCount() == 300
    qtbot.mouseClick(twin.rows.button("10"), Qt.MouseButton.LeftButton)
    assert twin.model.rowCount() == 30
    assert [twin.model.index(2, column).data() for column in range(3)] == ["0:20", "25 ms", "29 ms"]
    with pytest.raises(ValueError, match="2 moments and 1 values"):
        chart.set_coarse("p50", [0, 1], [1])


def test_chosen_rows_are_copied_by_key_and_all_by_the_button(chart: TimeChart, qtbot: QtBot) -> None:
    twin = ChartTwin(chart)
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    twin.show_table(True)
    twin.table.setFocus()
    twin.table.selectRow(3)
    QTest.keyClick(twin.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Time\thalf (p50), ms\t95 % (p95), ms\n0:03\t3\t6\n"
    twin.table.clearSelection()
    qtbot.mouseClick(twin.copy_button, Qt.MouseButton.LeftButton)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 301
    QApplication.processEvents()
