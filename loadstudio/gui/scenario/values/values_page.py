"""All changing values of the scenario: where each comes from, what was recorded, where it is used; renamed and switched
here.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.scenario.part.block_words import part_title
from loadstudio.gui.scenario.values.values_model import ValuesModel
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow, ListRow, RowList
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario import edit
from loadstudio.scenario.model import Scenario, Variable

_MOST_USES = 30


class ValuesPage(QWidget):
    """`renamed(name, new name)` and `switched(name, on)` ask for edits, `go_wanted(part id)` for a part, `closed` for
    the request that was shown before. Empty until `make` is done.
    """

    renamed = Signal(str, str)
    switched = Signal(str, bool)
    go_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.model = ValuesModel()
        self.model.setParent(self)

    def make(self) -> Iterator[None]:
        """Fill the page in pieces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        self.table = DataTable(name=self.tr("Changing values"))
        self.table.setModel(self.model)
        self.table.set_columns((Column(200), Column(), Column(190), Column(80, right=True)))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        self.table.opened.connect(lambda _row: self._go_to_source())
        self._none = EmptyState(
            self.tr("Nothing changes from visit to visit yet. Point at a value in a recorded answer to use it later.")
        )
        column.addWidget(self.table, 3)
        column.addWidget(self._none, 3)
        yield
        column.addWidget(self._details(), 2)

    def _head(self) -> QHBoxLayout:
        close = IconButton("cross", self.tr("Close the list of values"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(Label(self.tr("Changing values"), "card"))
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _details(self) -> QWidget:
        self.name = TextField(name=self.tr("Name of the value"))
        self.name.editingFinished.connect(self._rename)
        self.problem = Label("", "second", "bad", wrap=True)
        self.on = Switch(self.tr("Taken anew each time"), name=self.tr("Taken anew each time"))
        self.on.clicked.connect(self._switch)
        self.source = Button("", "link", icon="link")
        self.source.clicked.connect(self._go_to_source)
        self.uses = RowList()
        self._uses_title = Label("", "strong")
        area = ScrollColumn()
        area.body.setSpacing(12)
        area.body.addWidget(Rule())
        area.body.addWidget(FormRow(self.tr("Name"), self.name))
        for widget in (self.problem, self.on, self.source, self._uses_title, self.uses):
            area.body.addWidget(widget)
        area.body.addStretch(1)
        self._area = area
        return area

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the values of a scenario; the chosen one stays chosen."""
        if scenario is self._scenario:
            return
        self._scenario = scenario
        row = max(0, self.table.currentIndex().row())
        self.model.show_scenario(scenario)
        any_values = bool(scenario.variables)
        self.table.setVisible(any_values)
        self._none.setVisible(not any_values)
        if any_values and self.table.currentIndex().row() < 0:
            self.table.choose_row(min(row, len(scenario.variables) - 1))
        self._show_chosen()

    def choose(self, name: str) -> None:
        """Choose a value by its name."""
        names = [one.name for one in self.model.variables]
        if name in names:
            self.table.choose_row(names.index(name))

    def chosen(self) -> Variable | None:
        """Return the chosen value."""
        row = self.table.currentIndex().row()
        return self.model.variables[row] if 0 <= row < len(self.model.variables) else None

    def say_wrong(self, words: str) -> None:
        """Say why a name cannot be given; '' takes it back."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.name.set_wrong(bool(words), words)

    def _show_chosen(self) -> None:
        one, scenario = self.chosen(), self._scenario
        self._area.setVisible(one is not None)
        self.say_wrong("")
        if one is None or scenario is None:
            return
        self.name.setText(one.name)
        self.on.setChecked(one.enabled)
        title = _title(scenario, one.source_request_id, self)
        self.source.setVisible(bool(title))
        self.source.set_text(self.tr("Taken from the answer to {0}").format(title))
        self.source.setAccessibleName(self.source.text())
        ids = self.model.users.get(one.name, ())
        self._uses_title.setText(self.tr("Where it is used") if ids else self.tr("It is not used anywhere yet."))
        self.uses.clear()
        for part_id in ids[:_MOST_USES]:
            row = ListRow(_title(scenario, part_id, self), style="text", height=36, clickable=True)
            row.clicked.connect(lambda at=part_id: self.go_wanted.emit(at))
            self.uses.add(row)

    def _rename(self) -> None:
        one, name = self.chosen(), self.name.text().strip()
        if one is not None and name != one.name:
            self.renamed.emit(one.name, name)

    def _switch(self, on: bool) -> None:
        one = self.chosen()
        if one is not None:
            self.switched.emit(one.name, on)

    def _go_to_source(self) -> None:
        one = self.chosen()
        if one is not None and one.source_request_id:
            self.go_wanted.emit(one.source_request_id)


def _title(scenario: Scenario, part_id: str, page: QWidget) -> str:
    """Return what a part is called, '' when there is none with this id."""
    try:
        return part_title(edit.find(scenario, part_id), page.tr)
    except KeyError:
        return ""
