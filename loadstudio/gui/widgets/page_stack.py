"""Pages of which one is seen; another one is painted group by group, so that keys and clicks are answered in between.

A screen has hundreds of widgets. To lay them out and to paint all of them at once holds up the window for some frames,
which no single widget is to blame for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from loadstudio.gui.pieces import TURN_MS, Pieces

_GROUP = 16
"""So many widgets are painted in a few milliseconds. Tables and charts count as few and take longer: a turn each."""


class PageStack(QStackedWidget):
    """`setCurrentWidget` lays the page out; what stands on it is painted in the turns that follow, from the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: list[QWidget] = []
        self._pieces: Pieces | None = None

    @property
    def painting(self) -> Pieces | None:
        """What is left to paint of the page that is seen; None where Qt paints it at once."""
        return self._pieces

    @override
    def setCurrentWidget(self, w: QWidget) -> None:
        if w is self.currentWidget():
            return
        self.show_whole()
        if self.isVisible():
            self._left = groups_of(w)
            for group in self._left:
                group.setUpdatesEnabled(False)
            super().setCurrentWidget(w)
            self._pieces = Pieces(self._painted(), self, turn_ms=TURN_MS)
            self._pieces.start()
        else:
            super().setCurrentWidget(w)

    def show_whole(self) -> None:
        """Leave it to Qt to paint what is not painted yet, all at once."""
        if self._pieces is not None:
            self._pieces.stop()
            self._pieces.deleteLater()
            self._pieces = None
        for group in self._left:
            if isValid(group):
                group.setUpdatesEnabled(True)
        self._left = []

    def _painted(self) -> Iterator[None]:
        while self._left:
            group = self._left.pop(0)
            if isValid(group):
                group.setUpdatesEnabled(True)
                group.repaint()
            yield


def groups_of(page: QWidget) -> list[QWidget]:
    """Return what stands on a page, in parts of few widgets each; what is hidden is left out."""
    return _within(page)[1]


def _within(widget: QWidget) -> tuple[int, list[QWidget]]:
    """Return how many widgets stand in one, and their groups."""
    total, groups = 0, list[QWidget]()
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isHidden() and not child.isWindow():
            count, parts = _within(child)
            total += 1 + count
            groups += [child] if count <= _GROUP else parts
    return total, groups
