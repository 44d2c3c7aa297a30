"""The chart over time: what it shows of its data, and what hovering tells."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.charts.sparkline import Sparkline
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.theme import apply_theme, colour


@pytest.fixture
def chart(qtbot: QtBot) -> TimeChart:
    made = TimeChart("How long answers take", unit=" ms", right_unit="")
    made.add_series("p95", "95 % (p95)", "p95", wording=lambda value: f"{value:.0f} ms")
    made.add_series("people", "people", "sub", right=True, fill=True)
    made.resize(640, 320)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


def colours_in(chart: TimeChart) -> set[str]:
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32) & 0xFFFFFF
    return {f"#{pixel:06x}" for pixel in np.unique(pixels)}


def has_near(shades: set[str], wanted: QColor) -> bool:
    """Whether a colour, or one softened a little by antialiasing, is among the painted ones."""
    return any(
        abs(QColor(shade).red() - wanted.red()) < 40
        and abs(QColor(shade).green() - wanted.green()) < 40
        and abs(QColor(shade).blue() - wanted.blue()) < 40
        for shade in shades
    )


def left_top(chart: TimeChart) -> float:
    return float(chart._plot.box.viewRange()[1][1])


def test_data_of_any_kind_is_taken_and_shown(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 1, 2], (100, 200, 150))
    chart.set_data("people", np.arange(3), np.array([1, 2, 3]))
    assert chart.data("p95")[1].tolist() == [100.0, 200.0, 150.0]
    assert has_near(colours_in(chart), colour("p95"))
    with pytest.raises(ValueError, match="2 moments and 1 values"):
        chart.set_data("p95", [0, 1], [5])
    with pytest.raises(KeyError):
        chart.set_data("p50", [0], [1])


def test_it_follows_the_newest_and_shows_a_window_when_asked(chart: TimeChart) -> None:
    assert chart.time_range() == (0.0, 60.0), "an empty chart shows a minute"
    chart.set_data("p95", np.arange(300), np.ones(300))
    start, end = chart.time_range()
    assert start == 0
    assert end >= 299
    chart.follow(60)
    assert chart.time_range() == (239.0, 299.0)
    chart.set_time_range(10, 20)
    chart.set_data("p95", np.arange(400), np.ones(400))
    assert chart.time_range() == (10.0, 20.0)
    chart.follow()
    assert chart.time_range()[0] == 0


def test_gaps_and_nothing_at_all_do_no_harm(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 1, 2, 3], [10, math.nan, math.nan, 30])
    assert 30 <= left_top(chart) < 60
    chart.set_data("p95", [0, 1], [math.nan, math.nan])
    chart.set_data("p95", [], [])
    assert colours_in(chart)
    chart.clear()
    assert chart.data("p95")[0].size == 0


def test_a_limit_is_always_inside_and_goes_again(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 1, 2], [5, 6, 7])
    low = left_top(chart)
    chart.set_limit("p95", 800, "limit for p95")
    assert left_top(chart) >= 800
    assert colour("bad").name() in colours_in(chart)
    chart.clear_limit("p95")
    chart.clear_limit("p95")
    assert left_top(chart) == low
    chart.set_least_top(100)
    assert left_top(chart) >= 100


def test_moments_are_marked_until_they_are_cleared(chart: TimeChart) -> None:
    chart.set_data("p95", np.arange(100), np.ones(100))
    chart.set_moment("break", 50, "0:50 over the limit")
    chart.set_moment("load", 20, "load changed", "neutral")
    assert [mark.word for mark in chart.moments] == ["0:50 over the limit", "load changed"]
    assert colour("bad_tint").name() in colours_in(chart)
    chart.clear_moments()
    assert chart.moments == ()


def test_hovering_shows_the_same_moment_in_linked_charts(chart: TimeChart, qtbot: QtBot) -> None:
    other = TimeChart("Requests a second")
    other.add_series("rate", "requests / s", "throughput")
    qtbot.addWidget(other)
    other.resize(640, 320)
    other.show()
    chart.link(other)
    chart.set_data("p95", np.arange(100), np.arange(100) * 2)
    other.set_data("rate", np.arange(100), np.ones(100))
    QApplication.processEvents()
    told: list[float] = []
    chart.hovered.connect(told.append)
    place = QPoint(round(chart._plot.x_of(50.2)), round(chart._plot.plot_rect().center().y()))
    qtbot.mouseMove(chart._plot.viewport(), place)
    assert told
    assert told[-1] == pytest.approx(50.2, abs=0.5)
    assert chart._plot.cross_s == other._plot.cross_s == 50.0
    assert chart._readout.isVisible()
    assert chart._readout._rows == [("95 % (p95)", "100 ms", "p95")], "in the series' own words"
    qtbot.mouseMove(chart._plot.viewport(), QPoint(2, 2))
    assert math.isnan(told[-1])
    assert chart._plot.cross_s is other._plot.cross_s is None


def test_lines_change_colour_with_the_theme(chart: TimeChart, qapp: QApplication) -> None:
    chart.set_data("p95", np.arange(100), np.full(100, 50.0))
    for shade in ("dark", "light"):
        apply_theme(qapp, shade)  # type: ignore[arg-type]
        shades = colours_in(chart)
        assert colour("panel").name() in shades
        assert has_near(shades, colour("p95"))


def test_pens_are_one_cosmetic_pixel(chart: TimeChart) -> None:
    for series in chart._series.values():
        pen = series.curve.opts["pen"]
        assert (pen.widthF(), pen.isCosmetic()) == (1.0, True), "wider pens cost several times the processor"


def test_a_sparkline_draws_flat_broken_and_empty_series(qtbot: QtBot) -> None:
    spark = Sparkline("p95")
    qtbot.addWidget(spark)
    spark.resize(88, 26)
    for values in ([], [1.0], [5.0, 5.0, 5.0], [1.0, math.nan, 2.0, 3.0], np.arange(500.0)):
        spark.set_values(values)
        assert not spark.grab().isNull()
    image = spark.grab().toImage()
    assert any(has_near({image.pixelColor(x, y).name()}, colour("p95")) for x in range(88) for y in range(26))
