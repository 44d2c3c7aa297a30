"""What the forms of the Load screen are made of: a setting that is on or off, and fields beside each other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.rows import ListRow
from loadstudio.gui.widgets.switch import Switch


class SwitchRow(ListRow):
    """What is switched, what it does in a second line, a switch at the right. `switched(bool)`: by the person."""

    switched = Signal(bool)

    def __init__(self, title: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(title, second, style="text", height=46, parent=parent)
        self.switch = Switch(name=title)
        self.switch.clicked.connect(self.switched)
        self.add_trailing(self.switch)

    def show_state(self, on: bool) -> None:
        """Show it on or off without telling."""
        self.switch.setChecked(on)


def beside(*widgets: QWidget) -> QWidget:
    """Return widgets in a row, at its left end."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def flowing(*widgets: QWidget) -> QWidget:
    """Return widgets in a row that goes on in the next line where the room ends."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    flow = Flow(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
