"""The step or think time that is chosen in the tree: what it is in a few facts, and what can be changed of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import DurationField, TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.model import HttpRequest, Step, ThinkTime


class PartPanel(QWidget):
    """`renamed(name)`, `paused(seconds)` and `switched(on)` ask for edits of the part that is shown."""

    renamed = Signal(str)
    paused = Signal(float)
    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "card")
        self.on = Switch(self.tr("On"), name=self.tr("Do this"))
        self.on.clicked.connect(self.switched)
        self.name = TextField(name=self.tr("Name of the step"))
        self.name.editingFinished.connect(self._rename)
        self._name_row = FormRow(self.tr("Name"), self.name, hint=self.tr("Each table shows the step under this name."))
        self.pause = DurationField(name=self.tr("Think time"))
        self.pause.changed.connect(self.paused)
        self._pause_row = FormRow(
            self.tr("Think time"), self.pause, hint=self.tr("As recorded; the load may scale it.")
        )
        self._facts = Label("", "text", "sub", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 20, 16)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(self._name_row)
        column.addWidget(self._pause_row)
        column.addWidget(self._facts)
        column.addStretch(1)

    def show_step(self, step: Step) -> None:
        """Show a step."""
        requests = [node for node in step.children if isinstance(node, HttpRequest)]
        files = sum(request.static for request in requests)
        thinking_s = sum(node.seconds for node in step.children if isinstance(node, ThinkTime) and node.enabled)
        self._show(step.name, on=step.enabled, named=True)
        if not self.name.hasFocus():
            self.name.setText(step.name)
        words = self.tr("{0} requests, {1} of them page files; {2} of think time.")
        self._facts.setText(words.format(len(requests), files, duration_text(thinking_s)))

    def show_pause(self, pause: ThinkTime) -> None:
        """Show a think time."""
        self._show(self.tr("Think time"), on=pause.enabled, named=False)
        self.pause.set_seconds(pause.seconds)
        self._facts.setText(self.tr("The person reads, thinks and types before the next request."))

    def _show(self, title: str, *, on: bool, named: bool) -> None:
        self._title.set_text(title)
        self.on.setChecked(on)
        self.on.setText(self.tr("On") if on else self.tr("Off"))
        self._name_row.setVisible(named)
        self._pause_row.setVisible(not named)

    def _rename(self) -> None:
        if self.name.text().strip():
            self.renamed.emit(self.name.text().strip())
