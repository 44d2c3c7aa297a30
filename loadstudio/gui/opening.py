"""Opening files: scenarios, plans and recordings become the workspace's document. Reading happens in jobs.

Whence the path comes (a dialog, a drop, the command line, the recent list) makes no difference here.
"""

from __future__ import annotations

from pathlib import Path

from loadstudio.base.errors import FileError
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.file import load_scenario

FILE_KINDS = (".har", ".scenario.json", ".plan.json")


def can_open(path: Path) -> bool:
    """Return whether a file has the name of something that the window opens."""
    return path.name.endswith(FILE_KINDS)


def open_file(workspace: Workspace, path: Path) -> None:
    """Open a file in a job; what goes wrong is told by the notices."""
    if not can_open(path):
        workspace.notices.error(FileError(path, "is neither a recording (.har) nor a scenario (.scenario.json)."))
    else:
        open_scenario(workspace, path)


def open_scenario(workspace: Workspace, path: Path) -> None:
    """Open a scenario and show it."""

    def show(scenario: object) -> None:
        workspace.open_document(path, scenario)  # type: ignore[arg-type]  # replaced below
        workspace.go_to("scenario")

    workspace.jobs.start("opening the scenario", lambda _task: load_scenario(path), done=show)
