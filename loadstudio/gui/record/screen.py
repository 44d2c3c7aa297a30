"""The Record screen."""

from __future__ import annotations

from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.workspace import Workspace


class RecordScreen(Screen):
    """Leads on while there is nothing to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        empty = EmptyState(self.tr("Nothing is recorded yet."), self.tr("Open the scenario"))
        empty.acted.connect(lambda: workspace.go_to("scenario"))
        self.body.addWidget(empty, 1)
