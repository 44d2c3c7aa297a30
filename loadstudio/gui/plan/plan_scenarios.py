"""The scenarios of a plan besides the open one: read from their files in a job, so that the forecast knows them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from loadstudio.base.errors import FileError, LoadStudioError
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import Plan
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import Scenario

type Read = Scenario | str
"""A scenario, or the sentence why it cannot be read."""


class PlanScenarios(QObject):
    """`changed` tells that more is known. `look` reads what is not known yet; `forget` lets files be read anew."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known: dict[Path, Read] = {}
        self._reading: set[Path] = set()

    def of(self, plan: Plan) -> tuple[Read | None, ...]:
        """Return the scenarios in the plan's order: the open one as it is now, None what is not read yet."""
        document = self._workspace.document
        if document is None:
            return ()
        paths = (document.path.parent / use.file for use in plan.scenarios)
        return tuple(document.scenario if path == document.path else self._known.get(path) for path in paths)

    def look(self, plan: Plan) -> None:
        """Read what the plan names and nobody has read."""
        document = self._workspace.document
        if document is None:
            return
        wanted = {document.path.parent / use.file for use in plan.scenarios} - {document.path}
        unknown = wanted - self._known.keys() - self._reading
        if not unknown:
            return
        self._reading |= unknown

        def read(_task: Task) -> dict[Path, Read]:
            return {path: _read(path) for path in unknown}

        def take(found: dict[Path, Read]) -> None:
            self._reading -= unknown
            self._known |= found
            self.changed.emit()

        self._workspace.jobs.start("reading the other scenarios", read, done=take)

    def forget(self) -> None:
        """Read them anew at the next look: they may have been edited."""
        self._known.clear()


def _read(path: Path) -> Read:
    try:
        return load_scenario(path)
    except FileError as error:
        return f"{path.name}: {error.message}"
    except LoadStudioError as error:
        return str(error)
