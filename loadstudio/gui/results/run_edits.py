"""What a person changes of kept runs, with its history: their titles and notes, and which of them there are.

The files are changed in jobs, one after the other in the order in which the person asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from loadstudio.gui.commands import Replace
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.results.caption import Caption, write_caption


class RunEdits(QObject):
    """`captioned(run folder, Caption)` when a title or note is kept."""

    captioned = Signal(object, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._workspace = workspace
        self._waiting: deque[tuple[str, Callable[[Task], Any], Callable[[Any], Any]]] = deque()
        self._busy = False

    def set_caption(self, path: Path, before: Caption, after: Caption) -> None:
        """Change title and note of a run, as one undoable step; nothing happens when nothing changed."""
        if after != before:
            words = self.tr("Rename run") if after.title != before.title else self.tr("Edit note")
            self.stack.push(Replace(words, before, after, partial(self._put_caption, path)))

    def _put_caption(self, path: Path, caption: Caption) -> None:
        self._do(
            "keeping the title of a run",
            lambda _task: write_caption(path, caption),
            lambda _nothing: self.captioned.emit(path, caption),
        )

    def _do(self, title: str, work: Callable[[Task], Any], done: Callable[[Any], Any]) -> None:
        self._waiting.append((title, work, done))
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        title, work, done = self._waiting.popleft()
        job = self._workspace.jobs.start(title, work, done=done)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._busy = False
        self._go_on()
