"""Rounds of repair after a check: what the site gives elsewhere now is taken from there, what was sent as recorded is
sent fresh, and the pass is made again, five times at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.model import Scenario

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.replay_report import ReplayReport
    from loadstudio.authoring.mending.drift import Drift
    from loadstudio.authoring.mending.stale import Stale
    from loadstudio.supervise.check_session import CheckSession

    type Found = tuple[tuple[Drift, ...], tuple[Stale, ...]]


class CheckRepair(QObject):
    """Of one check, the `number`-th of a repair; 0 where none is wanted. `offered(bool)` tells whether there is
    something to repair, `again(number)` asks for the next round.
    """

    offered = Signal(bool)
    again = Signal(int)

    def __init__(
        self, workspace: Workspace, session: CheckSession, number: int = 0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = session
        self.number = number
        self._found: Found = ((), ())
        self._cancelled = False
        document = workspace.document
        if document is not None:
            document.changed.connect(self._offer)

    def cancel(self) -> None:
        """Make no further round by itself."""
        self._cancelled = True

    def look(self, report: ReplayReport, drifts: Sequence[Drift]) -> None:
        """The pass is over: see in a job what can be repaired, and go on with it where a repair is under way."""
        session = self._session
        failed = next((one.request_id for one in report.requests if one.verdict == "failed"), "")

        def work(_task: Task) -> Found:
            return tuple(drifts), session.stale_values(failed) if failed else ()

        self._workspace.jobs.start("looking for repairs", work, done=self._take, owner=self)

    def apply(self) -> None:
        """Repair what was found, as one edit, and ask for the next round."""
        document = self._workspace.document
        after = self._repaired()
        if document is not None and after is not None:
            document.edit(self.tr("Repair what the check found"), after)
            self.again.emit(max(1, self.number) + 1)

    def _take(self, found: Found) -> None:
        from loadstudio.supervise.check_session import MOST_CHECKS  # noqa: PLC0415 - loaded long since

        self._found = found
        if 0 < self.number < MOST_CHECKS and not self._cancelled and self._repaired() is not None:
            self.apply()
        else:
            self._offer()

    def _offer(self) -> None:
        self.offered.emit(self._repaired() is not None)

    def _repaired(self) -> Scenario | None:
        """Return the open scenario with all that helps; None where nothing does, or it has that already."""
        from loadstudio.authoring.mending.drift import fixed  # noqa: PLC0415 - loaded by the session before
        from loadstudio.authoring.mending.stale import freshened, is_fresh  # noqa: PLC0415 - as above

        document = self._workspace.document
        if document is None:
            return None
        scenario = document.scenario
        stale = tuple(one for one in self._found[1] if not is_fresh(scenario, one))
        after = freshened(fixed(scenario, self._found[0]), stale)
        return after if after != scenario else None
