"""A slim bar for a share: how far something is, how much of something is used."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface


class ProgressBar(QWidget):
    """`ratio` is 0 to 1; `token` the colour of what is filled. 6 px high, 4 in the health strip."""

    def __init__(
        self,
        ratio: float = 0.0,
        *,
        token: str = "accent_fill",
        height: int = 6,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ratio = ratio
        self._token = token
        self.setFixedHeight(height)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def ratio(self) -> float:
        return self._ratio

    def set_ratio(self, ratio: float, token: str | None = None) -> None:
        """Fill another share, perhaps in another colour."""
        self._ratio = max(0.0, min(1.0, ratio))
        self._token = token or self._token
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = self.height() / 2
        paint_surface(painter, QRectF(self.rect()), radius, colour("soft"))
        width = max(self.height(), self.width() * self._ratio)
        if self._ratio > 0:
            paint_surface(painter, QRectF(0, 0, width, self.height()), radius, colour(self._token))
