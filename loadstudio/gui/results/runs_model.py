"""The kept runs as a list model: when, and the verdict in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, override

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from loadstudio.gui.language import told
from loadstudio.gui.results.moments_of_runs import started_text
from loadstudio.gui.units import bytes_text
from loadstudio.gui.widgets.cells import CellRole, Index
from loadstudio.results.badges import Tone
from loadstudio.results.history import RunEntry

TONE_ICONS: dict[Tone, str] = {"ok": "check", "warn": "warn", "bad": "cross", "neutral": ""}


class RunsModel(QAbstractListModel):
    """Newest first, called by their titles where they have one; others name themselves behind their time where runs of
    several names are kept. The verdict stands first in the second line, since it must never be cut off.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[RunEntry, ...] = ()
        self._names = 0

    def set_entries(self, entries: Sequence[RunEntry]) -> None:
        """Show other runs."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self._names = len({entry.name for entry in self.entries})
        self.endResetModel()

    def replace_entry(self, row: int, entry: RunEntry) -> None:
        """Show one run otherwise."""
        self.entries = (*self.entries[:row], entry, *self.entries[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, path: Path | None) -> int:
        """Return the row of a run's folder, or -1."""
        if path is None:
            return -1
        return next((row for row, entry in enumerate(self.entries) if Path(entry.folder) == path), -1)

    def neighbour(self, gone: Sequence[int]) -> Path | None:
        """Return the run to go on with when some rows go: the one below the first of them, else the one above."""
        left = [row for row in range(len(self.entries)) if row not in gone]
        below = next((row for row in left if row > gone[0]), left[-1] if left else -1)
        return Path(self.entries[below].folder) if below >= 0 else None

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        return self._cells_of(entry).get(role)

    def _cells_of(self, entry: RunEntry) -> dict[int, str]:
        when, size = started_text(entry.started_utc) or entry.run_id, bytes_text(entry.size_bytes)
        tone: Tone = entry.tone
        short = told(entry.short)
        first = entry.title or (f"{when}  ·  {entry.name}" if self._names > 1 and entry.name else when)
        second = (short, when if entry.title else size)
        words = (entry.title, when, entry.name, short, size)
        running = entry.outcome == "running"
        return {
            int(Qt.ItemDataRole.DisplayRole): first,
            int(Qt.ItemDataRole.ToolTipRole): told(entry.problem) or "\n".join(filter(None, (*words, entry.note))),
            int(Qt.ItemDataRole.AccessibleTextRole): ", ".join(filter(None, words)),
            CellRole.STYLE: "name",
            CellRole.SECOND: "  ·  ".join(filter(None, second)),
            CellRole.SECOND_ICON: "play" if running else TONE_ICONS[tone],
            CellRole.SECOND_ICON_TONE: "ok" if running else "sub" if tone == "neutral" else tone,
        }
