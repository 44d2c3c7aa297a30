"""The Scenario screen."""

from __future__ import annotations

from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.workspace import Workspace


class ScenarioScreen(Screen):
    """Leads on while there is nothing to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        empty = EmptyState(self.tr("Nothing is recorded yet."), self.tr("Record a site"))
        empty.acted.connect(lambda: workspace.go_to("record"))
        self.body.addWidget(empty, 1)
