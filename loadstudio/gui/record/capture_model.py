"""The recording in progress as a tree model: steps, and the kept requests under them, appended as they come.

It never resets: a host that is switched off or on takes its rows out and puts them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import override

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from loadstudio.gui.record.capture_cells import note_cell, request_cell, step_cell
from loadstudio.gui.record.host_ledger import host_of
from loadstudio.gui.record.sought_requests import is_sought
from loadstudio.gui.sought import Sought
from loadstudio.recording.entry import Note
from loadstudio.wire.recorder_messages import EntryCaptured, PageStarted

type Index = QModelIndex | QPersistentModelIndex

_COLUMNS = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _StepRow:
    """A step with all its requests in order and those of them that are shown; index pointers refer to these objects."""

    def __init__(self, page: PageStarted) -> None:
        self.page = page
        self.all: list[str] = []
        self.shown: list[str] = []


class CaptureModel(QAbstractItemModel):
    """Fed with `PageStarted` and `EntryCaptured`. Shown are notes, and requests `kept(host)` that are sought."""

    def __init__(self, kept: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._steps: list[_StepRow] = []
        self._by_page: dict[str, _StepRow] = {}
        self._entries: dict[str, EntryCaptured] = {}
        self._newest = ""
        self._notes: dict[str, Note] = {}
        self._removed: set[str] = set()
        self._sought = Sought()

    # Taking in

    def put_page(self, page: PageStarted) -> None:
        """A step began, or has another title."""
        known = self._by_page.get(page.page_id)
        if known is not None:
            known.page = page
            self._touch_step(self._steps.index(known))
            return
        row = len(self._steps)
        self.beginInsertRows(QModelIndex(), row, row)
        self._by_page[page.page_id] = _StepRow(page)
        self._steps.append(self._by_page[page.page_id])
        self.endInsertRows()
        if row:
            self._touch_step(row - 1)

    def put_entry(self, entry: EntryCaptured) -> None:
        """A request began, or its answer has come."""
        step = self._by_page.get(entry.page_id)
        if step is None:
            self.put_page(PageStarted(page_id=entry.page_id, title="", started_us=entry.started_us))
            step = self._by_page[entry.page_id]
        row = self._steps.index(step)
        known = entry.entry_id in self._entries
        self._entries[entry.entry_id] = entry
        if known:
            if self._is_wanted(entry.entry_id) != (entry.entry_id in step.shown):  # its answer tells what it is
                self._follow_step(row)
            elif entry.entry_id in step.shown:
                self._touch_entry(row, step.shown.index(entry.entry_id))
            return
        step.all.append(entry.entry_id)
        if self._is_wanted(entry.entry_id):
            self._insert(row, len(step.shown), entry.entry_id)
            self._make_newest(entry.entry_id)

    def put_note(self, note: Note) -> None:
        """The person wrote a note, changed it, or (without text) took it away."""
        step = self._step_of_note(note)
        if step is None:
            return
        row = self._steps.index(step)
        if note.id in self._notes and note.text:
            self._notes[note.id] = note
            self._touch_entry(row, step.shown.index(note.id))
        elif note.text:
            self._notes[note.id] = note
            step.all.append(note.id)
            self._insert(row, len(step.shown), note.id)
        elif note.id in self._notes:
            self._take_row(row, step.shown.index(note.id))
            step.all.remove(note.id)
            del self._notes[note.id]

    def set_removed(self, removed: Iterable[str]) -> None:
        """Grey what was taken out; these and no others."""
        changed = self._removed.symmetric_difference(removed)
        self._removed = set(removed)
        for entry_id in changed & self._entries.keys():
            step = self._by_page[self._entries[entry_id].page_id]
            row = self._steps.index(step)
            if entry_id in step.shown:
                self._touch_entry(row, step.shown.index(entry_id))
            self._touch_step(row)

    def follow_hosts(self) -> None:
        """Show and hide requests as `kept` says now, all that stand together at once: there may be thousands."""
        for row in range(len(self._steps)):
            self._follow_step(row)

    def seek(self, sought: Sought) -> None:
        """Show those requests alone that are looked for."""
        self._sought = sought
        self.follow_hosts()

    def counts(self) -> tuple[int, int]:
        """Return how many requests are shown, and how many were if none were looked for."""
        kept = sum(self._kept(host_of(entry)) for entry in self._entries.values())
        shown = sum(len(step.shown) for step in self._steps) - len(self._notes)
        return shown, kept

    def _is_wanted(self, item_id: str) -> bool:
        if item_id in self._notes:
            return True
        entry = self._entries[item_id]
        return self._kept(host_of(entry)) and is_sought(entry, self._sought)

    def _follow_step(self, row: int) -> None:
        step = self._steps[row]
        wanted = [one for one in step.all if self._is_wanted(one)]
        if wanted != step.shown:
            self._hide_all_but(row, set(wanted))
            self._show_all(row, wanted)
            self._touch_step(row)

    def _hide_all_but(self, step_row: int, wanted: set[str]) -> None:
        shown, parent = self._steps[step_row].shown, self.index(step_row, 0)
        end = len(shown)
        for is_wanted, run in groupby(reversed(tuple(shown)), wanted.__contains__):
            first = end - len(tuple(run))
            if not is_wanted:
                self.beginRemoveRows(parent, first, end - 1)
                del shown[first:end]
                self.endRemoveRows()
            end = first

    def _show_all(self, step_row: int, wanted: list[str]) -> None:
        shown, parent = self._steps[step_row].shown, self.index(step_row, 0)
        known = set(shown)
        place = 0
        for is_known, run in groupby(wanted, known.__contains__):
            together = list(run)
            if not is_known:
                self.beginInsertRows(parent, place, place + len(together) - 1)
                shown[place:place] = together
                self.endInsertRows()
            place += len(together)

    def _step_of_note(self, note: Note) -> _StepRow | None:
        known = (step for step in self._steps if note.id in step.all)
        return next(known, None) or self._by_page.get(note.page_id) or next(reversed(self._steps), None)

    def _take_row(self, step_row: int, place: int) -> None:
        self.beginRemoveRows(self.index(step_row, 0), place, place)
        del self._steps[step_row].shown[place]
        self.endRemoveRows()

    def _insert(self, step_row: int, place: int, entry_id: str) -> None:
        self.beginInsertRows(self.index(step_row, 0), place, place)
        self._steps[step_row].shown.insert(place, entry_id)
        self.endInsertRows()
        self._touch_step(step_row)

    def _make_newest(self, entry_id: str) -> None:
        before, self._newest = self._newest, entry_id
        if before in self._entries:
            step = self._by_page[self._entries[before].page_id]
            if before in step.shown:
                self._touch_entry(self._steps.index(step), step.shown.index(before))

    def _touch_step(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, _COLUMNS - 1))

    def _touch_entry(self, step_row: int, row: int) -> None:
        parent = self.index(step_row, 0)
        self.dataChanged.emit(self.index(row, 0, parent), self.index(row, _COLUMNS - 1, parent))

    # What views ask

    def requests_at(self, index: Index) -> tuple[str, ...]:
        """Return the requests that a row stands for: its own, or all that a step shows."""
        if not index.isValid():
            return ()
        step = index.internalPointer()
        ids = [step.shown[index.row()]] if isinstance(step, _StepRow) else self._steps[index.row()].shown
        return tuple(entry_id for entry_id in ids if entry_id in self._entries)

    def request_at(self, index: Index) -> EntryCaptured | None:
        """Return the request of a row, None for a step or a note."""
        step = index.internalPointer() if index.isValid() else None
        return self._entries.get(step.shown[index.row()]) if isinstance(step, _StepRow) else None

    def note_at(self, index: Index) -> Note | None:
        """Return the note of a row, None for a step or a request."""
        step = index.internalPointer() if index.isValid() else None
        return self._notes.get(step.shown[index.row()]) if isinstance(step, _StepRow) else None

    def newest_index(self) -> QModelIndex:
        """Return the last row of the last step, or the step itself while it is empty."""
        if not self._steps:
            return QModelIndex()
        step = self.index(len(self._steps) - 1, 0)
        rows = self.rowCount(step)
        return self.index(rows - 1, 0, step) if rows else step

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if row < 0 or not 0 <= column < _COLUMNS or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, self._steps[parent.row()] if parent.isValid() else None)

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # QObject's parent() takes none
        step = child.internalPointer() if child.isValid() else None
        return self.createIndex(self._steps.index(step), 0, None) if isinstance(step, _StepRow) else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._steps)
        if parent.column() > 0 or parent.internalPointer() is not None:
            return 0
        return len(self._steps[parent.row()].shown)

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Answer without counting: views ask it of every row at every layout."""
        if not parent.isValid():
            return bool(self._steps)
        return parent.internalPointer() is None and bool(self._steps[parent.row()].shown)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return _COLUMNS

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Step and request"), self.tr("Answer"), self.tr("Time"), self.tr("At"), self.tr("Size"))
        return titles[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT) if index.column() > 1 else None
        step = index.internalPointer()
        if isinstance(step, _StepRow):
            return self._item_data(step.shown[index.row()], index.column(), role)
        return self._step_data(index.row(), index.column(), role)

    def _item_data(self, item_id: str, column: int, role: int) -> object:
        note = self._notes.get(item_id)
        if note is not None:
            return note_cell(note, column, role, self.tr, at=self._at(note.time_us))
        entry = self._entries[item_id]
        return request_cell(
            entry,
            column,
            role,
            self.tr,
            at=self._at(entry.started_us),
            is_newest=item_id == self._newest,
            is_removed=item_id in self._removed,
        )

    def _step_data(self, row: int, column: int, role: int) -> object:
        step = self._steps[row]
        title = step.page.title or self.tr("Step {0}").format(row + 1)
        at, is_last = self._at(step.page.started_us), row == len(self._steps) - 1
        return step_cell(title, column, role, self.tr, at=at, is_last=is_last, requests=lambda: self._count(step))

    def _count(self, step: _StepRow) -> int:
        return sum(one in self._entries and one not in self._removed for one in step.shown)

    def _at(self, moment_us: int) -> str:
        seconds = max(0, (moment_us - self._steps[0].page.started_us) // 1_000_000)
        return f"{seconds // 60:02}:{seconds % 60:02}"
