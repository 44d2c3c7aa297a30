"""A chart's other face: the same points as a table, for those who do not see charts or want to copy numbers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView

from loadstudio.gui.charts.chart_table import ChartTableModel
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.segmented import SegmentedSwitch

_TIME_WIDTH, _NUMBER_WIDTH, _ROW_HEIGHT = 0, 108, 28
_FINE, _COARSE = "1", "10"


class ChartTwin(QObject):
    """Gives a chart the button that turns it into its table and back; the table shows the time that the chart shows.

    Where the chart has coarse points too, a switch says whether rows are seconds or ten seconds.
    """

    def __init__(self, chart: TimeChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.model = ChartTableModel(self)
        self.table = DataTable(name=self.tr("{0}, as a table").format(chart.accessibleName()), row_height=_ROW_HEIGHT)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        copy.setWhatsThis(self.tr("Copy the rows"))
        self.rows = SegmentedSwitch(
            ((_FINE, self.tr("1 s")), (_COARSE, self.tr("10 s"))), name=self.tr("How long a row of the table is")
        )
        self.rows.chosen.connect(lambda _key: self._refresh())
        self.copy_button = IconButton("copy", self.tr("Copy the rows"), size=24)
        self.copy_button.clicked.connect(self.copy)
        self.button = IconButton("table", "", size=24)
        self.button.clicked.connect(lambda: self.show_table(not chart.twin_shown))
        for widget in (self.rows, self.copy_button, self.button):
            chart.head.add_tool(widget)
        chart.set_twin(self.table)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        chart.changed.connect(self._refresh_soon)
        self.show_table(False)

    def show_table(self, wanted: bool) -> None:
        """Show the table, or the chart again."""
        self._chart.show_twin(wanted)
        self.copy_button.setVisible(wanted)
        self.button.set_icon(
            "chart" if wanted else "table", self.tr("Show the chart") if wanted else self.tr("Show as a table")
        )
        self._refresh()

    def copy(self) -> None:
        """Put the chosen rows, or all, on the clipboard as a spreadsheet takes them."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText(self.model.text(rows or range(self.model.rowCount())))

    def _refresh_soon(self) -> None:
        """Refresh once, when all series of the chart have their new points."""
        if self._chart.twin_shown and not self._later.isActive():
            self._later.start(0)

    def _refresh(self) -> None:
        shown = self._chart.twin_shown
        self.rows.setVisible(shown and self._chart.has_coarse)
        if not shown:
            return
        at_end = self.table.verticalScrollBar().value() >= self.table.verticalScrollBar().maximum()
        self.model.show(*self._chart.columns(coarse=self._chart.has_coarse and self.rows.current() == _COARSE))
        numbers = (Column(_NUMBER_WIDTH, right=True) for _ in range(self.model.columnCount() - 1))
        self.table.set_columns((Column(_TIME_WIDTH), *numbers))
        if at_end:
            self.table.scrollToBottom()
