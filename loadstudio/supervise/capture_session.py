"""A recording in progress, as a state machine without I/O: events in, commands and facts out.

Window and command line feed it what the recorder says and send what it returns; neither knows more than it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from loadstudio.base.ids import new_id
from loadstudio.recording.entry import Note
from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.recorder_messages import (
    BrowserClosed,
    BrowserOpened,
    CaptureFinished,
    CaptureStarted,
    EntriesRemoved,
    EntriesRestored,
    EntryCaptured,
    EntryShown,
    ListeningChanged,
    NameStep,
    NextStep,
    NoteTaken,
    OpenToNetwork,
    PageStarted,
    PauseCapture,
    RemoveEntries,
    RestoreEntries,
    ResumeCapture,
    ShowEntry,
    StartCapture,
    StopCapture,
    TakeNote,
)

type CapturePhase = Literal["starting", "recording", "paused", "stopping", "finished", "failed"]


class CaptureSession:
    """What is known of one recording. Times are microseconds since the epoch."""

    def __init__(self, start: StartCapture) -> None:
        self.start = start
        self.phase: CapturePhase = "starting"
        self.ready: CaptureStarted | None = None
        self.browser: BrowserOpened | None = None
        self.pages: dict[str, PageStarted] = {}
        self.entries: dict[str, EntryCaptured] = {}
        self.page_of_entries: dict[str, list[str]] = {}
        self.removed: set[str] = set()
        self.notes: dict[str, Note] = {}
        self.network_addresses: tuple[str, ...] = ()
        self.shown: EntryShown | None = None
        self.notices: list[str] = []
        self._undo: list[RemoveEntries | RestoreEntries] = []
        self.finished: CaptureFinished | None = None
        self.failure = ""
        self.exit_code = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ("finished", "failed")

    @property
    def current_page(self) -> PageStarted | None:
        """The step to which requests belong now, or None before the first."""
        return next(reversed(self.pages.values()), None)

    def name_step(self, title: str) -> NameStep:
        """Return the command that renames the current step."""
        return NameStep(title=title)

    def next_step(self, title: str = "") -> NextStep:
        """Return the command that begins a new step."""
        return NextStep(title=title)

    def pause(self) -> PauseCapture:
        """Return the command that stops recording for a while."""
        self.phase = "paused"
        return PauseCapture()

    def resume(self) -> ResumeCapture:
        """Return the command that goes on recording."""
        self.phase = "recording"
        return ResumeCapture()

    def remove(self, entry_ids: Iterable[str]) -> RemoveEntries | None:
        """Return the command that takes exchanges out, None where all of them are out already."""
        present = tuple(entry_id for entry_id in entry_ids if entry_id in self.entries and entry_id not in self.removed)
        if not present:
            return None
        self._undo.append(RestoreEntries(entry_ids=present))
        return RemoveEntries(entry_ids=present)

    def restore(self, entry_ids: Iterable[str]) -> RestoreEntries | None:
        """Return the command that brings exchanges back, None where none of them is out."""
        gone = tuple(entry_id for entry_id in entry_ids if entry_id in self.removed)
        if not gone:
            return None
        self._undo.append(RemoveEntries(entry_ids=gone))
        return RestoreEntries(entry_ids=gone)

    @property
    def can_undo(self) -> bool:
        """Whether something was taken out or brought back that can be undone."""
        return bool(self._undo)

    def undo(self) -> RemoveEntries | RestoreEntries | None:
        """Return the command that takes back what was last taken out or brought back, None when there is nothing."""
        return self._undo.pop() if self._undo else None

    def take_note(self, text: str, note_id: str = "") -> TakeNote:
        """Return the command that keeps a note of this moment; with `note_id` the one that changes a note."""
        return TakeNote(note_id=note_id or new_id("n"), text=text.strip())

    def show(self, entry_id: str) -> ShowEntry:
        """Return the command that asks for all of an exchange; it comes as `shown`."""
        return ShowEntry(entry_id=entry_id)

    def open_to_network(self, wanted: bool) -> OpenToNetwork:
        """Return the command that lets other devices connect, or no longer."""
        return OpenToNetwork(open=wanted)

    def stop(self) -> StopCapture:
        """Return the command that ends the recording; the HAR is complete when `finished` is set."""
        self.phase = "stopping"
        return StopCapture()

    def handle(self, event: msgspec.Struct) -> None:
        """Take in what the recorder said (or that it ended)."""
        match event:
            case CaptureStarted():
                self.ready = event
                self.phase = "recording" if self.phase == "starting" else self.phase
            case BrowserOpened():
                self.browser = event
            case ListeningChanged(addresses=addresses):
                self.network_addresses = addresses
            case BrowserClosed():
                self.phase = "stopping"
            case Noticed():
                self.notices.append(event.message)
            case CaptureFinished():
                self.finished = event
                self.phase = "finished"
            case Failed():
                self._fail(event.message, event.exit_code)
            case ChildEnded():
                if not self.over:
                    kept = "What was recorded until then is kept." if self.ready else ""
                    self._fail(f"{event.outcome.sentence()} {kept}".strip(), 5)
            case _:
                self._take_in(event)

    def _take_in(self, event: msgspec.Struct) -> None:
        """Take in what is recorded."""
        match event:
            case PageStarted():
                self.pages[event.page_id] = event
            case EntryCaptured():
                if event.entry_id not in self.entries:
                    self.page_of_entries.setdefault(event.page_id, []).append(event.entry_id)
                self.entries[event.entry_id] = event
            case EntriesRemoved(entry_ids=ids):
                self.removed.update(ids)
            case EntriesRestored(entry_ids=ids):
                self.removed.difference_update(ids)
            case NoteTaken(note=note):
                self.notes[note.id] = note
                if not note.text:
                    del self.notes[note.id]
            case EntryShown():
                self.shown = event

    def _fail(self, message: str, exit_code: int) -> None:
        self.phase = "failed"
        self.failure = message
        self.exit_code = exit_code
