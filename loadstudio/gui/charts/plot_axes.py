"""pyqtgraph's axes and grid, dressed as the design asks: words without lines and tick marks, soft lines behind."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour


class WordAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis of words alone: no line, no tick marks."""

    def __init__(self, side: str) -> None:
        super().__init__(side, showValues=True, maxTickLength=0)
        self.setStyle(tickLength=0, tickTextOffset=10 if side != "bottom" else 6, autoExpandTextSpace=False)
        self.setStyle(hideOverlappingLabels=False)
        self.dress()

    def dress(self) -> None:
        self.setStyle(tickFont=font_of("axis", tabular=True))
        self.setPen(pg.mkPen(None))
        self.setTickPen(pg.mkPen(None))
        self.setTextPen(colour("sub"))

    def generateDrawSpecs(self, p: QPainter) -> Any:
        specs = super().generateDrawSpecs(p)
        return specs if specs is None else (specs[0], [], specs[2])  # the words, without tick marks

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
