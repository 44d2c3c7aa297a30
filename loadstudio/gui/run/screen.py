"""The Run screen: the run in progress, live."""

from __future__ import annotations

from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.workspace import Workspace


class RunScreen(Screen):
    """Leads on while there is nothing to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        empty = EmptyState(
            self.tr("Nothing runs. Say how many people shall use the site, then start."), self.tr("Plan the load")
        )
        empty.acted.connect(lambda: workspace.go_to("load"))
        self.body.addWidget(empty, 1)
