"""The drawn load profile: points are dragged, moved by keys, added and removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.charts.profile_chart import Point, ProfileChart
from loadstudio.gui.widgets.button import Button

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
STEPS: tuple[Point, ...] = ((0, 0), (120, 80), (360, 80), (480, 0))


@pytest.fixture
def chart(qtbot: QtBot) -> ProfileChart:
    made = ProfileChart(STEPS, name="Load profile")
    made.resize(800, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def at(chart: ProfileChart, point: Point) -> QPoint:
    return chart._place(point).toPoint()


def changes_of(chart: ProfileChart) -> list[tuple[Point, ...]]:
    told: list[tuple[Point, ...]] = []
    chart.points_changed.connect(told.append)
    return told


def test_a_point_is_dragged_and_snaps(chart: ProfileChart, qtbot: QtBot) -> None:
    told = changes_of(chart)
    chosen: list[int] = []
    chart.point_chosen.connect(chosen.append)
    start, target = at(chart, STEPS[1]), at(chart, (183, 52))
    qtbot.mousePress(chart, LEFT, pos=start)
    qtbot.mouseMove(chart, target)
    qtbot.mouseRelease(chart, LEFT, pos=target)
    assert chosen == [1]
    assert told[-1][1] == (180.0, 50.0), "to 10 seconds and 5 people"
    assert chart.points == told[-1]


def test_points_keep_their_order(chart: ProfileChart, qtbot: QtBot) -> None:
    far = at(chart, (470, 80))
    qtbot.mousePress(chart, LEFT, pos=at(chart, STEPS[1]))
    qtbot.mouseMove(chart, far)
    qtbot.mouseRelease(chart, LEFT, pos=far)
    times = [moment for moment, _ in chart.points]
    assert times == sorted(times)
    assert chart.points[1][0] == 360


def test_keys_choose_move_and_remove(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, chart = Button("Add a point"), ProfileChart(STEPS, name="Load profile")
    column.addWidget(before)
    column.addWidget(chart)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    told = changes_of(chart)
    before.setFocus()
    qtbot.keyClick(before, Key.Key_Tab)
    assert chart.chosen == 0, "Tab enters at the first point"
    qtbot.keyClick(chart, Key.Key_Tab)
    assert chart.chosen == 1
    qtbot.keyClick(chart, Key.Key_Up)
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.points[1] == (130.0, 85.0)
    qtbot.keyClick(chart, Key.Key_Delete)
    assert chart.points == (STEPS[0], STEPS[2], STEPS[3])
    assert len(told) == 3


def test_the_first_and_the_last_two_points_stay(chart: ProfileChart, qtbot: QtBot) -> None:
    chart.choose(0)
    qtbot.keyClick(chart, Key.Key_Left)
    qtbot.keyClick(chart, Key.Key_Right)
    qtbot.keyClick(chart, Key.Key_Delete)
    assert chart.points == STEPS, "a profile starts at 0 s"
    chart.set_points(STEPS[:2])
    chart.choose(1)
    qtbot.keyClick(chart, Key.Key_Delete)
    assert len(chart.points) == 2


def test_a_double_click_adds_a_point_where_it_was(chart: ProfileChart, qtbot: QtBot) -> None:
    told = changes_of(chart)
    qtbot.mouseDClick(chart, LEFT, pos=at(chart, (240, 80)))
    assert told == [((0, 0), (120, 80), (240.0, 80.0), (360, 80), (480, 0))]
    assert chart.chosen == 2


def test_a_picture_cannot_be_changed(qtbot: QtBot) -> None:
    chart = ProfileChart(STEPS, name="Load profile", editable=False)
    chart.resize(800, 400)
    qtbot.addWidget(chart)
    chart.show()
    qtbot.mouseDClick(chart, LEFT, pos=at(chart, (240, 80)))
    assert chart.points == STEPS
    assert chart.focusPolicy() == Qt.FocusPolicy.NoFocus
    chart.set_points(())
    assert not chart.grab().isNull()


def test_places_and_points_are_inverse(chart: ProfileChart) -> None:
    for point in STEPS:
        back = chart._point_at(QPointF(chart._place(point)))
        assert back == pytest.approx(point, abs=1e-6)
