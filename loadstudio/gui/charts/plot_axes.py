"""pyqtgraph's axes and grid, dressed as the design asks: words without lines and tick marks, soft lines behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_text

type Words = Sequence[tuple[float, str]]
"""Values of an axis, each with the word that stands there."""

_GAP = 10
_WIDE = 120.0
_ROUNDING = 1e-9


class WordAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis of words alone: no line, no tick marks. It paints them itself: pyqtgraph measures each anew whenever the
    time moves on, which is a third of what a chart costs.
    """

    def __init__(self, side: str) -> None:
        super().__init__(side, showValues=True, maxTickLength=0)
        self.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=False)
        self._words: Words = ()

    def dress(self) -> None:
        """Be painted in the colours of the theme."""
        self.update()

    def setTicks(self, ticks: Sequence[Words]) -> None:
        words = tuple(ticks[0]) if ticks else ()
        if words != self._words:
            self._words = words
            self.update()

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        low, high = self.range
        bounds, tint = self.mapRectFromParent(self.geometry()), colour("sub")
        for value, word in self._words:
            share = (value - low) / (high - low)
            if -_ROUNDING <= share <= 1 + _ROUNDING:
                room, align = self._place(bounds, share)
                paint_text(painter, room, word, "axis", tint, align=align, tabular=True)

    def _place(self, bounds: QRectF, share: float) -> tuple[QRectF, Qt.AlignmentFlag]:
        """Return where a word stands that belongs to a share of the axis's length."""
        if self.orientation == "bottom":
            middle = bounds.left() + share * bounds.width()
            return QRectF(middle - _WIDE / 2, bounds.top() + 6, _WIDE, 14), Qt.AlignmentFlag.AlignHCenter
        top = bounds.bottom() - share * bounds.height() - 8
        if self.orientation == "left":
            return QRectF(bounds.right() - _GAP - _WIDE, top, _WIDE, 16), Qt.AlignmentFlag.AlignRight
        return QRectF(bounds.left() + _GAP, top, _WIDE, 16), Qt.AlignmentFlag.AlignLeft

    def wheelEvent(self, event: Any) -> None:
        event.ignore()

    def mouseDragEvent(self, event: Any) -> None:
        event.ignore()

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()


class SoftGrid(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Soft lines at the left axis's ticks; the one at zero is the base line."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__()
        self._box = box
        self._levels: tuple[float, ...] = ()
        self.setZValue(-100)

    def set_levels(self, levels: tuple[float, ...]) -> None:
        if levels != self._levels:
            self._levels = levels
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self._box.viewRect())

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        (left, right), _ = self._box.viewRange()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for level in self._levels:
            pen = QPen(colour("line" if level == 0 else "soft"), 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, level), QPointF(right, level))
