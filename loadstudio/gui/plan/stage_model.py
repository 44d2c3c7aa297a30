"""The stages of a load as a table model: the twin of the drawn profile, editable in people (or visitors) and time."""

from __future__ import annotations

from typing import Any, override

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal

from loadstudio.base.errors import UsageError
from loadstudio.base.units import clock_text, duration_text
from loadstudio.gui.language import number
from loadstudio.gui.plan.forecast import rate_text
from loadstudio.gui.plan.load_kinds import unit_of
from loadstudio.gui.plan.profile import StageKind, kinds_of
from loadstudio.gui.units import level_number, typed_duration_s, typed_number
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.gui.widgets.fields import short_duration
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.plan.model import Load, Stage

NAME, PEOPLE, LASTS, WHEN, RATE = range(5)


class StageModel(TableModel):
    """`stage_edited(row, Stage)` tells what the person typed; the plan's owner answers with `show`. What makes no
    sense is told by `refused(sentence)`.
    """

    stage_edited = Signal(int, object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._kinds: tuple[StageKind, ...] = ()
        self._requests = 0.0
        self._unit = 1.0

    def show(self, load: Load, requests: float) -> None:
        """Show the stages of a load; `requests` are those a second for one person, or of one visitor."""
        stages, kind = load.stages, unit_of(load)
        same_rows, same_kind = len(stages) == len(self._stages), kind == self._unit
        if not same_rows:
            self.beginResetModel()
        self._stages, self._kinds, self._requests, self._unit = stages, kinds_of(stages), requests, kind
        if not same_rows:
            self.endResetModel()
        elif stages:
            self.dataChanged.emit(self.index(0, 0), self.index(len(stages) - 1, RATE))
        if not same_kind:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, PEOPLE, PEOPLE)

    @property
    def _of_people(self) -> bool:
        return self._unit == 1

    @override
    def row_total(self) -> int:
        return len(self._stages)

    @override
    def column_total(self) -> int:
        return RATE + 1

    @override
    def titles(self) -> tuple[str, ...]:
        level = self.tr("People") if self._of_people else self.tr("Visitors")
        titles = (self.tr("Stage"), level, self.tr("Lasts"), self.tr("From – to"))
        return (*titles, self.tr("Requests / s"))

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
            level = number(f"{self._drawn(stage.target):g}")
            return {PEOPLE: level, LASTS: short_duration(stage.duration_s)}.get(column)
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
            level = self._level(str(value))
            if level is None:
                return False
            after = replace(stage, target=level)
        elif index.column() == LASTS:
            try:
                after = replace(stage, duration_s=typed_duration_s(str(value)))
            except UsageError as problem:
                self.refused.emit(str(problem))
                return False
        else:
            return False
        if after != stage:
            self.stage_edited.emit(index.row(), after)
        return True

    def _level(self, typed: str) -> float | None:
        """Return the target that was typed; None, and a sentence, when it is none."""
        level = typed_number(typed)
        if level is None or (self._of_people and level != int(level)):
            words = self.tr("'{0}' is no number of people.") if self._of_people else self.tr("'{0}' is no number.")
            self.refused.emit(words.format(typed))
            return None
        return level / self._unit

    def _drawn(self, target: float) -> float:
        return round(target * self._unit, 3)

    def _level_before(self, row: int) -> float:
        return self._stages[row - 1].target if row else 0.0

    def _texts(self, row: int) -> tuple[str, ...]:
        stage, before = self._stages[row], self._level_before(row)
        start_s = sum(one.duration_s for one in self._stages[:row])
        end_s = start_s + stage.duration_s
        level = level_number(self._drawn(stage.target))
        if stage.target != before and stage.duration_s:
            level = f"{level_number(self._drawn(before))} → {level}"
        words = self.tr("{0} people") if self._of_people else self.tr("{0} a minute")
        first, last = rate_text(before * self._requests), rate_text(stage.target * self._requests)
        return (
            f"{row + 1}  {self._name(row)}",
            self.tr("1 person") if self._of_people and level == "1" else words.format(level),
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
