"""The Load screen: how many people, for how long, and what is good enough."""

from __future__ import annotations

from loadstudio.gui.screen import Screen
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.workspace import Workspace


class LoadScreen(Screen):
    """Leads on while there is nothing to show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        empty = EmptyState(
            self.tr("Record a site first, then say how many people shall use it."), self.tr("Record a site")
        )
        empty.acted.connect(lambda: workspace.go_to("record"))
        self.body.addWidget(empty, 1)
