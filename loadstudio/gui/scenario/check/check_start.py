"""Starting a check: the scenario is saved, its one pass compiled and its hosts looked at, all in a job."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from loadstudio.base.errors import InvalidInput
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.workspace import Workspace

if TYPE_CHECKING:
    from loadstudio.supervise.check_session import CheckSession


def prepare_check(workspace: Workspace, ready: Callable[[CheckSession], object]) -> Job:
    """Make the session of one pass through the open scenario; errors go to the notices."""
    document, plan = workspace.document, workspace.plan
    if document is None or plan is None:
        raise InvalidInput("No scenario is open.")
    scenario, path, file, recording = document.scenario, document.path, document.file, document.recording

    def work(_task: Task) -> CheckSession:
        # compiles scenarios: takes long to import, and is not needed before
        from loadstudio.plan.hosts import refuse_unknown_hosts  # noqa: PLC0415
        from loadstudio.supervise.check_session import CheckSession, check_spec, recording_of  # noqa: PLC0415

        file.write(scenario)
        results = Path(tempfile.mkdtemp(prefix="loadstudio-check-"))
        try:
            spec = check_spec(plan, folder=path.parent, results_dir=results)
            refuse_unknown_hosts(spec)
        except BaseException:
            shutil.rmtree(results, ignore_errors=True)
            raise
        return CheckSession(spec, recording or recording_of(scenario, path.parent))

    return workspace.jobs.start("preparing the check", work, done=ready)


def clear_away(session: CheckSession) -> None:
    """Remove the results of a check: what it showed is in the session. Slow: call it in a job."""
    shutil.rmtree(session.spec.results_dir, ignore_errors=True)
