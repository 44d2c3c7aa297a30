"""What lies above the rest: the focus ring, the popover; and that nothing stays behind when its window goes."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.widgets.popover import Menu, Popover, PopoverChoice
from loadstudio.gui.widgets.stat_card import StatCard
from loadstudio.gui.widgets.tree_view import TreeView

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
CHOICES = (
    PopoverChoice(key="use", text="Use this value later", consequence="Name it", icon="link"),
    PopoverChoice(key="check", text="Check that it is there", icon="check"),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for widget in (Button("First"), Button("Second"), TextField("words", name="Field")):
        column.addWidget(widget)
    made.resize(500, 300)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def ring_of(window: QWidget) -> QWidget | None:
    ring = window.findChild(QWidget, "focus-ring")
    return ring if ring is not None and ring.isVisible() else None


def test_the_ring_follows_the_keyboard_not_the_mouse(qapp: QApplication, window: QWidget, qtbot: QtBot) -> None:
    assert install_focus_ring(qapp) is install_focus_ring(qapp)
    first, second = window.findChildren(Button)
    field = window.findChild(TextField)
    assert field is not None
    handle = window.windowHandle()
    second.setFocus()
    qtbot.mouseClick(handle, LEFT, pos=first.geometry().center())
    assert ring_of(window) is None, "a click needs no ring on a button"
    qtbot.keyClick(handle, Key.Key_Tab)
    around_second = ring_of(window)
    assert around_second is not None
    assert around_second.geometry() == second.geometry().adjusted(-3, -3, 3, 3)
    window.resize(600, 300)
    qtbot.waitUntil(lambda: around_second.geometry() == second.geometry().adjusted(-3, -3, 3, 3))
    qtbot.mouseClick(handle, LEFT, pos=field.geometry().center())
    around_field = ring_of(window)
    assert around_field is not None, "a field shows it always"
    assert around_field.geometry() == field.geometry().adjusted(-3, -3, 3, 3)
    field.hide()
    assert ring_of(window) is None


def opened(window: QWidget) -> tuple[Popover, list[str]]:
    popover = Popover(CHOICES, name="What to do", window=window)
    told: list[str] = []
    popover.chosen.connect(told.append)
    popover.closed.connect(lambda: told.append("closed"))
    popover.open_at(window.findChildren(Button)[0])
    return popover, told


def test_a_popover_is_chosen_from_by_key(window: QWidget, qtbot: QtBot) -> None:
    popover, told = opened(window)
    qtbot.keyClick(popover, Key.Key_Return)
    assert told == ["use", "closed"], "the first is preselected"
    popover, told = opened(window)
    qtbot.keyClick(popover, Key.Key_Down)
    qtbot.keyClick(popover, Key.Key_Return)
    assert told == ["check", "closed"]
    popover, told = opened(window)
    qtbot.keyClick(popover, Key.Key_Escape)
    assert told == ["closed"]


def test_a_popover_is_chosen_from_by_click_and_closes_beside(window: QWidget, qtbot: QtBot) -> None:
    popover, told = opened(window)
    qtbot.mouseClick(popover, LEFT, pos=popover._row_rect(1).center())
    assert told == ["check", "closed"]
    popover, told = opened(window)
    qtbot.mouseClick(window, LEFT, pos=QPoint(window.width() - 4, 4))
    assert told == ["closed"]


def test_a_popover_stays_inside_its_window(window: QWidget, qtbot: QtBot) -> None:
    popover = Popover(CHOICES, name="What to do", window=window)
    popover.open_under(window.rect().adjusted(window.width() - 10, window.height() - 10, 0, 0))
    panel = popover.panel().translated(popover.pos())
    assert window.rect().contains(panel)
    popover.close_now()
    qtbot.waitUntil(lambda: not isValid(popover))


def test_a_menu_has_round_corners(window: QWidget, qtbot: QtBot) -> None:
    menu = Menu(window)
    menu.addAction("Rename")
    menu.popup(window.mapToGlobal(QPoint(5, 5)))
    assert not menu.mask().contains(QPoint(0, 0))
    assert menu.mask().contains(menu.rect().center())
    menu.close()


def test_windows_leave_nothing_behind_and_later_themes_do_not_miss_them(qapp: QApplication, qtbot: QtBot) -> None:
    install_focus_ring(qapp)
    gone: list[weakref.ref[QWidget]] = []
    for _ in range(3):
        window = QWidget()
        column = QVBoxLayout(window)
        chart = TimeChart("Answers")
        chart.add_series("p50", "half", "p50")
        parts = (TextField(name="Field"), DataTable(name="T"), TreeView(name="T"), StatCard("People"), chart)
        for part in parts:
            column.addWidget(part)
            gone.append(weakref.ref(part))
        window.show()
        parts[0].setFocus()
        popover = Popover(CHOICES, name="What to do", window=window)
        popover.open_at(parts[0])
        qapp.processEvents()
        window.close()
        window.deleteLater()
        del window, column, chart, parts, part, popover
        qtbot.wait(20)
    gc.collect()
    apply_theme(qapp, "dark")
    alive = [widget for ref in gone if (widget := ref()) is not None and isValid(widget)]
    assert alive == []
