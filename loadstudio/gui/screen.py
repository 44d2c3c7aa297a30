"""What the window asks of a screen. Which screens there are stands in `screens`."""

from __future__ import annotations

from typing import Literal

from loadstudio.gui.widgets.card import Page
from loadstudio.gui.workspace import Workspace

type ScreenKey = Literal["record", "scenario", "load", "run", "results"]


class Screen(Page):
    """One item of the rail. It is made when it is first shown, and stays.

    A screen reads the workspace, connects to its signals, and changes things only through it.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def arrive(self) -> None:
        """The screen is about to be seen: put the keyboard where the person begins."""

    def leave(self) -> None:
        """Another screen takes its place."""
