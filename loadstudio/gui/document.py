"""The scenario that is open: its file, its undo stack, its recording; saved by itself a moment after each change."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from loadstudio.gui.commands import Replace
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.save_times import SAVE_AFTER_MS, TRY_AGAIN_AFTER_MS
from loadstudio.gui.scenario_file import ScenarioFile
from loadstudio.recording.entry import Entry, Recording
from loadstudio.scenario.model import Scenario


class Document(QObject):
    """`changed(before, after)` after each edit, undo and redo, and then `history_changed`; `saved` when the file holds
    the present scenario, `overwrote` when another window or program had changed it since; `recording_loaded` when the
    recorded answers can be shown.

    What could not be saved is tried again, and told again only after another edit.
    """

    changed = Signal(object, object)
    history_changed = Signal()
    saved = Signal()
    overwrote = Signal()
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
        self.file = ScenarioFile(path, scenario, self.tr("Changed in another window or program"))
        self.jobs = jobs
        self._saving = False
        self._failing = self._told = False
        self._retired = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
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
    def failing(self) -> bool:
        """Whether the file could not be written when that was tried last."""
        return self._failing

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
        scenario, file = self._scenario, self.file
        self.jobs.start(
            "saving the scenario",
            lambda _task: file.write(scenario),
            done=partial(self._wrote, scenario),
            failed=self._not_written,
        )

    def _put(self, scenario: Scenario) -> None:
        before, self._scenario = self._scenario, scenario
        self._told = False
        self._timer.start(SAVE_AFTER_MS)
        self.changed.emit(before, scenario)

    def _wrote(self, scenario: Scenario, _nothing: None) -> None:
        self._saving = False
        self._written = scenario
        self._failing = self._told = False
        self.saved_at_s = time.monotonic()
        if self.dirty:
            self._timer.start(SAVE_AFTER_MS)
        elif self._retired:
            self.deleteLater()
        if self.file.take_overwrote():
            self.overwrote.emit()
        self.saved.emit()

    def _not_written(self, error: Exception) -> None:
        self._saving = False
        self._failing = True
        self._timer.start(TRY_AGAIN_AFTER_MS)
        if not self._told:
            self._told = True
            self.save_failed.emit(error)
