"""A page that comes into view is painted group by group, and whole as soon as another one is wanted."""

from __future__ import annotations

from typing import override

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.widgets.page_stack import PageStack, groups_of

_GROUPS, _IN_A_GROUP = 5, 12


class _Leaf(QWidget):
    painted = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1


def _page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for _ in range(_GROUPS):
        group = QWidget()
        within = QVBoxLayout(group)
        within.setContentsMargins(0, 0, 0, 0)
        for _ in range(_IN_A_GROUP):
            within.addWidget(_Leaf())
        column.addWidget(group)
    return page


def _shown(qtbot: QtBot) -> tuple[PageStack, QWidget]:
    stack = PageStack()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    page = _page()
    stack.addWidget(page)
    stack.resize(400, 900)
    stack.show()
    qtbot.waitExposed(stack)
    return stack, page


def _painted(page: QWidget) -> list[bool]:
    return [leaf.painted > 0 for leaf in page.findChildren(_Leaf)]


def test_what_is_hidden_belongs_to_no_group(qtbot: QtBot) -> None:
    page = _page()
    qtbot.addWidget(page)
    groups = groups_of(page)
    assert [len(group.findChildren(_Leaf)) for group in groups] == [_IN_A_GROUP] * _GROUPS
    groups[0].hide()
    assert groups_of(page) == groups[1:]


def test_a_page_is_painted_in_the_turns_after_it_was_shown(qtbot: QtBot) -> None:
    stack, page = _shown(qtbot)
    stack.setCurrentWidget(page)
    assert stack.currentWidget() is page
    assert not any(_painted(page))
    qtbot.waitUntil(lambda: all(_painted(page)))
    assert all(leaf.updatesEnabled() for leaf in page.findChildren(_Leaf))


def test_what_is_not_painted_yet_is_no_longer_kept_back_when_another_page_is_wanted(qtbot: QtBot) -> None:
    stack, page = _shown(qtbot)
    stack.setCurrentWidget(page)
    stack.setCurrentIndex(0)
    stack.setCurrentWidget(page)
    stack.removeWidget(page)
    stack.show_whole()
    assert all(leaf.updatesEnabled() for leaf in page.findChildren(_Leaf))
    page.deleteLater()


def test_a_part_that_goes_meanwhile_is_passed_over(qtbot: QtBot) -> None:
    stack, page = _shown(qtbot)
    stack.setCurrentWidget(page)
    groups = groups_of(page)
    groups[1].deleteLater()
    qtbot.waitUntil(lambda: all(_painted(page)))
    assert len(_painted(page)) == (_GROUPS - 1) * _IN_A_GROUP
