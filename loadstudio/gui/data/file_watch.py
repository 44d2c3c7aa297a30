"""Tells when a file that is looked at has changed: written anew, replaced, gone, or there again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_QUIET_MS = 300
"""Programs write a file in several pieces: what is told is the end of it."""


class FileWatch(QObject):
    """`changed` when one of the files is other than before."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[Path, ...] = ()
        self._states: dict[Path, tuple[int, int]] = {}
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._look)
        self._watcher.fileChanged.connect(lambda _name: self._timer.start())
        self._watcher.directoryChanged.connect(lambda _name: self._timer.start())

    def watch(self, files: Iterable[Path]) -> None:
        """Watch these files and no others."""
        self._files = tuple(dict.fromkeys(files))
        self._states = {file: _state(file) for file in self._files}
        self._follow()

    def _follow(self) -> None:
        # the folder too: many programs put a new file in the place of the old one, which ends the watch on it
        wanted = {str(file) for file in self._files if file.exists()}
        wanted |= {str(file.parent) for file in self._files if file.parent.is_dir()}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if gone := known - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - known:
            self._watcher.addPaths(sorted(new))

    def _look(self) -> None:
        states = {file: _state(file) for file in self._files}
        if states != self._states:
            self._states = states
            self._follow()
            self.changed.emit()


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (-1, -1)
    return (found.st_mtime_ns, found.st_size)
