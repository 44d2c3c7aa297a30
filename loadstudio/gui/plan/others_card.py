"""Whether other computers make the load, and how many."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.fields import NumberField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.switch import Switch

_MOST = 1000


class OthersCard(Card):
    """`machines_wanted(count)`: so many other computers shall make the load, 0: this one alone."""

    machines_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Other computers"), parent=parent)
        self.switch = Switch(name=self.tr("Let other computers make the load"))
        self.switch.clicked.connect(lambda _on: self._tell())
        self.add_to_title(self.switch)
        self.count = NumberField(1, name=self.tr("How many other computers"), minimum=1, maximum=_MOST, height=32)
        self.count.setFixedWidth(76)
        self.count.valueChanged.connect(lambda _count: self._tell())
        self._words = Label("", "text")
        self._counted = QWidget()
        row = QHBoxLayout(self._counted)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self._words, 1)
        self._hint = Label("", "second", "sub", wrap=True)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.addWidget(self._counted)
        self.body.addWidget(self._hint)

    def show_machines(self, machines: int) -> None:
        """Show without telling."""
        self.switch.setChecked(machines > 0)
        self._counted.setVisible(machines > 0)
        with QSignalBlocker(self.count):
            self.count.setValue(max(1, machines))
        one = machines == 1
        self._words.setText(self.tr("computer makes the load") if one else self.tr("computers make the load"))
        self._hint.setText(
            self.tr("When you start, LoadStudio shows the line to call there, and waits until all have joined.")
            if machines
            else self.tr("For more people than this computer can drive.")
        )

    def _tell(self) -> None:
        self.machines_wanted.emit(int(self.count.value()) if self.switch.isChecked() else 0)
