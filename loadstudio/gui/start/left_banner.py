"""The banner of what a crash left: a recording that never became a scenario, work on a scenario that ended suddenly."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.day_words import day_words
from loadstudio.gui.start.unfinished import pass_over, unfinished_recordings
from loadstudio.gui.versions import left_work, pass_over_work
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import IconButton
from loadstudio.plan.versions import Version


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What a crash left: the last versions of scenarios that were worked on, and recordings; the newest first."""

    work: tuple[Version, ...] = ()
    recordings: tuple[Path, ...] = ()


def what_is_left() -> Left:
    """Return what a crash left. Slow: call it in a job."""
    return Left(work=left_work(), recordings=unfinished_recordings())


class LeftBanner(QWidget):
    """`recording_opened(path)` or `scenario_opened(path)` when the person wants it; its cross passes it over. Work
    comes before recordings. Hidden when there is nothing.
    """

    recording_opened = Signal(object)
    scenario_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: list[Version] = []
        self._recordings: list[Path] = []
        self.banner = Banner("info", small=True)
        self.banner.acted.connect(self._open)
        self.cross = IconButton("x", "", size=28)
        self.cross.clicked.connect(self._pass_over)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.banner, 1)
        row.addWidget(self.cross)
        self.hide()

    def show_left(self, left: Left) -> None:
        """Show what a crash left."""
        self._work, self._recordings = list(left.work), list(left.recordings)
        self._show_first()

    def _show_first(self) -> None:
        self.setVisible(bool(self._work or self._recordings))
        if self._work:
            name, when = self._work[0].scenario.name, day_words(self._work[0].saved_utc, with_time=True)
            words = self.tr("LoadStudio ended suddenly while you worked on “{0}”. Your work is kept ({1}).")
            self.banner.show_message("info", words.format(name, when), action=self.tr("Open it"))
            self.cross.set_icon("x", self.tr("Do not ask again about this scenario"))
        elif self._recordings:
            made = datetime.fromtimestamp(self._recordings[0].stat().st_mtime).astimezone()
            words = self.tr("A recording of {0} never became a scenario. What was recorded is kept.")
            self.banner.show_message("info", words.format(f"{made:%d.%m.%Y, %H:%M}"), action=self.tr("Open it"))
            self.cross.set_icon("x", self.tr("Do not ask again about this recording"))

    def _open(self) -> None:
        if self._work:
            self.scenario_opened.emit(Path(self._work[0].file))
        else:
            self.recording_opened.emit(self._recordings[0])

    def _pass_over(self) -> None:
        if self._work:
            pass_over_work(Path(self._work.pop(0).file))
        else:
            pass_over(self._recordings.pop(0))
        self._show_first()
