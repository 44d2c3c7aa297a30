"""The tree of a scenario on its panel: a search leaves out in pieces and gives back what was open and chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from loadstudio.gui.scenario.tree.tree_model import ID_ROLE, ScenarioModel
from loadstudio.gui.scenario.tree.tree_panel import TreePanel
from loadstudio.gui.widgets.popover import Menu
from tests.support.scenarios import a_request, a_scenario, a_step

_STEPS, _IN_STEP = 60, 20


def _panel(qtbot: QtBot, steps: int) -> TreePanel:
    scenario = a_scenario(
        *(
            a_step(
                f"s{step}", *(a_request(f"r{step}-{row}", f"http://shop.test/{step}/{row}") for row in range(_IN_STEP))
            )
            for step in range(steps)
        )
    )
    model = ScenarioModel(scenario)
    panel = TreePanel(model)
    model.setParent(panel)
    panel.resize(360, 600)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def large(qtbot: QtBot) -> TreePanel:
    return _panel(qtbot, _STEPS)


def _open_steps(panel: TreePanel) -> set[str]:
    indexes = (panel.model.index(row, 0) for row in range(panel.model.rowCount()))
    return {str(index.data(ID_ROLE)) for index in indexes if panel.tree.isExpanded(index)}


def _is_narrowed(panel: TreePanel) -> bool:
    assert panel._pieces is not None
    return panel._pieces.is_done


def test_a_search_in_a_small_scenario_is_done_at_once(qtbot: QtBot) -> None:
    panel = _panel(qtbot, 2)
    panel.choose("r1-3")
    qtbot.keyClicks(panel.search, "/1/3")
    assert _is_narrowed(panel)
    assert panel.model.rowCount() == 1
    assert panel.selected() == ("r1-3",)
    panel.search.clear()
    assert _is_narrowed(panel)
    assert _open_steps(panel) == {"s1"}
    assert panel.selected() == ("r1-3",)


def test_one_kind_of_answer_is_chosen_from_a_menu_and_esc_shows_all_again(qtbot: QtBot) -> None:
    panel = _panel(qtbot, 2)
    qtbot.mouseClick(panel.sought.kind, Qt.MouseButton.LeftButton)
    menu = panel.sought.kind.findChild(Menu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()] == ["All", "Pages", "Data", "Page files", "Failed"]
    qtbot.keyClick(menu, Qt.Key.Key_Up)  # from the top to the last one
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert panel.sought.kind.accessibleName() == "Kind of answer: Failed"
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert panel.sought.kind.current() == "all"


def test_a_search_for_what_is_everywhere_opens_no_more_than_one_looks_through(large: TreePanel, qtbot: QtBot) -> None:
    large.choose("r40-3")
    large.search.setText("shop.test")
    qtbot.waitUntil(lambda: _is_narrowed(large))
    assert large.model.rowCount() == _STEPS
    assert _open_steps(large) == {*(f"s{step}" for step in range(15)), "s40"}
    assert large.selected() == ("r40-3",)


def test_what_was_open_is_opened_again_and_what_is_seen_stays_in_its_place(large: TreePanel, qtbot: QtBot) -> None:
    were_open = {f"s{step}" for step in range(0, _STEPS, 2)}
    for step in were_open:
        large.tree.expand(large.model.index_of(step))
    large.choose("r50-3")
    large.search.setText("/50/3")
    qtbot.waitUntil(lambda: _is_narrowed(large))
    large.search.clear()
    places: set[int] = set()
    while not _is_narrowed(large):
        if large.tree.updatesEnabled():  # else nothing of it is painted
            places.add(large.tree.visualRect(large.model.index_of("r50-3")).top())
        assert large._pieces is not None
        large._pieces.do_next()
    places.add(large.tree.visualRect(large.model.index_of("r50-3")).top())
    assert _open_steps(large) == were_open
    assert len(places) == 1
    assert large.selected() == ("r50-3",)


def test_a_search_that_is_typed_on_gives_up_the_one_before(large: TreePanel, qtbot: QtBot) -> None:
    large.choose("r0-0")
    for words in ("/1", "/1/", "/1/1", "/1/19"):
        large.search.setText(words)
    qtbot.waitUntil(lambda: _is_narrowed(large))
    step = large.model.index(0, 0)
    assert [large.model.index(row, 0, step).data(ID_ROLE) for row in range(large.model.rowCount(step))] == ["r1-19"]
    large.search.clear()
    qtbot.waitUntil(lambda: _is_narrowed(large))
    assert _open_steps(large) == {"s0"}


def test_unfolding_leaves_the_first_row_that_is_seen_where_it_is(large: TreePanel) -> None:
    tree = large.tree
    tree.verticalScrollBar().setValue(900)
    seen = tree.indexAt(QPoint(0, 0))
    top = tree.visualRect(seen).top()
    for _piece in tree.unfold([QPersistentModelIndex(row) for row in large.model.openable()]):
        assert tree.visualRect(seen).top() == top
    assert _open_steps(large) == {f"s{step}" for step in range(_STEPS)}
