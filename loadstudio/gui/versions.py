"""Keeps what the person does as versions beside the files, a moment after each edit, so that neither a crash nor a
change of mind loses work. Which versions there are and how they are kept is `plan.versions`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from loadstudio.base import paths
from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.base.errors import FileError
from loadstudio.gui.jobs import Jobs
from loadstudio.plan import versions as kept_versions
from loadstudio.plan.model import Plan
from loadstudio.plan.versions import Version
from loadstudio.scenario.model import Scenario

KEEP_AFTER_MS = 250
_AT_WORK, _LEFT = "at-work.lock", "left"

type Present = Callable[[], tuple[Scenario, Plan | None]]


class Versions(QObject):
    """The versions of one scenario at a time. `left(Version)`: its files lack what this version holds. `kept` when the
    present state is safe.
    """

    left = Signal(object)
    kept = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._book: _Book | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def open(self, path: Path, plan_path: Path, stack: QUndoStack, present: Present) -> None:
        """From now on keep the edits of this undo stack; `present` returns the scenario and plan as they are.

        It is to be called before anything is changed: what is there now is what the files hold.
        """
        self.close()
        scenario, plan = present()
        book = self._book = _Book(path, plan_path, stack, present)
        stack.indexChanged.connect(lambda index: self._edited(book, index))

        def look(version: Version | None) -> None:
            if self._book is book:
                book.newest = version
                if version is not None and kept_versions.unsaved(version, scenario, plan):
                    self.left.emit(version)

        self._jobs.start("looking for unsaved work", lambda _task: book.look(), done=look)

    def save(self) -> None:
        """Keep the present state now, in a job, unless it is kept."""
        self._timer.stop()
        book = self._book
        if book is None or not book.done or book.keeping:
            return
        version = book.next_version()
        opened = book.take_opened()
        book.keeping = True

        def keep() -> None:
            if opened is not None:
                kept_versions.keep_version(book.folder, opened)
            kept_versions.keep_version(book.folder, version)

        def ended() -> None:
            book.keeping = False
            if self._book is book and book.done:
                self._timer.start()
            else:
                self.kept.emit()

        # no notice when it fails: saving the files fails for the same reasons, and tells
        job = self._jobs.start("keeping a version", lambda _task: keep(), failed=lambda _error: None)
        job.ended.connect(ended)

    @property
    def keeping(self) -> bool:
        """Whether a version is being written; `kept` comes when it is."""
        return self._book is not None and (self._book.keeping or self._timer.isActive())

    def read(self) -> tuple[Version, ...]:
        """Return the versions, the newest first. Slow: call it in a job."""
        return kept_versions.read_versions(self._book.folder) if self._book is not None else ()

    def close(self) -> None:
        """The scenario is left in order: nobody needs to be asked about it at the next start."""
        self.save()
        if self._book is not None:
            self._book.leave()
            self._book = None

    def _edited(self, book: _Book, index: int) -> None:
        if self._book is book:
            book.note(index, self.tr("Undo: {0}"))
            if not self._timer.isActive():
                self._timer.start()


class _Book:
    """What is known of the versions of the open scenario. `newest` is the one that was there before it was opened,
    `done` names the edits that no version holds yet.
    """

    def __init__(self, path: Path, plan_path: Path, stack: QUndoStack, present: Present) -> None:
        self.path, self.plan_path = path, plan_path
        self.folder = kept_versions.folder_of(path)
        self.newest: Version | None = None
        self._last: Version | None = None
        self.done: list[str] = []
        self.keeping = False
        self._stack, self._index = stack, stack.index()
        self._present = present
        self._opened: Version | None = self._version(())
        self._lock: QLockFile | None = None

    def look(self) -> Version | None:
        """Return the newest version that is there. It is opened, so the next start need not ask about it. Slow."""
        pass_over_work(self.path)
        return kept_versions.newest_version(self.folder)

    def note(self, index: int, undo_words: str) -> None:
        """Take down what was done last."""
        undone = index < self._index
        self._index = index
        self.done.append(undo_words.format(self._stack.redoText()) if undone else self._stack.undoText())
        self._enter()

    def next_version(self) -> Version:
        """Return the present state as the version that is to be kept next."""
        done = tuple(dict.fromkeys(filter(None, self.done)))
        self._last = kept_versions.continued(self._last, self._version(done))
        self.done = []
        return self._last

    def take_opened(self) -> Version | None:
        """Return what was there when the scenario was opened, once, unless it is the newest version already."""
        opened, self._opened = self._opened, None
        if (
            opened is not None
            and self.newest is not None
            and kept_versions.holds(self.newest, opened.scenario, opened.plan)
        ):
            return None
        return opened

    def leave(self) -> None:
        """Nobody works on it any more."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _enter(self) -> None:
        """Mark that somebody works on it: the mark stays behind when the program is killed."""
        if self._lock is None:
            with contextlib.suppress(OSError):
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _lock_in(self.folder)
            self._lock.tryLock(0)

    def _version(self, done: tuple[str, ...]) -> Version:
        scenario, plan = self._present()
        now = iso_utc(now_utc())
        return Version(
            file=str(self.path),
            plan_file=str(self.plan_path),
            began_utc=now,
            saved_utc=now,
            done=done,
            scenario=scenario,
            plan=plan,
        )


def left_work() -> tuple[Version, ...]:
    """Return the last version of each scenario that was worked on when the program was killed, the latest first.

    It stays so until it is opened and changed, or passed over. Slow: call it in a job.
    """
    root = paths.versions_dir()
    kept_versions.forget_oldest(root)
    found = (kept_versions.newest_version(folder) for folder in root.iterdir() if folder.is_dir() and _is_left(folder))
    there = [version for version in found if version is not None and Path(version.file).is_file()]
    return tuple(sorted(there, key=lambda version: version.saved_utc, reverse=True))


def pass_over_work(scenario_file: Path) -> None:
    """Ask no more about a scenario; its versions stay."""
    with contextlib.suppress(OSError, FileError):
        (kept_versions.folder_of(scenario_file) / _LEFT).unlink(missing_ok=True)


def _is_left(folder: Path) -> bool:
    mark = folder / _LEFT
    if (folder / _AT_WORK).exists():
        lock = _lock_in(folder)
        if not lock.tryLock(0):
            return False  # another window works on it
        with contextlib.suppress(OSError):
            mark.touch()
        lock.unlock()
    return mark.exists()


def _lock_in(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _AT_WORK))
    lock.setStaleLockTime(0)  # it is stale when its process is gone, however long it takes
    return lock
