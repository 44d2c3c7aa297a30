"""The title row of a chart: what it is about, the legend, small buttons at the right end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.charts.chart_parts import Legend
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import text_width

_GAP = 12
_TOOL_GAP = 8


class ChartHead(Flow):
    """A layout: the legend stands below the title where the chart is narrow. Call `fit` when the width has changed."""

    def __init__(self, title: str) -> None:
        super().__init__(gap=_GAP, line_gap=4, spread=True)
        self.legend = Legend()
        self._long = self._short = title
        self._title = Label(title, "card")
        right = QWidget()
        self._tools = QHBoxLayout(right)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(_TOOL_GAP)
        self._tools.addWidget(self.legend)
        self.addWidget(self._title)
        self.addWidget(right)

    def set_title(self, title: str, short: str = "") -> None:
        """Say what the lines are about; `short` where the chart is narrow. Call `fit` afterwards."""
        self._long, self._short = title, short or title

    def add_tool(self, widget: QWidget) -> None:
        """Append a small control at the right end."""
        self._tools.addWidget(widget)

    def fit(self, width: int) -> None:
        """Use the long words of title and legend where there is room, else the legend's short ones, else both."""
        items = (self._tools.itemAt(number) for number in range(1, self._tools.count()))
        taken = sum(_TOOL_GAP + item.sizeHint().width() for item in items if item is not None and not item.isEmpty())
        room = width - _GAP - taken
        self.legend.fit(room - text_width(self._long, "card"))
        legend = self.legend.sizeHint().width() if not self.legend.isHidden() else 0
        self._title.setText(self._long if text_width(self._long, "card") + legend <= room else self._short)
