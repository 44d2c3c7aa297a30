"""The window's one undo command: a scenario before and after. What edits there are is decided in `scenario.edit`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import override

from PySide6.QtGui import QUndoCommand

from loadstudio.scenario.model import Scenario

_BURST_S = 2.0
_MERGEABLE = 1


class ReplaceScenario(QUndoCommand):
    """Puts one scenario in the place of another. With a `burst` name, what is typed in a row is one command."""

    def __init__(
        self, text: str, before: Scenario, after: Scenario, put: Callable[[Scenario], None], *, burst: str = ""
    ) -> None:
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
        if not isinstance(other, ReplaceScenario) or other._burst != self._burst:
            return False
        if other._at_s - self._at_s > _BURST_S:
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
