"""Work under way in one line: what it is, how far it is, and Cancel; hidden while there is none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar

_BAR_WIDTH = 220


class WorkBar(QWidget):
    """`begin` shows it, `hide` takes it away; `cancelled` when the person wants the work no more."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "text", "sub")
        self.bar = ProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.cancel_button = Button(self.tr("Cancel"), height=28)
        self.cancel_button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is under way."""
        self.words.setText(words)
        self.bar.set_ratio(0.0)
        self.show()
