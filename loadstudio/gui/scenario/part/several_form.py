"""What can be done with several parts of the scenario at once, as buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label


class SeveralForm(QWidget):
    """`asked(key)` tells the key of an action of the tree."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Put them into"), "strong"))
        column.addWidget(
            self._row(
                ("loop", self.tr("A repetition"), "repeat"),
                ("if", self.tr("A condition"), "branch"),
                ("choice", self.tr("A random choice"), "shuffle"),
                ("group", self.tr("A group"), "folder"),
            )
        )
        column.addSpacing(8)
        column.addWidget(Label(self.tr("All of them"), "strong"))
        column.addWidget(
            self._row(
                ("toggle", self.tr("Switch on or off"), "eye-off"),
                ("duplicate", self.tr("Duplicate"), "copy"),
                ("delete", self.tr("Delete"), "trash"),
            )
        )

    def _row(self, *buttons: tuple[str, str, str]) -> QWidget:
        holder = QWidget()
        row = Flow(holder)
        for key, words, icon in buttons:
            button = Button(words, icon=icon, height=32)
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            self.buttons[key] = button
            row.addWidget(button)
        return holder
