"""A condition as words to fill in: a value, how it is compared, with what."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.scenario.part.block_words import OPERATORS, WITHOUT_RIGHT, operator_words
from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.widgets.fields import Select
from loadstudio.gui.widgets.label import Label
from loadstudio.scenario.model import Comparison


class ConditionForm(QWidget):
    """`edited(Comparison, burst)` after each change by the person."""

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._condition = Comparison(left="", operator="exists")
        self.left = TemplateField(name=self.tr("Value to look at"))
        self.left.edited.connect(lambda text: self._tell(replace(self._condition, left=text), "left"))
        words = operator_words(self.tr)
        self.operator = Select([(key, words[key]) for key in OPERATORS], name=self.tr("How it is compared"))
        self.operator.chosen.connect(self._compare)
        self.right = TemplateField(name=self.tr("Compared with"))
        self.right.edited.connect(lambda text: self._tell(replace(self._condition, right=text), "right"))
        hint = self.tr("Type $ to pick a value that an answer gave, or a column of the test data.")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.left, 3)
        row.addWidget(self.operator)
        row.addWidget(self.right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(Label(hint, "second", "sub", wrap=True))

    def show_condition(self, condition: Comparison, expressions: Sequence[str]) -> None:
        """Show a condition; `expressions` are the variables that it may look at."""
        self._condition = condition
        for field, text in ((self.left, condition.left), (self.right, condition.right)):
            field.set_expressions(expressions)
            field.set_template(text)
        self.operator.set_current(condition.operator)
        self.right.setVisible(condition.operator not in WITHOUT_RIGHT)

    def _compare(self, operator: str) -> None:
        self._tell(replace(self._condition, operator=operator), "")

    def _tell(self, condition: Comparison, burst: str) -> None:
        self._condition = condition
        self.edited.emit(condition, burst and f"condition {burst}")
