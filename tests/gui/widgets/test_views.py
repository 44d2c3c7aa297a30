"""Tables, trees, rows and cards: how cells are laid out and what opens, folds and is renamed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.theme import colour, dress
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.cells import BadgeValue, CellRole, lead_width
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rows import ListRow, RowList
from loadstudio.gui.widgets.stat_card import StatCard
from loadstudio.gui.widgets.tree_view import TreeView

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def item(text: str = "", **roles: object) -> QStandardItem:
    made = QStandardItem(text)
    for name, value in roles.items():
        made.setData(value, int(CellRole[name.upper()]))
    return made


def table(qtbot: QtBot, *, selectable: bool = True) -> DataTable:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Step", "Times", "State"])
    for step, times in (("Home", "761"), ("Search", "2,262"), ("Checkout", "741")):
        model.appendRow([item(step, style="name"), item(times), item(badge=BadgeValue("Kept", "ok"))])
    made = DataTable(name="Steps", selectable=selectable)
    model.setParent(made)
    made.setModel(model)
    made.set_columns((Column(), Column(90, right=True), Column(110)))
    made.resize(500, 200)
    qtbot.addWidget(made)
    dress(made)
    made.show()
    return made


def tree(qtbot: QtBot) -> TreeView:
    model = QStandardItemModel()
    step = item("Log in", style="strong", trailing="2")
    step.appendRow(item("/login", method="GET"))
    step.appendRow(item("/login", method="POST"))
    model.appendRow(step)
    made = TreeView(name="Steps")
    model.setParent(made)
    made.setModel(model)
    made.set_columns((Column(),))
    made.resize(320, 300)
    qtbot.addWidget(made)
    dress(made)
    made.show()
    return made


def middle_colour(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


def test_the_first_column_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    made = table(qtbot)
    assert [made.columnWidth(column) for column in range(3)] == [300, 90, 110]
    made.fit_height()
    assert made.height() == 32 + 3 * 36


def test_a_chosen_row_is_tinted_over_its_whole_width(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.choose_row(1)
    y = 32 + 36 + 6
    tint = colour("accent_tint").name()
    assert [middle_colour(made, x, y) for x in (20, 200, 320, 480)] == [tint] * 4
    assert middle_colour(made, 200, 32 + 6) != tint
    made.choose_row(-1)
    assert not made.selectionModel().hasSelection()


def test_rows_open_by_double_click_and_enter(qtbot: QtBot) -> None:
    made = table(qtbot)
    opened: list[int] = []
    made.opened.connect(opened.append)
    place = QPoint(30, 36 + 10)
    qtbot.mouseClick(made.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(made.viewport(), LEFT, pos=place)
    qtbot.keyClick(made, Key.Key_Down)
    qtbot.keyClick(made, Key.Key_Return)
    assert opened == [1, 2]


def test_a_table_without_selection_takes_no_keyboard(qtbot: QtBot) -> None:
    made = table(qtbot, selectable=False)
    qtbot.mouseClick(made.viewport(), LEFT, pos=QPoint(30, 10))
    assert not made.selectionModel().hasSelection()
    assert made.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_icon_and_method_stand_before_the_text() -> None:
    model = QStandardItemModel()
    model.appendRow(item("/", method="GET", icon="check"))
    model.appendRow(item("Home"))
    assert [lead_width(model.index(row, 0)) for row in range(2)] == [24 + 42, 0]


def test_a_tree_folds_by_its_chevron_and_by_enter(qtbot: QtBot) -> None:
    made = tree(qtbot)
    step = made.model().index(0, 0)
    opened: list[str] = []
    made.opened.connect(lambda index: opened.append(index.data(CellRole.METHOD)))
    qtbot.mouseClick(made.viewport(), LEFT, pos=made.chevron_rect(step).center())
    assert made.isExpanded(step)
    assert not made.selectionModel().hasSelection(), "the chevron folds, it does not choose"
    heights = [made.visualRect(index).height() for index in (step, made.model().index(0, 0, step))]
    assert heights == [34, 34]
    made.setCurrentIndex(step)
    qtbot.keyClick(made, Key.Key_Return)
    assert not made.isExpanded(step)
    qtbot.keyClick(made, Key.Key_Return)
    made.setCurrentIndex(made.model().index(1, 0, step))
    qtbot.keyClick(made, Key.Key_Return)
    assert opened == ["POST"]


def test_f2_renames_a_step_in_its_place(qtbot: QtBot) -> None:
    made = tree(qtbot)
    step = made.model().index(0, 0)
    made.setCurrentIndex(step)
    qtbot.keyClick(made, Key.Key_F2)
    editor = made.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Log in"
    editor.setText("Sign in")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: step.data() == "Sign in")


def test_a_list_of_rows_has_rules_between_and_rows_that_open(qtbot: QtBot) -> None:
    rows = RowList()
    qtbot.addWidget(rows)
    clicks: list[str] = []
    for title in ("503 Service unavailable", "No answer within 30 s"):
        row = ListRow(title, "Checkout", clickable=True)
        row.clicked.connect(lambda title=title: clicks.append(title))
        rows.add(row)
    rows.resize(300, 120)
    rows.show()
    first, second = rows.rows
    assert middle_colour(second, 150, 0) == colour("soft").name()
    assert middle_colour(first, 150, 0) != colour("soft").name()
    qtbot.mouseClick(first, LEFT)
    qtbot.keyClick(second, Key.Key_Return)
    assert clicks == ["503 Service unavailable", "No answer within 30 s"]
    assert first.accessibleName() == "503 Service unavailable, Checkout"
    rows.clear()
    assert rows.rows == ()


def test_a_card_turns_bad_only_when_told(qtbot: QtBot) -> None:
    card = StatCard("95 of 100 answers within", token="p95")
    qtbot.addWidget(card)
    card.resize(300, 96)
    card.set_value("312 ms", "limit 800 ms")
    card.set_series([1.0, 2.0, float("nan"), 3.0])
    assert card.accessibleName() == "95 of 100 answers within: 312 ms, limit 800 ms"
    assert middle_colour(card, 150, 8) == colour("panel").name()
    card.set_broken(True)
    assert middle_colour(card, 150, 8) == colour("bad_tint").name()
    card.set_broken(False)
    assert middle_colour(card, 150, 8) == colour("panel").name()


def test_the_health_strip_speaks_and_helps_in_trouble(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    strip.add_meter("cpu", "Processor", "cpu")
    strip.set_meter("cpu", 0.97, "97 %", "warn")
    strip.show()
    asked: list[None] = []
    strip.acted.connect(lambda: asked.append(None))
    strip.set_verdict("ok", "This computer keeps up.")
    assert not strip._button.isVisible()
    strip.set_verdict("warn", "This computer is the bottleneck.", "Use fewer people")
    qtbot.mouseClick(strip._button, LEFT)
    assert (len(asked), strip.accessibleName()) == (1, "This computer is the bottleneck.")
    assert {child.accessibleName() for child in strip.findChildren(QWidget)} >= {"Processor 97 %", "Use fewer people"}


def test_a_badge_says_its_state_and_a_bar_stays_within_itself(qtbot: QtBot) -> None:
    badge = Badge("Checking…", "accent")
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set_state("Checking…", "ok")
    assert badge.sizeHint().width() > narrow, "a state has its icon too"
    assert (badge.accessibleName(), badge.sizeHint().height()) == ("Checking…", 20)
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.set_ratio(1.7)
    assert bar.ratio == 1.0


def test_a_sentence_with_bold_words_ends_with_an_ellipsis_where_it_does_not_fit(qtbot: QtBot) -> None:
    row = ListRow("The site hands out a <b>session</b> at <b>Log in &amp; more</b>. 16 later requests send it back.")
    qtbot.addWidget(row)
    row.resize(900, 44)
    row.show()
    whole = row.title.grab().toImage()
    row.resize(300, 44)
    cut = row.title.grab().toImage()
    assert cut.width() < whole.width()
    same = cut.width() - 60  # the last letters give way to the ellipsis
    assert cut.copy(0, 0, same, cut.height()) == whole.copy(0, 0, same, whole.height())
    assert cut != whole.copy(0, 0, cut.width(), whole.height())


def test_the_facts_of_a_header_leave_room_for_its_actions(qtbot: QtBot) -> None:
    header = PageHeader("Check", ("One person, one pass through a scenario of a long name", "17 requests sent"))
    qtbot.addWidget(header)
    action = QWidget()
    action.setFixedSize(300, 36)
    header.add_action(action)
    header.resize(500, 60)
    header.show()
    assert action.geometry().right() <= 500
    assert "17 requests sent" in header._facts.toolTip()


def test_the_header_joins_its_facts(qtbot: QtBot) -> None:
    header = PageHeader("Load", ("Fern Market checkout", "staging"))
    qtbot.addWidget(header)
    assert header._facts.text() == "Fern Market checkout  ·  staging"
    card = Card("Limits")
    qtbot.addWidget(card)
    card.set_title("All limits")
    assert card._title.text() == "All limits"
