"""What takes a while on the Results screen: the file under way, and two runs that are being compared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from loadstudio.gui.results.exporting import Exporting
from loadstudio.gui.results.reading import Reading
from loadstudio.gui.widgets.work_bar import WorkBar


class ExportBar(WorkBar):
    """Follows an `Exporting`."""

    def __init__(self, exporting: Exporting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar.setAccessibleName(self.tr("How much of the file is made"))
        self.cancelled.connect(exporting.cancel)
        exporting.began.connect(lambda name: self.begin(self.tr("Writing {0}…").format(name)))
        exporting.progressed.connect(self.bar.set_ratio)
        exporting.ended.connect(self.hide)


class ComparingBar(WorkBar):
    """Follows the comparison of two runs of a `Reading`."""

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar.setAccessibleName(self.tr("How much of the two runs is compared"))
        reading.began.connect(lambda: self.begin(self.tr("Comparing two runs…")))
        reading.progressed.connect(self.bar.set_ratio)
        reading.ended.connect(self.hide)
