"""What the window asks of a screen. Which screens there are stands in `screens`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from loadstudio.gui.pieces import Pieces
from loadstudio.gui.widgets.card import Page
from loadstudio.gui.workspace import Workspace

type ScreenKey = Literal["record", "scenario", "load", "run", "results"]


class Screen(Page):
    """One item of the rail: an empty shell until `pieces` are done, in idle moments or when it is first shown. It
    stays.

    A screen reads the workspace, connects to its signals, and changes things only through it.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.pieces = Pieces(self.make(), self)

    def make(self) -> Iterator[None]:
        """Fill the screen, in pieces that take some 30 ms at most; it hears of changes from the last one on."""
        yield from ()

    def arrive(self) -> None:
        """The screen is about to be seen: put the keyboard where the person begins."""

    def leave(self) -> None:
        """Another screen takes its place."""
