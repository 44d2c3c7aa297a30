"""What a person changes of kept runs, with its history: their titles and notes, and which of them are deleted.

The files are changed in jobs, one after the other in the order in which the person asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QUndoStack

from loadstudio.base.errors import FileError
from loadstudio.gui.commands import Replace
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.results.caption import Caption, write_caption
from loadstudio.results.trash import TrashedRun, delete_run, restore_run


class RunEdits(QObject):
    """`captioned(run folder, Caption)` when a title or note is kept; `deleted(folders)` and `restored(folders)` when
    runs went to the trash and came back.
    """

    captioned = Signal(object, object)
    deleted = Signal(object)
    restored = Signal(object)

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

    def delete(self, paths: Sequence[Path]) -> Callable[[], None]:
        """Move runs to the trash, as one undoable step; return what takes just them back, whatever was done since."""
        words = self.tr("Delete run") if len(paths) == 1 else self.tr("Delete runs")
        trashed: list[TrashedRun] = []
        put = partial(self._put_deleted, tuple(paths), trashed)
        self.stack.push(Replace(words, False, True, put))
        index = self.stack.index()

        def take_back() -> None:
            if self.stack.index() == index:
                self.stack.undo()
            else:
                self.stack.push(Replace(self.tr("Take back"), True, False, put))

        return take_back

    def _put_deleted(self, paths: tuple[Path, ...], trashed: list[TrashedRun], gone: bool) -> None:
        if gone:
            self._do("deleting runs", lambda _task: _delete(paths, trashed), partial(self._told, self.deleted))
        else:
            self._do("taking runs back", lambda _task: _restore(trashed), partial(self._told, self.restored))

    def _told(self, signal: SignalInstance, outcome: tuple[list[Path], FileError | None]) -> None:
        done, error = outcome
        signal.emit(done)
        if error is not None:
            self._workspace.notices.error(error)

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


def _delete(paths: Sequence[Path], trashed: list[TrashedRun]) -> tuple[list[Path], FileError | None]:
    """Move runs to the trash; return which went there, and why no more did."""
    done: list[Path] = []
    for path in paths:
        try:
            trashed.append(delete_run(path))
        except FileError as error:
            return done, error
        done.append(path)
    return done, None


def _restore(trashed: list[TrashedRun]) -> tuple[list[Path], FileError | None]:
    """Take runs back; return which came, and why no more did."""
    done: list[Path] = []
    while trashed:
        try:
            done.append(restore_run(trashed[-1]))
        except FileError as error:
            return done, error
        trashed.pop()
    return done, None
