"""What can be changed of a block: how often it repeats, its condition, the shares of a random choice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.scenario.part.block_words import share_text
from loadstudio.gui.scenario.part.condition_form import ConditionForm
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import NumberField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.model import Choice, Comparison, If, Loop, Step
from loadstudio.scenario.validate import TIMES_MAX


class LoopForm(QWidget):
    """`edited(words, Loop, burst)` after each change by the person."""

    edited = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loop = Loop(id="")
        self.times = NumberField(name=self.tr("How often"), minimum=1, maximum=TIMES_MAX)
        self.times.valueChanged.connect(self._times_changed)
        self.while_ = Switch(self.tr("Only while"), name=self.tr("Stop earlier, when a condition no longer holds"))
        self.while_.clicked.connect(self._while_switched)
        self.condition = ConditionForm()
        self.condition.edited.connect(self._condition_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        hint = self.tr("So often each person does what is in it, one after the other.")
        column.addWidget(FormRow(self.tr("How often"), self.times, hint=hint))
        column.addWidget(self.while_)
        column.addWidget(self.condition)

    def show_loop(self, loop: Loop, expressions: Sequence[str]) -> None:
        """Show a repetition."""
        self._loop = loop
        self.times.blockSignals(True)
        self.times.setValue(loop.times)
        self.times.blockSignals(False)
        self.while_.setChecked(loop.condition is not None)
        self.condition.setVisible(loop.condition is not None)
        if loop.condition is not None:
            self.condition.show_condition(loop.condition, expressions)

    def _times_changed(self, times: float) -> None:
        self.edited.emit(self.tr("Change repetitions"), replace(self._loop, times=round(times)), "times")

    def _while_switched(self, on: bool) -> None:
        condition = Comparison(left="", operator="exists") if on else None
        self.edited.emit(self.tr("Change condition"), replace(self._loop, condition=condition), "")

    def _condition_edited(self, condition: Comparison, burst: str) -> None:
        self._loop = replace(self._loop, condition=condition)
        self.edited.emit(self.tr("Change condition"), self._loop, burst)


class IfForm(QWidget):
    """`edited(words, If, burst)` after each change by the person."""

    edited = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block = If(id="", condition=Comparison(left="", operator="exists"))
        self.condition = ConditionForm()
        self.condition.edited.connect(self._condition_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("What is in it is done only if"), "strong"))
        column.addWidget(self.condition)

    def show_block(self, block: If, expressions: Sequence[str]) -> None:
        """Show a condition."""
        self._block = block
        self.condition.show_condition(block.condition, expressions)

    def _condition_edited(self, condition: Comparison, burst: str) -> None:
        self._block = replace(self._block, condition=condition)
        self.edited.emit(self.tr("Change condition"), self._block, burst)


class ChoiceForm(QWidget):
    """`edited(words, Step, burst)` when the share of one of the steps changes."""

    edited = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_ShareRow] = []
        self._none = Label(self.tr("Drag steps in here: one of them is done, by chance, in each pass."), tone="sub")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("How often each is done"), "strong"))
        column.addWidget(self._none)
        column.addLayout(self._column)

    def show_choice(self, choice: Choice) -> None:
        """Show the steps of a random choice."""
        steps = [child for child in choice.children if isinstance(child, Step)]
        self._none.setVisible(not steps)
        if len(self.rows) != len(steps):
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [_ShareRow() for _ in steps]
            for row in self.rows:
                row.edited.connect(lambda step: self.edited.emit(self.tr("Change shares"), step, f"share {step.id}"))
                self._column.addWidget(row)
        for row, step in zip(self.rows, steps, strict=True):
            row.show_step(step, share_text(step, choice.children))


class _ShareRow(QWidget):
    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._step = Step(id="", name="")
        self._name = ElidedLabel("", "name")
        self.share = NumberField(name=self.tr("Share"), maximum=10_000, decimals=0)
        self.share.valueChanged.connect(lambda share: self.edited.emit(replace(self._step, share=share)))
        self._percent = Label("", "text", "sub", tabular=True)
        self._percent.setFixedWidth(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._name, 1)
        row.addWidget(self.share)
        row.addWidget(self._percent)

    def show_step(self, step: Step, percent: str) -> None:
        self._step = step
        self._name.set_text(step.name)
        self.share.setAccessibleName(self.tr("Share of {0}").format(step.name))
        self.share.blockSignals(True)
        self.share.setDecimals(0 if step.share == int(step.share) else 2)
        self.share.setValue(step.share)
        self.share.blockSignals(False)
        self._percent.setText(percent)
