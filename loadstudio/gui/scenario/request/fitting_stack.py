"""Pages of which one is seen, as high as that one and not as the highest."""

from __future__ import annotations

from typing import override

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class FittingStack(QStackedWidget):
    """What follows it stands right under the page that is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[QWidget, int] = {}
        self.currentChanged.connect(self._fit)

    @override
    def addWidget(self, w: QWidget) -> int:
        self._heights[w] = w.minimumHeight()
        number = super().addWidget(w)
        self._fit()
        return number

    def _fit(self) -> None:
        for page, height in self._heights.items():
            policy = page.sizePolicy()
            seen = page is self.currentWidget()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred if seen else QSizePolicy.Policy.Ignored)
            page.setSizePolicy(policy)
            page.setMinimumHeight(height if seen else 0)
        self.updateGeometry()
