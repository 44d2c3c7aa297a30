"""The chart over time: what it shows of its data, and what hovering tells."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.charts.chart_series import alone_in, thinned
from loadstudio.gui.charts.sparkline import Sparkline
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.charts.time_view import WHOLE, TimeView
from loadstudio.gui.theme import apply_theme, colour

NO_KEY, NO_BUTTON = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton


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


def test_a_point_between_gaps_is_a_dot(chart: TimeChart) -> None:
    gap = math.nan
    assert alone_in(np.array([1, gap, 2, 3, gap, 4, gap, gap, 5])).tolist() == [
        True, False, False, False, False, True, False, False, True,
    ]  # fmt: skip
    assert not alone_in(np.array([])).any()
    chart.set_data("p95", [0, 5, 10, 15], [gap, 500, gap, gap])
    QApplication.processEvents()
    assert has_near(colours_in(chart), colour("p95")), "a line of one point would not be seen"
    chart.set_data("p95", [0, 1], [1, 2])
    assert len(chart._series["p95"].dots.data) == 0


def test_the_words_of_an_axis_stand_at_their_values(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 60], [0, 380])
    QApplication.processEvents()
    plot = chart._plot
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shades = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1)[:, : image.width()]
    written = (shades & 0xFFFFFF) != (colour("panel").rgb() & 0xFFFFFF)

    area = plot.plot_rect()
    for value in (0, 100, 200, 300, 400):
        middle = round(plot.y_of(value))
        between = round(plot.y_of(max(50, value - 50)))
        assert written[middle - 3 : middle + 4, : round(area.left()) - 8].any(), value
        assert not written[between - 3 : between + 4, : round(area.left()) - 8].any(), value
    for moment in (0, 30, 60):
        middle = round(plot.x_of(moment))
        assert written[round(area.bottom()) + 4 :, middle - 8 : middle + 8].any(), moment


def test_no_more_points_are_drawn_than_can_be_seen(chart: TimeChart) -> None:
    seconds = np.arange(3600.0)
    values = 100 + 20 * np.sin(seconds)
    values[1234], values[2345] = 900, 1
    chart.set_data("p95", seconds, values)
    drawn_x, drawn_y = chart._series["p95"].curve.getData()
    assert len(drawn_x) < 2 * chart.width() + 10
    assert {900.0, 1.0} <= set(drawn_y), "what stands out is seen"
    assert drawn_x[-1] == 3599
    assert chart.data("p95")[0].size == 3600
    chart.set_time_range(1200, 1300)
    drawn_x, _ = chart._series["p95"].curve.getData()
    assert drawn_x.tolist() == list(range(1199, 1302)), "one beyond each edge, so that the line goes on"


def test_points_that_are_left_out_change_neither_extremes_nor_gaps() -> None:
    x, y = np.arange(1000.0), np.full(1000, math.nan)
    y[100:200] = 5
    y[150], y[170], y[900] = 9, 2, 4
    seen_x, seen_y = thinned(x, y, 50)
    assert len(seen_x) <= 100
    assert np.nanmax(seen_y) == 9
    assert np.nanmin(seen_y) == 2
    assert 900 in seen_x[~np.isnan(seen_y)]
    between = (seen_x > 220) & (seen_x < 880)
    assert between.any()
    assert np.isnan(seen_y[between]).all()
    assert (np.diff(seen_x) > 0).all()
    assert len(thinned(x[:90], y[:90], 50)[0]) == 90, "few enough already"


def test_a_narrow_chart_has_a_short_title(chart: TimeChart) -> None:
    chart.set_title("Requests a second and people at once", "Requests")
    assert chart.head._title.text() == "Requests a second and people at once"
    chart.resize(330, 320)
    QApplication.processEvents()
    assert chart.head._title.text() == "Requests"
    assert chart.accessibleName() == "Requests a second and people at once"


def test_a_limit_far_above_the_lines_is_said_and_does_not_press_them_down(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 1, 2], [5, 6, 7])
    low = left_top(chart)
    chart.set_limit("p95", 800, "limit for p95", far="limit for p95: 800 ms, far above")
    assert left_top(chart) == low
    assert colour("bad").name() not in colours_in(chart)
    chart.set_data("p95", [0, 1, 2], [5, 6, 300])
    assert left_top(chart) >= 800
    assert colour("bad").name() in colours_in(chart)


def test_a_limit_is_always_inside_and_goes_again(chart: TimeChart) -> None:
    chart.set_data("p95", [0, 1, 2], [5, 6, 7])
    low = left_top(chart)
    chart.set_limit("p95", 800, "limit for p95")
    assert left_top(chart) >= 800
    assert colour("bad").name() in colours_in(chart)
    chart.clear_limits()
    chart.clear_limits()
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
    other.setGeometry(700, 0, 640, 320)  # beside, not above
    with qtbot.waitExposed(other):
        other.show()
    chart.link(other)
    chart.set_data("p95", np.arange(100), np.arange(100) * 2)
    other.set_data("rate", np.arange(100), np.ones(100))
    QApplication.processEvents()
    told: list[float] = []
    chart.hovered.connect(told.append)
    place = QPoint(round(chart._plot.x_of(50.2)), round(chart._plot.plot_rect().center().y()))
    qtbot.mouseMove(chart._plot.viewport(), place)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1] == pytest.approx(50.2, abs=0.5)
    assert chart._plot.cross_s == other._plot.cross_s == 50.0
    assert chart._readout.isVisible()
    assert chart._readout.rows == [("95 % (p95)", "100 ms", "p95")], "in the series' own words"
    qtbot.mouseMove(chart._plot.viewport(), QPoint(2, 2))
    qtbot.waitUntil(lambda: math.isnan(told[-1]))
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


@pytest.fixture
def long(chart: TimeChart, qtbot: QtBot) -> TimeChart:
    """Return a chart of ten minutes, linked to another; values rise with the time."""
    chart.set_data("p95", np.arange(601), np.arange(601))
    chart.end_at(600)
    chart.setFocus()
    QApplication.processEvents()
    return chart


def middle_of(chart: TimeChart, at_s: float) -> QPoint:
    return QPoint(round(chart._plot.x_of(at_s)), round(chart._plot.plot_rect().center().y()))


def wheel(chart: TimeChart, at_s: float, notches: int, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    viewport, place = chart._plot.viewport(), QPointF(middle_of(chart, at_s))
    turn = QPoint(0, 120 * notches)
    event = QWheelEvent(
        place, QPointF(viewport.mapToGlobal(place.toPoint())), QPoint(), turn, NO_BUTTON, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_drawing_over_a_stretch_shows_it_and_its_values_large(long: TimeChart, qtbot: QtBot) -> None:
    told: list[TimeView] = []
    long.viewed.connect(told.append)
    viewport = long._plot.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle_of(long, 100))
    qtbot.mouseMove(viewport, middle_of(long, 130))
    assert long._plot._band is not None
    qtbot.mouseMove(viewport, middle_of(long, 160))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle_of(long, 160))
    assert long._plot._band is None
    assert long.time_range() == pytest.approx((100, 160), abs=2)
    assert told == [long.view]
    assert left_top(long) < 250, "the axis fits what is seen, not all"
    assert long.all_button.isVisible()
    qtbot.mouseClick(long.all_button, Qt.MouseButton.LeftButton)
    assert long.time_range() == (0, 600)
    assert not long.all_button.isVisible()


def test_a_click_that_hardly_moves_chooses_nothing_and_two_show_all(long: TimeChart, qtbot: QtBot) -> None:
    viewport = long._plot.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(long, 100))
    assert long.time_range() == (0, 600)
    long.set_time_range(100, 200)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(long, 150))
    assert long.time_range() == (0, 600)


def test_the_wheel_zooms_at_the_mouse_and_moves_with_shift(long: TimeChart) -> None:
    wheel(long, 150, 2)
    start, end = long.time_range()
    assert end - start == pytest.approx(600 * 0.75**2, rel=0.01)
    assert (150 - start) / (end - start) == pytest.approx(0.25, abs=0.01)
    wheel(long, 150, -1, Qt.KeyboardModifier.ShiftModifier)
    assert long.time_range()[0] > start
    wheel(long, 150, -9)
    assert long.time_range() == (0, 600)


def test_the_middle_button_drags_the_time(long: TimeChart, qtbot: QtBot) -> None:
    long.set_time_range(200, 300)
    viewport = long._plot.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=middle_of(long, 250))
    qtbot.mouseMove(viewport, middle_of(long, 230))
    qtbot.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=middle_of(long, 250))
    assert long.time_range() == pytest.approx((220, 320), abs=2)


def test_everything_is_done_by_keys_too(long: TimeChart, qtbot: QtBot) -> None:
    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> tuple[float, float]:
        QTest.keyClick(long, key, modifier)
        return long.time_range()

    press(Qt.Key.Key_Left)
    assert long._plot.cross_s == 600, "the newest at first"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert long._plot.cross_s == 589
    assert long.accessibleDescription() == "9:49, 95 % (p95) 589 ms"
    start, end = press(Qt.Key.Key_Plus)
    assert end - start == pytest.approx(450)
    assert press(Qt.Key.Key_PageUp)[0] < start
    assert press(Qt.Key.Key_End) == (480, 600)
    assert press(Qt.Key.Key_Home) == (0, 600)
    press(Qt.Key.Key_Escape)
    assert long._plot.cross_s is None
    assert long.accessibleDescription() == ""
    long.set_time_range(100, 200)
    press(Qt.Key.Key_Left)
    assert long._plot.cross_s == 200
    for _ in range(11):
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert long.time_range()[0] == 90, "the time goes along at its edge"


def test_the_cross_line_stays_at_its_moment_while_the_run_goes_on(chart: TimeChart) -> None:
    chart.set_data("p95", np.arange(60), np.arange(60))
    chart.show_cross(30)
    before = chart._readout.x()
    chart.set_data("p95", np.arange(400), np.arange(400))
    assert chart._plot.cross_s == 30
    assert chart._readout.x() < before


def test_linked_charts_show_the_same_time(long: TimeChart, qtbot: QtBot) -> None:
    other = TimeChart("Requests a second")
    other.add_series("rate", "requests / s", "throughput")
    other.set_data("rate", np.arange(601), np.ones(601))
    qtbot.addWidget(other)
    long.link(other)
    QTest.keyClick(long, Qt.Key.Key_End)
    assert other.time_range() == long.time_range() == (480, 600)
    other.show_view(WHOLE)
    assert long.time_range() == (480, 600), "showing is not telling"


def test_the_legend_has_room_for_its_long_words_when_the_chart_has_grown(chart: TimeChart, qtbot: QtBot) -> None:
    chart.add_series("p99", "99 of 100 answers", "p99", short="p99")
    chart.resize(360, 320)
    chart.show()
    qtbot.wait(20)
    chart.resize(900, 320)
    qtbot.wait(20)
    entries = chart.head.legend._entries
    assert entries[-1]._text == "99 of 100 answers"
    assert [entry.width() for entry in entries] == [entry.sizeHint().width() for entry in entries]
