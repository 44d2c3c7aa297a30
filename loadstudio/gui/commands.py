"""The window's one undo command: a frozen value, scenario or plan, before and after.

What edits there are is decided in `scenario.edit` and on the Load screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand

_BURST_S = 2.0
_MERGEABLE = 1


class Replace[V](QUndoCommand):
    """Puts one value in the place of another. With a `burst` name, what is typed or dragged in a row is one command."""

    def __init__(self, text: str, before: V, after: V, put: Callable[[V], None], *, burst: str = "") -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._put = put
        self._burst = burst
        self._at_s = time.monotonic()

    @override
    def id(self) -> int:
        return _MERGEABLE if self._burst else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Replace) or other._burst != self._burst:
            return False
        if type(other._after) is not type(self._after) or other._at_s - self._at_s > _BURST_S:
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
