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
        self._titles: tuple[str, ...] = (title,)
        self._title = Label(title, "card")
        self._right = right = QWidget()
        self._tools = QHBoxLayout(right)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(_TOOL_GAP)
        self._tools.addWidget(self.legend)
        self.addWidget(self._title)
        self.addWidget(right)

    def set_title(self, title: str, *shorter: str) -> None:
        """Say what the lines are about, `shorter` and shorter where the chart is narrow. Call `fit` afterwards."""
        self._titles = (title, *shorter)

    def add_tool(self, widget: QWidget) -> None:
        """Append a small control at the right end."""
        self._tools.addWidget(widget)

    def fit(self, width: int) -> None:
        """Use the long words of title and legend where there is room, else shorter ones of legend, then title."""
        items = (self._tools.itemAt(number) for number in range(1, self._tools.count()))
        taken = sum(_TOOL_GAP + item.sizeHint().width() for item in items if item is not None and not item.isEmpty())
        room = width - _GAP - taken
        self.legend.fit(room - text_width(self._titles[0], "card"))
        legend = self.legend.sizeHint().width() if not self.legend.isHidden() else 0
        fitting = (title for title in self._titles if text_width(title, "card") + legend <= room)
        self._title.setText(next(fitting, self._titles[-1]))
        self.legend.updateGeometry()
        self._right.updateGeometry()  # a change within the legend is else not told as far as here
