"""The Results screen: runs on disk, their verdicts, the PDF."""

from __future__ import annotations

from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.workspace import Workspace


class ResultsScreen(Screen):
    """Leads on while there is nothing to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        empty = EmptyState(self.tr("There are no results yet."), self.tr("Plan the load"))
        empty.acted.connect(lambda: workspace.go_to("load"))
        self.body.addWidget(empty, 1)
