"""The order of Tab where controls come and go: Qt would put what is made later behind all that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tabs_after(first: QWidget, holder: QWidget) -> None:
    """Let Tab lead from `first` through all controls in `holder`, in the order in which they were made."""
    last = first
    for widget in holder.findChildren(QWidget):
        if _takes_tab(widget):
            QWidget.setTabOrder(last, widget)
            last = widget


def tab_before(widget: QWidget, following: QWidget) -> None:
    """Let Tab lead to `widget` from what leads to `following` now, and on to that."""
    before = following.previousInFocusChain()
    while before is not None and before is not following and not _takes_tab(before):
        before = before.previousInFocusChain()
    if before is not None and before is not following:
        QWidget.setTabOrder(before, widget)
        QWidget.setTabOrder(widget, following)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
