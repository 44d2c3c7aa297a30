"""The lower part of the Results screen: steps, requests, where the time went, errors. What changes over time stands in
the charts, and in the tables that they turn into.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.results.detail import RunDetail
from loadstudio.gui.results.labels_model import CHANGE, ERRORS_CHANGE, P50, P99, TIMES, LabelsModel
from loadstudio.gui.results.moments_of_runs import started_text, within_sentence
from loadstudio.gui.results.timings_model import COLUMNS as PARTS_COLUMNS
from loadstudio.gui.results.timings_model import TimingsModel
from loadstudio.gui.run.errors_card import show_answers
from loadstudio.gui.run.errors_model import ErrorsModel
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.spare_columns import SpareColumns
from loadstudio.gui.widgets.tabs import Tabs

_LABEL_COLUMNS = (
    Column(),
    Column(92, right=True),
    *(Column(90, right=True) for _ in range(2)),
    Column(88, right=True),
    Column(96, right=True),
    Column(76, right=True),
    Column(82, right=True),
    Column(100, right=True),
)
_ERROR_COLUMNS = (Column(76), Column(), Column(100, right=True), Column(40))
_KEYS = ("steps", "requests", "parts", "errors")


class RunTables(Card):
    """`show_detail` fills all of them; opening a step or request with errors leads to its answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(8, 6, 8, 8)
        self._detail: RunDetail | None = None
        self._spares: list[SpareColumns] = []
        self.steps = LabelsModel("transaction", self)
        self.requests = LabelsModel("request", self)
        self.errors = ErrorsModel(self)
        self.timings = TimingsModel(self)
        self.steps_table = self._label_table(self.tr("Steps"), self.steps)
        self.requests_table = self._label_table(self.tr("Requests"), self.requests)
        self.errors_table = self._table(self.tr("Errors"), self.errors, _ERROR_COLUMNS, row_height=54)
        self.errors_table.clicked.connect(lambda index: self._open_error(index.row()))
        self.errors_table.opened.connect(self._open_error)
        parts = (Column(), *(Column(96, right=True) for _ in range(PARTS_COLUMNS - 1)))
        self.parts_table = self._table(self.tr("Where the time went"), self.timings, parts)
        self._lay_out()

    def _table(
        self, name: str, model: QAbstractItemModel, columns: tuple[Column, ...], *, row_height: int = 36
    ) -> DataTable:
        table = DataTable(name=name, row_height=row_height)
        table.setModel(model)
        table.set_columns(columns)
        return table

    def _label_table(self, name: str, model: LabelsModel) -> DataTable:
        table = self._table(name, model, _LABEL_COLUMNS)
        self._spares.append(SpareColumns(table, (P50, ERRORS_CHANGE, P99, TIMES), least_px=160))
        table.clicked.connect(lambda index: self._open_label(model, index))
        table.opened.connect(lambda row: self._open_label(model, model.index(row, 0)))
        return table

    def _lay_out(self) -> None:
        words = (
            self.tr("Steps"),
            self.tr("Requests"),
            self.tr("Where the time went"),
            self.tr("Errors"),
        )
        self.tabs = Tabs(tuple(zip(_KEYS, words, strict=True)), name=self.tr("Tables of the run"))
        self.tabs.chosen.connect(self.show_tab)
        self.against = Label("", "second", "sub", tabular=True)
        row = self.tabs.layout()
        assert row is not None
        row.addWidget(self.against)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.tabs)
        self._stack = QStackedWidget()
        self._none = Label(self.tr("No request failed."), "text", "sub")
        self._none.setContentsMargins(12, 14, 12, 0)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        column.addStretch(1)
        self._tables = {
            "steps": self.steps_table,
            "requests": self.requests_table,
            "parts": self.parts_table,
            "errors": self.errors_table,
        }
        for widget in (*self._tables.values(), nothing):
            self._stack.addWidget(widget)
        self._nothing = nothing
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)

    def show_tab(self, key: str) -> None:
        """Show a table: steps, requests, parts or errors."""
        self.tabs.set_current(key)
        nothing = (key == "errors" and not self.errors.rows) or (key == "parts" and not self.timings.rows)
        self._none.setText(
            self.tr("No request failed.") if key == "errors" else self.tr("The parts of the time were not measured.")
        )
        self._stack.setCurrentWidget(self._nothing if nothing else self._tables[key])

    def show_detail(self, detail: RunDetail) -> None:
        """Show the tables of a run."""
        self._detail = detail
        self.steps.show(detail)
        self.requests.show(detail)
        for spare in self._spares:
            spare.set_empty((CHANGE, ERRORS_CHANGE) if detail.comparison is None else ())
        first_seconds: dict[tuple[str, str], int] = {}
        steps: dict[str, str] = {}
        for sample in detail.samples:
            first_seconds.setdefault((sample.exchange.label, sample.exchange.failure), sample.second)
            steps.setdefault(sample.exchange.label, sample.exchange.step)
        self.errors.begin(steps)
        self.errors.show(
            (
                (one.label, one.reason, one.count, first_seconds.get((one.label, one.reason), -1))
                for one in detail.summary.errors
            ),
            {one.label: one.count for one in reversed(detail.summary.labels)},  # a request before a step of its name
        )
        self.timings.show(detail.summary)
        self.tabs.set_count("errors", len(detail.summary.errors) or None)
        when = within_sentence(started_text(detail.baseline_utc)) if detail.baseline_utc else ""
        self.against.setText(self.tr("change against {0}").format(when) if when else "")
        self.show_tab(self.tabs.current())

    def _open_label(self, model: LabelsModel, index: QModelIndex) -> None:
        """Lead from a step or request to what went wrong in it."""
        if self._detail is None or not index.isValid():
            return
        label = model.labels[index.row()]
        if not label.failed:
            return
        wrong = (row for row, error in enumerate(self.errors.rows) if label.label in (error.label, error.step))
        row = next(wrong, None)
        if row is not None:
            self.show_tab("errors")
            self.errors_table.choose_row(row)
            self.errors_table.setFocus()

    def _open_error(self, row: int) -> None:
        if self._detail is None or not 0 <= row < len(self.errors.rows):
            return
        error = self.errors.rows[row]
        samples = [(one.second, one.exchange) for one in self._detail.samples]
        show_answers(self, error.label, error.reason, samples)
