"""Errors that nothing else took, from any thread, and the last things that were done in the window before them.

What is found is told by a signal; the dialog shows it. The person's work is not touched here.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import deque
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from loadstudio.base.clock import now_utc
from loadstudio.gui.workspace import Workspace

_log = logging.getLogger(__name__)
_DONE_KEPT = 20


class Faults(QObject):
    """`found(error)` tells in the GUI thread of each error that no code took, once control is back in the event loop.

    An error in painting must not open a window while it paints, hence the queue.
    """

    found = Signal(object)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught.connect(self.found, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on take the errors of this process that would only have been printed; they are logged as well."""
        sys.excepthook = self._take
        threading.excepthook = lambda what: self._take(
            what.exc_type, what.exc_value or what.exc_type(), what.exc_traceback
        )

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("an error that nothing took", exc_info=(kind, error, trace))
        self._caught.emit(error)


class DoneBefore(QObject):
    """Keeps the last things that were done, by their kind alone: no names, no addresses, nothing typed."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: deque[str] = deque(maxlen=_DONE_KEPT)
        workspace.screen_wanted.connect(lambda key: self.note(f"went to {key}"))
        workspace.document_changed.connect(
            lambda one: self.note("closed a scenario" if one is None else "opened a scenario")
        )
        workspace.plan_changed.connect(lambda _plan: self.note("changed the plan"))
        workspace.capture_changed.connect(
            lambda one: self.note("left a recording" if one is None else "began a recording")
        )
        workspace.run_changed.connect(lambda one: self.note("left a run" if one is None else "began a run"))
        workspace.result_wanted.connect(lambda _folder: self.note("looked at a result"))

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, the last at the end, each with its time of day (UTC)."""
        return tuple(self._lines)

    def note(self, what: str) -> None:
        """Keep one more."""
        self._lines.append(f"{now_utc():%H:%M:%S} {what}")

    def watch(self, action: QAction) -> None:
        """Keep each use of an action."""
        action.triggered.connect(lambda _checked=False: self.note(f"used “{action.text()}”"))
