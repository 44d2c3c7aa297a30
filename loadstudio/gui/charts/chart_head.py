"""The title row of a chart: what it is about, the legend, small buttons at the right end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.charts.chart_parts import Legend
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label

_GAP = 12
_TOOL_GAP = 8


class ChartHead(Flow):
    """A layout: the legend stands below the title where the chart is narrow. Call `fit` when the width has changed."""

    def __init__(self, title: str) -> None:
        super().__init__(gap=_GAP, line_gap=4, spread=True)
        self.legend = Legend()
        self._title = Label(title, "card")
        right = QWidget()
        self._tools = QHBoxLayout(right)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(_TOOL_GAP)
        self._tools.addWidget(self.legend)
        self.addWidget(self._title)
        self.addWidget(right)

    def set_title(self, title: str) -> None:
        """Say what the lines are about."""
        self._title.setText(title)

    def add_tool(self, widget: QWidget) -> None:
        """Append a small control at the right end."""
        self._tools.addWidget(widget)

    def fit(self, width: int) -> None:
        """Leave the legend what title and tools do not need."""
        items = (self._tools.itemAt(number) for number in range(1, self._tools.count()))
        taken = sum(_TOOL_GAP + item.sizeHint().width() for item in items if item is not None and not item.isEmpty())
        self.legend.fit(width - self._title.sizeHint().width() - _GAP - taken)
