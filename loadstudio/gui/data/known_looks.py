"""What is known of the rows of all data sources: read in jobs, first a little at once, then more; read again when a
file changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.data.file_watch import FileWatch
from loadstudio.gui.data.looks import LOOKED_AT_ROWS, SHOWN_ROWS, SourceLook, look_at, path_of
from loadstudio.gui.jobs import Jobs
from loadstudio.scenario.model import DataSource


class KnownLooks(QObject):
    """`changed` when more is known of a data source."""

    changed = Signal()

    def __init__(self, jobs: Jobs, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._folder = folder
        self._sources: dict[str, DataSource] = {}
        self._looks: dict[str, SourceLook] = {}
        self._watch = FileWatch(self)
        self._watch.changed.connect(self.forget)

    @property
    def all(self) -> dict[str, SourceLook]:
        """What is known, by data source."""
        return self._looks

    def of(self, name: str) -> SourceLook | None:
        """What is known of a data source."""
        return self._looks.get(name)

    def follow(self, sources: Sequence[DataSource]) -> None:
        """Look at those that are new, or whose rows come from elsewhere."""
        before = self._sources
        self._sources = {source.name: source for source in sources}
        self._looks = {name: look for name, look in self._looks.items() if name in self._sources}
        for name, source in self._sources.items():
            if name not in before or _rows_of(before[name]) != _rows_of(source):
                self._read(source, SHOWN_ROWS)
        files = (path_of(source, self._folder) for source in sources if source.file)
        self._watch.watch(file for file in files if file is not None)

    def forget(self) -> None:
        """Read all of them again."""
        for source in self._sources.values():
            self._read(source, SHOWN_ROWS)

    def _read(self, source: DataSource, most: int) -> None:
        folder = self._folder
        self._jobs.start(
            "looking at test data",
            lambda _task: (source, look_at(source, folder, most), most),
            done=self._take,  # a bound method: what comes when the page is gone is dropped by Qt
        )

    def _take(self, read: tuple[DataSource, SourceLook, int]) -> None:
        source, look, most = read
        known = self._sources.get(source.name)
        if known is None or _rows_of(known) != _rows_of(source):
            return
        self._looks[source.name] = look
        if most < LOOKED_AT_ROWS and look.table.rows > look.table.looked_at:
            self._read(source, LOOKED_AT_ROWS)
        self.changed.emit()


def _rows_of(source: DataSource) -> object:
    """Return what decides which rows there are."""
    return (source.file, source.generated, source.headers)
