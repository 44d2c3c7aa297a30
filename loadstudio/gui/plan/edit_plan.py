"""Edits of the plan as steps of the open scenario's undo stack, so that Ctrl Z undoes what was done last, whatever it
was.
"""

from __future__ import annotations

from loadstudio.gui.commands import Replace
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import Plan


def edit_plan(workspace: Workspace, text: str, after: Plan, *, burst: str = "") -> None:
    """Put `after` in the place of the present plan, as one undoable step called `text`."""
    before, document = workspace.plan, workspace.document
    if before is None or document is None or after == before:
        return

    def put(plan: Plan) -> None:
        if workspace.document is document:
            workspace.set_plan(plan)

    document.undo_stack.push(Replace(text, before, after, put, burst=burst))
