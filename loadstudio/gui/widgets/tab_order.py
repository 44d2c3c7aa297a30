"""The order of Tab where controls come and go: Qt would put what is made later behind all that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tabs_after(first: QWidget, holder: QWidget) -> None:
    """Let Tab lead from `first` through all controls in `holder`, in the order in which they were made."""
    last = first
    for widget in holder.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            QWidget.setTabOrder(last, widget)
            last = widget
