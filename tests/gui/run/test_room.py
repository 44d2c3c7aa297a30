"""What gives way when the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.gui.widgets.spare_columns import SpareColumns


def test_spare_columns_go_in_their_order_and_come_back(qtbot: QtBot) -> None:
    table = DataTable(name="Steps")
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(1, 4))
    table.set_columns((Column(), Column(100), Column(100), Column(100)))
    spare = SpareColumns(table, (3, 1), least_px=150)

    def hidden_at(width: int) -> list[int]:
        table.resize(width, 200)
        return [number for number in range(4) if table.isColumnHidden(number)]

    table.show()
    assert hidden_at(500) == []
    assert hidden_at(400) == [3]
    assert hidden_at(300) == [1, 3]
    assert hidden_at(500) == []
    spare.set_empty((2,))
    assert hidden_at(400) == [2]
    assert hidden_at(500) == [2]


def test_calm_meters_give_their_room_to_the_sentence_first(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    for key in ("cpu", "memory", "late"):
        strip.add_meter(key, key, "cpu")
        strip.set_meter(key, 0.5, "50 %")
    strip.set_meter("late", 1.0, "300 ms", "warn")
    strip.set_verdict("warn", "This computer is the bottleneck, do not trust the slow answers.", "Use fewer people")
    strip.show()
    gone: list[str] = []
    for width in range(1200, 300, -20):
        strip.resize(width, 40)
        gone += [key for key, meter in strip._meters.items() if not meter.isVisible() and key not in gone]
    assert gone == ["memory", "cpu", "late"]
    strip.resize(1200, 40)
    assert all(meter.isVisible() for meter in strip._meters.values())


def test_a_number_that_grows_is_not_cut(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    for key in ("cpu", "memory", "network"):
        strip.add_meter(key, key, "cpu")
        strip.set_meter(key, 0.5, "9 MB")
    strip.set_verdict("ok", "This computer keeps up. You can trust the numbers.")
    strip.show()
    for width in range(strip.sizeHint().width(), 1200, 10):
        strip.resize(width, 40)
        if all(meter.isVisible() for meter in strip._meters.values()):
            break
    strip.set_meter("network", 0.5, "1,234 Mbit/s")
    assert not strip._meters["network"].isVisible()
    strip.resize(strip.width() + 90, 40)
    assert strip._meters["network"].isVisible()


def test_a_flow_breaks_lines_as_words_do(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, gap=10, line_gap=4, spread=True)
    buttons = [QPushButton(str(number)) for number in range(3)]
    for button in buttons:
        button.setFixedSize(100, 20)
        flow.addWidget(button)
    holder.resize(400, flow.heightForWidth(400))
    holder.show()
    assert [button.pos().toTuple() for button in buttons] == [(0, 0), (110, 0), (300, 0)], "the last at the end"
    assert flow.heightForWidth(250) == 44
    buttons[1].hide()
    assert flow.heightForWidth(250) == 20
    assert flow.takeAt(2) is not None
    assert flow.takeAt(9) is None
    assert flow.count() == 2
