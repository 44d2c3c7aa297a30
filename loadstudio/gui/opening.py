"""Opening files: scenarios, plans and recordings become the workspace's document. Reading happens in jobs.

Whence the path comes (a dialog, a drop, the command line, the recent list) makes no difference here.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Task
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import PLAN_SUFFIX, load_plan, plan_path_of
from loadstudio.plan.model import Plan
from loadstudio.recording.entry import Recording
from loadstudio.scenario.file import SCENARIO_SUFFIX, load_scenario
from loadstudio.scenario.model import Scenario

RECORDING = ".har"
OF_OTHER_TOOLS = (".json", ".yaml", ".yml", ".jmx", ".sh", ".curl", ".txt")
"""What may hold curl commands, a Postman collection, a description of an API or a test plan of JMeter; its content
decides.
"""
FILE_KINDS = (RECORDING, SCENARIO_SUFFIX, PLAN_SUFFIX, *OF_OTHER_TOOLS)


class OpenedScenario(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario as read from its file, and the plan that stands beside it, if one does."""

    path: Path
    scenario: Scenario
    plan_path: Path
    plan: Plan | None = None


def can_open(path: Path) -> bool:
    """Return whether a file has the name of something that the window opens."""
    return path.name.endswith(FILE_KINDS)


def read_scenario(path: Path) -> OpenedScenario:
    """Return the scenario in a file with its plan; of a plan's file, its first scenario. Raises FileError. Slow."""
    if path.name.endswith(PLAN_SUFFIX):
        plan = load_plan(path)
        first = path.parent / plan.scenarios[0].file
        return OpenedScenario(path=first, scenario=load_scenario(first), plan_path=path, plan=plan)
    scenario, plan_path = load_scenario(path), plan_path_of(path)
    plan_beside = load_plan(plan_path) if plan_path.is_file() else None
    return OpenedScenario(path=path, scenario=scenario, plan_path=plan_path, plan=plan_beside)


def show_scenario(workspace: Workspace, opened: OpenedScenario) -> Document:
    """Make it the open document and read its recording in a job, so that the answers can be shown."""
    document = workspace.open_document(opened.path, opened.scenario, opened.plan, plan_path=opened.plan_path)
    read_recording(workspace, document)
    return document


def open_scenario(workspace: Workspace, path: Path) -> None:
    """Open a scenario or plan file in a job and show it, unless another one is asked for meanwhile."""
    workspace.asked_for = path

    def show(opened: OpenedScenario) -> None:
        if workspace.asked_for != path:
            return
        show_scenario(workspace, opened)
        workspace.go_to("scenario" if path.name.endswith(SCENARIO_SUFFIX) else "load")

    def refuse(error: Exception) -> None:
        workspace.settings.forget_recent(str(path))
        workspace.notices.error(error)

    workspace.jobs.start("opening the scenario", lambda _task: read_scenario(path), done=show, failed=refuse)


def read_recording(workspace: Workspace, document: Document) -> None:
    """Read the recording of a document; without one the scenario can still be edited and run."""
    path = document.recording_path
    if path is None or not path.is_file():
        return

    def read(task: Task) -> Recording:
        from loadstudio.recording.har_read import read_har  # noqa: PLC0415 - done in the job's thread, not at the start

        return read_har(path, task.progress)

    def take(recording: Recording) -> None:
        if workspace.document is document:
            document.take_recording(recording)

    workspace.jobs.start("reading the recording", read, done=take, patient=True)


def refuse_file(workspace: Workspace, path: Path) -> None:
    """Say that the window opens no such file."""
    workspace.notices.error(FileError(path, f"is none of what LoadStudio opens: {', '.join(FILE_KINDS)}."))
