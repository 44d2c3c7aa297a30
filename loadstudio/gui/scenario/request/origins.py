"""Where the values of a request come from: each variable with its source and the value that was recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.scenario.words import chip_text, names_used, origin_text, sample_of, shortened
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.chip import Chip
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule
from loadstudio.scenario.model import HttpRequest, Scenario

_LONGEST_NAME = 22


class Origins(QWidget):
    """Hides itself for a request without variables. `value_wanted(name)` when more is to be seen of one, '' of all."""

    value_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._grid_of: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(Rule())
        self.all = Button(self.tr("All values"), "link", height=28)
        self.all.clicked.connect(lambda: self.value_wanted.emit(""))
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Where the values come from"), "strong"), 1)
        head.addWidget(self.all)
        self._column.addLayout(head)

    def show_request(self, scenario: Scenario, request: HttpRequest) -> None:
        """Show the variables of a request."""
        rows = tuple(
            (name, origin_text(scenario, name, self.tr), sample_of(scenario, name)) for name in names_used(request)
        )
        if rows == self._shown:
            return
        self._shown = rows
        self.setVisible(bool(rows))
        if self._grid_of is not None:
            self._column.removeWidget(self._grid_of)
            self._grid_of.hide()
            self._grid_of.deleteLater()
        self._grid_of = self._grid(rows)
        self._column.addWidget(self._grid_of)

    def _grid(self, rows: tuple[tuple[str, str, str], ...]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (name, origin, sample) in enumerate(rows):
            chip = Chip(chip_text(shortened(name, _LONGEST_NAME)), height=24)
            chip.setToolTip(name)
            grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(ElidedLabel(origin, "text", "sub"), row, 1)
            grid.addWidget(Label(sample, "mono", "sub"), row, 2, Qt.AlignmentFlag.AlignRight)
        return holder
