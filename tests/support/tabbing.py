"""Going through a window by Tab: what is reached, in which order, and whether it shows that it has the keyboard."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow

_RING = 4


def controls(window: QWidget) -> list[QWidget]:
    """Return the visible, enabled controls that the keyboard should reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        # the line inside a number field is one control with it
        and not (isinstance(widget, QLineEdit) and widget.objectName().startswith("qt_"))
    ]


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def by_tab(window: MainWindow, qtbot: QtBot, most: int) -> tuple[list[QWidget], list[QWidget]]:
    """Return what has the keyboard one after the other, until the first one has it again; and what of it does not show
    that it has it.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    reached: list[QWidget] = []
    invisible: list[QWidget] = []
    seen_before: object = None
    for _ in range(most):
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Tab)  # through the window, as keys come
        now = app.focusWidget()
        if reached and now is reached[-1]:
            continue  # it goes on within: the points of the drawn load
        if reached and shown(window, reached[-1]) == seen_before:
            invisible.append(reached[-1])
        if now is None or now in reached:
            break
        reached.append(now)
        seen_before = shown(window, now)
    return reached, invisible


def in_group_of(widget: QWidget, reached: list[QWidget]) -> bool:
    """Tell whether the arrow keys lead there: from a button of the same group."""
    return isinstance(widget, QAbstractButton) and any(
        isinstance(other, QAbstractButton) and other.parentWidget() is widget.parentWidget() and other.isCheckable()
        for other in reached
    )


def goes_back(before: QRect, after: QRect) -> bool:
    """Tell whether a step goes up again without going to a column further right."""
    return after.bottom() < before.top() and after.left() < before.right()


def shown(window: QWidget, widget: QWidget) -> object:
    around = place(widget, window).adjusted(-_RING, -_RING, _RING, _RING) & window.rect()
    return window.grab(around).toImage()


def check_tabbing(window: MainWindow, page: QWidget, qtbot: QtBot) -> None:
    """Check that Tab reaches every control of the window, those of a page from top to bottom; each shows that it has
    the keyboard.
    """
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wanted = controls(window)
    qtbot.waitUntil(lambda: all(one.updatesEnabled() for one in wanted))  # a page is painted group by group
    window.rail.button("record").setFocus(Qt.FocusReason.TabFocusReason)
    reached, invisible = by_tab(window, qtbot, 3 * len(wanted))
    missing = [name(one) for one in wanted if one not in reached and not in_group_of(one, reached)]
    assert not missing, [name(one) for one in reached]
    hidden = [name(one) for one in invisible]
    assert not hidden, hidden
    on_page = [one for one in reached if page.isAncestorOf(one)]
    places = [place(one, window) for one in on_page]
    backwards = [
        f"{name(on_page[number])} → {name(on_page[number + 1])}"
        for number, (before, after) in enumerate(pairwise(places))
        if goes_back(before, after)
    ]
    assert not backwards, backwards
