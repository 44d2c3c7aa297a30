"""Edits of the plan as steps of the open scenario's undo stack, so that Ctrl Z undoes what was done last, whatever it
was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand

from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import Plan

_BURST_S = 2.0
_MERGEABLE = 2


class ReplacePlan(QUndoCommand):
    """Puts one plan in the place of another. With a `burst` name, changes in a row (a drag) are one command."""

    def __init__(self, text: str, before: Plan, after: Plan, put: Callable[[Plan], None], *, burst: str = "") -> None:
        super().__init__(text)
        self._before, self._after = before, after
        self._put = put
        self._burst = burst
        self._at_s = time.monotonic()

    @override
    def id(self) -> int:
        return _MERGEABLE if self._burst else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ReplacePlan) or other._burst != self._burst or other._at_s - self._at_s > _BURST_S:
            return False
        self._after = other._after
        self._at_s = other._at_s
        self.setObsolete(self._after == self._before)
        return True

    @override
    def redo(self) -> None:
        self._put(self._after)

    @override
    def undo(self) -> None:
        self._put(self._before)


def edit_plan(workspace: Workspace, text: str, after: Plan, *, burst: str = "") -> None:
    """Put `after` in the place of the present plan, as one undoable step called `text`."""
    before, document = workspace.plan, workspace.document
    if before is None or document is None or after == before:
        return

    def put(plan: Plan) -> None:
        if workspace.document is document:
            workspace.set_plan(plan)

    document.undo_stack.push(ReplacePlan(text, before, after, put, burst=burst))
