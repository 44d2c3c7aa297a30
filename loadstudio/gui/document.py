"""The scenario that is open: its file, its undo stack, its recording; saved by itself a moment after each change."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from loadstudio.gui.commands import Replace
from loadstudio.gui.jobs import Jobs
from loadstudio.recording.entry import Entry, Recording
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import Scenario

_SAVE_AFTER_MS = 800


class Document(QObject):
    """`changed(before, after)` after each edit, undo and redo, and then `history_changed`; `saved` when the file holds
    the present scenario; `recording_loaded` when the recorded answers can be shown.
    """

    changed = Signal(object, object)
    history_changed = Signal()
    saved = Signal()
    save_failed = Signal(object)
    recording_loaded = Signal()

    def __init__(self, path: Path, scenario: Scenario, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self.history_changed)
        self.entries: dict[str, Entry] = {}
        self.recording: Recording | None = None
        self.saved_at_s = time.monotonic()
        self._scenario = scenario
        self._written = scenario
        self.jobs = jobs
        self._saving = False
        self._retired = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is now."""
        return self._scenario

    @property
    def dirty(self) -> bool:
        """Whether the file does not hold the present scenario yet."""
        return self._scenario is not self._written

    @property
    def recording_path(self) -> Path | None:
        """The HAR that the scenario was made from, or None when it names none."""
        name = self._scenario.recording
        return (self.path.parent / name).resolve() if name else None

    def edit(self, text: str, after: Scenario, *, burst: str = "") -> None:
        """Replace the scenario as one undoable step called `text`; nothing happens when nothing changed.

        Edits with the same `burst` that follow each other quickly (typing) become one step.
        """
        if after != self._scenario:
            self.undo_stack.push(Replace(text, self._scenario, after, self._put, burst=burst))

    def take_recording(self, recording: Recording) -> None:
        """Keep the recording, whose answers stand beside the requests."""
        self.recording = recording
        self.entries = {entry.id: entry for entry in recording.entries}
        self.recording_loaded.emit()

    def retire(self) -> None:
        """Another document takes its place: save what is not saved yet, then go."""
        self._retired = True
        self.save()
        if not self._saving:
            self.deleteLater()

    def save(self) -> None:
        """Write the file in a job; what changes meanwhile is written by the next one."""
        self._timer.stop()
        if self._saving or not self.dirty:
            return
        self._saving = True
        scenario, path = self._scenario, self.path
        self.jobs.start(
            "saving the scenario",
            lambda _task: save_scenario(path, scenario),
            done=lambda _nothing: self._wrote(scenario),
            failed=self._not_written,
        )

    def _put(self, scenario: Scenario) -> None:
        before, self._scenario = self._scenario, scenario
        self._timer.start()
        self.changed.emit(before, scenario)

    def _wrote(self, scenario: Scenario) -> None:
        self._saving = False
        self._written = scenario
        self.saved_at_s = time.monotonic()
        if self.dirty:
            self._timer.start()
        elif self._retired:
            self.deleteLater()
        self.saved.emit()

    def _not_written(self, error: Exception) -> None:
        self._saving = False
        self.save_failed.emit(error)
