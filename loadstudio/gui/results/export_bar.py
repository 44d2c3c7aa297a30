"""The file under way: its name, how far it is, and Cancel; hidden while there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.results.exporting import Exporting
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar


class ExportBar(QWidget):
    """Follows an `Exporting`."""

    def __init__(self, exporting: Exporting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "text", "sub")
        self.bar = ProgressBar(name=self.tr("How much of the file is made"))
        self.bar.setFixedWidth(220)
        self.cancel_button = Button(self.tr("Cancel"), height=28)
        self.cancel_button.clicked.connect(exporting.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        exporting.began.connect(self._begin)
        exporting.progressed.connect(self.bar.set_ratio)
        exporting.ended.connect(self.hide)
        self.hide()

    def _begin(self, name: str) -> None:
        self.words.setText(self.tr("Writing {0}…").format(name))
        self.bar.set_ratio(0.0)
        self.show()
