"""Edits of the plan as steps of the open scenario's undo stack, so that Ctrl Z undoes what was done last, whatever it
was.
"""

from __future__ import annotations

from loadstudio.gui.commands import Replace
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import Plan
from loadstudio.plan.versions import Version, holds


def edit_plan(workspace: Workspace, text: str, after: Plan, *, burst: str = "") -> None:
    """Put `after` in the place of the present plan, as one undoable step called `text`."""
    before, document = workspace.plan, workspace.document
    if before is None or document is None or after == before:
        return

    def put(plan: Plan) -> None:
        if workspace.document is document:
            workspace.set_plan(plan)

    document.undo_stack.push(Replace(text, before, after, put, burst=burst))


def go_back(workspace: Workspace, version: Version, text: str) -> None:
    """Put an earlier version in the place of scenario and plan, as one undoable step called `text`."""
    document = workspace.document
    if document is None or holds(version, document.scenario, workspace.plan):
        return
    document.undo_stack.beginMacro(text)
    document.edit(text, version.scenario)
    if version.plan is not None:
        edit_plan(workspace, text, version.plan)
    document.undo_stack.endMacro()
