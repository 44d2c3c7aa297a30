"""Tables in the order of a column."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.sorting import SORT_ROLE, Sorting


@pytest.fixture
def table(qtbot: QtBot) -> tuple[DataTable, Sorting, QStandardItemModel]:
    model = QStandardItemModel(0, 3)
    for name, count in (("Home", 5), ("Search", 900), ("Checkout", 30)):
        items = [QStandardItem(text) for text in (name, f"{count:,}", "~")]
        items[0].setData(name.casefold(), SORT_ROLE)
        items[1].setData(count, SORT_ROLE)
        model.appendRow(items)
    made = DataTable(name="Steps")
    qtbot.addWidget(made)
    sorting = Sorting(made, model, (1,))
    made.set_columns((Column(), Column(100, right=True), Column(60)))
    made.resize(400, 200)
    made.show()
    return made, sorting, model


def names(table: DataTable) -> list[str]:
    model = table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_click_on_a_title_sorts_turns_around_and_goes_back(
    table: tuple[DataTable, Sorting, QStandardItemModel], qtbot: QtBot
) -> None:
    made, _, _ = table
    head = made.horizontalHeader()
    orders = []
    for _ in range(3):
        place = QPoint(head.sectionViewportPosition(1) + 50, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append((names(made), head.isSortIndicatorShown()))
    assert orders == [
        (["Search", "Checkout", "Home"], True),
        (["Home", "Checkout", "Search"], True),
        (["Home", "Search", "Checkout"], False),
    ]


def test_the_number_of_a_column_sorts_by_it(table: tuple[DataTable, Sorting, QStandardItemModel]) -> None:
    made, _, _ = table
    QTest.keyClick(made, Qt.Key.Key_1)
    assert names(made) == ["Checkout", "Home", "Search"], "words rise at first"
    QTest.keyClick(made, Qt.Key.Key_3)
    assert names(made) == ["Checkout", "Home", "Search"], "a column that cannot be compared changes nothing"


def test_rows_move_only_when_told_and_the_chosen_one_stays_chosen(
    table: tuple[DataTable, Sorting, QStandardItemModel],
) -> None:
    made, sorting, model = table
    sorting.choose(1)
    made.choose_row(0)
    model.item(0, 1).setData(5000, SORT_ROLE)
    assert names(made)[0] == "Search"
    sorting.again()
    assert names(made) == ["Home", "Search", "Checkout"]
    assert made.currentIndex().row() == 1
