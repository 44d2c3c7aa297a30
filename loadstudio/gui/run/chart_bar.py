"""The line over the charts of a run in progress: which time they show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.time_view import NEWEST, WHOLE, TimeView
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.segmented import SegmentedSwitch

_VIEWS = {"whole": WHOLE, "newest": NEWEST}


class ChartBar(QWidget):
    """`viewed(TimeView)` tells which time the person wants; `show_view` says which one is shown."""

    viewed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = (("whole", self.tr("Whole run")), ("newest", self.tr("Last 2 minutes")))
        self.follow = SegmentedSwitch(words, name=self.tr("Which time the charts show"))
        self.follow.chosen.connect(lambda key: self.viewed.emit(_VIEWS[key]))
        self._hint = Label("", "second", "sub", tabular=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.follow)
        self._row.addWidget(self._hint)
        self._row.addStretch(1)
        self.show_view(WHOLE)

    def show_view(self, view: TimeView) -> None:
        """Show which time the charts show."""
        if view.kind == "chosen":
            self.follow.set_none()
            words = self.tr("shown: {0} to {1}")
            self._hint.setText(words.format(clock_text(view.start_s), clock_text(view.end_s)))
        else:
            self.follow.set_current(view.kind)
            self._hint.setText(self.tr("Draw over a chart to look closer."))
