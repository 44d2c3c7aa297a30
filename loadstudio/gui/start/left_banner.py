"""The banner of a recording that never became a scenario: what happened, and the button that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.start.unfinished import pass_over
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import IconButton


class LeftBanner(QWidget):
    """`opened(path)` when the person wants the recording; its cross passes it over. Hidden when there is none."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recordings: list[Path] = []
        self.banner = Banner("info", small=True)
        self.banner.acted.connect(self._open)
        self.cross = IconButton("x", self.tr("Do not ask again about this recording"), size=28)
        self.cross.clicked.connect(self._pass_over)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.banner, 1)
        row.addWidget(self.cross)
        self.hide()

    def show_recordings(self, recordings: Sequence[Path]) -> None:
        """Show the newest of these."""
        self._recordings = list(recordings)
        self.setVisible(bool(recordings))
        if recordings:
            made = datetime.fromtimestamp(recordings[0].stat().st_mtime).astimezone()
            words = self.tr("A recording of {0} never became a scenario. What was recorded is kept.")
            self.banner.show_message("info", words.format(f"{made:%d.%m.%Y, %H:%M}"), action=self.tr("Open it"))

    def _open(self) -> None:
        self.opened.emit(self._recordings[0])

    def _pass_over(self) -> None:
        pass_over(self._recordings[0])
        self.show_recordings(self._recordings[1:])
