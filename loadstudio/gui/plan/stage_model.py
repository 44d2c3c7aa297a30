"""The stages of a plan as a table model: the twin of the drawn profile, editable in people and time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, override

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from loadstudio.base.errors import UsageError
from loadstudio.base.units import clock_text, count_text, duration_text, parse_duration_s
from loadstudio.gui.plan.forecast import rate_text
from loadstudio.gui.plan.profile import StageKind, kinds_of
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.fields import short_duration
from loadstudio.plan.model import Stage

NAME, PEOPLE, LASTS, WHEN, RATE = range(5)
_NUMBER = re.compile(r"\d[\d,]*")


class StageModel(QAbstractTableModel):
    """`stage_edited(row, Stage)` tells what the person typed; the plan's owner answers with `show`. What makes no
    sense is told by `refused(sentence)`.
    """

    stage_edited = Signal(int, object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._kinds: tuple[StageKind, ...] = ()
        self._per_person = 0.0

    def show(self, stages: Sequence[Stage], per_person: float) -> None:
        """Show other stages; `per_person` are the requests a second of one person."""
        same_rows = len(stages) == len(self._stages)
        if not same_rows:
            self.beginResetModel()
        self._stages, self._kinds, self._per_person = tuple(stages), kinds_of(stages), per_person
        if not same_rows:
            self.endResetModel()
        elif stages:
            self.dataChanged.emit(self.index(0, 0), self.index(len(stages) - 1, RATE))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._stages)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else RATE + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Stage"), self.tr("People"), self.tr("Lasts"), self.tr("From – to"))
        return (*titles, self.tr("Requests / s"))[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and index.column() in (PEOPLE, LASTS)
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if editable else super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(row)[column]
        if role == Qt.ItemDataRole.EditRole:
            stage = self._stages[row]
            return {PEOPLE: f"{stage.target:g}", LASTS: short_duration(stage.duration_s)}.get(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (PEOPLE, LASTS):
            return self.tr("Enter or F2 changes it.")
        if role == CellRole.STYLE:
            return "name" if column == NAME else None
        return "sub" if role == CellRole.TONE and column in (WHEN, RATE) else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        stage = self._stages[index.row()]
        if index.column() == PEOPLE:
            numbers = _NUMBER.findall(str(value))
            if not numbers:
                self.refused.emit(self.tr("'{0}' is no number of people.").format(value))
                return False
            after = replace(stage, target=float(numbers[-1].replace(",", "")))
        elif index.column() == LASTS:
            try:
                after = replace(stage, duration_s=parse_duration_s(str(value)))
            except UsageError as problem:
                self.refused.emit(str(problem))
                return False
        else:
            return False
        if after != stage:
            self.stage_edited.emit(index.row(), after)
        return True

    def _level_before(self, row: int) -> float:
        return self._stages[row - 1].target if row else 0.0

    def _texts(self, row: int) -> tuple[str, ...]:
        stage, before = self._stages[row], self._level_before(row)
        start_s = sum(one.duration_s for one in self._stages[:row])
        end_s = start_s + stage.duration_s
        people = count_text(stage.target)
        if stage.target != before and stage.duration_s:
            people = f"{count_text(before)} → {people}"
        first, last = rate_text(before * self._per_person), rate_text(stage.target * self._per_person)
        return (
            f"{row + 1}  {self._name(row)}",
            self.tr("1 person") if people == "1" else self.tr("{0} people").format(people),
            duration_text(stage.duration_s) if stage.duration_s else self.tr("at once"),
            f"{clock_text(start_s)} – {clock_text(end_s)}",
            last if first == last or not stage.duration_s else f"{first} – {last}",
        )

    def _name(self, row: int) -> str:
        return {
            "at_once": self.tr("All at once"),
            "warm_up": self.tr("Warm up"),
            "climb": self.tr("Climb"),
            "hold": self.tr("Hold"),
            "peak": self.tr("Peak"),
            "ease_off": self.tr("Ease off"),
            "let_go": self.tr("Let go"),
        }[self._kinds[row]]
