"""The one door by which a file comes into the window: whatever its kind, it is opened in a job."""

from __future__ import annotations

from pathlib import Path

from loadstudio.gui.bringing_in import bring_in
from loadstudio.gui.opening import RECORDING, can_open, open_scenario, refuse_file
from loadstudio.gui.record.importing import import_recording
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import PLAN_SUFFIX
from loadstudio.scenario.file import SCENARIO_SUFFIX


def open_file(workspace: Workspace, path: Path) -> None:
    """Open a recording or what another tool keeps (they become scenarios), a scenario or a plan; what goes wrong is
    told by the notices.
    """
    if not can_open(path):
        refuse_file(workspace, path)
    elif path.name.endswith(RECORDING):
        import_recording(workspace, path, name=path.name.removesuffix(RECORDING), host_choices={})
    elif path.name.endswith((SCENARIO_SUFFIX, PLAN_SUFFIX)):
        open_scenario(workspace, path)
    else:
        bring_in(workspace, path)
