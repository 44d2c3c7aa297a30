"""The small chart without axes: in a card, in a table cell. Drawn with a plain painter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.theme import colour

if TYPE_CHECKING:
    from numpy.typing import NDArray  # small charts must not make the start wait for numpy

type Values = Sequence[float] | NDArray[Any]


def paint_sparkline(painter: QPainter, rect: QRectF, values: Values, token: str = "p50") -> None:
    """Paint values from left to right over the whole width of `rect`, from their lowest to their highest; NaN makes
    a gap."""
    values = _thinned(values, max(2, round(rect.width() / 1.5)))
    known = [float(value) for value in values if not math.isnan(value)]
    if len(known) < 2:
        return
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    level = 0.5 if high == low else 0.0
    step = rect.width() / max(1, len(values) - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(token), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line: list[QPointF] = []
    for index, value in enumerate(values):
        if math.isnan(value):
            painter.drawPolyline(QPolygonF(line))
            line = []
            continue
        share = level or (float(value) - low) / span
        line.append(QPointF(rect.left() + index * step, rect.bottom() - 0.5 - share * (rect.height() - 1)))
    painter.drawPolyline(QPolygonF(line))


def _thinned(values: Values, most: int) -> Values:
    """Return at most `most` values, each the mean of those that it stands for.

    More points than pixels would paint a pale blur.
    """
    count = len(values)
    if count <= most:
        return values
    edges = [index * count // most for index in range(most + 1)]
    return [float(sum(values[start:end])) / (end - start) for start, end in pairwise(edges)]


class Sparkline(QWidget):
    """A sparkline of its own; takes no keyboard, its numbers stand beside it."""

    def __init__(self, token: str = "p50", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._values: Values = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def values(self) -> Values:
        return self._values

    def set_values(self, values: Values, token: str | None = None) -> None:
        """Show other values, perhaps in another colour."""
        self._values = values
        self._token = token or self._token
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(88, 26)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sparkline(QPainter(self), QRectF(self.rect()).adjusted(0, 1, 0, -1), self._values, self._token)
