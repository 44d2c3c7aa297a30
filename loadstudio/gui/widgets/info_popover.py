"""The popover that explains: a heading and lines of words under what was pointed at."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.popover import SHADOW, Floating

_WIDTH, _PAD = 420, 16


class InfoPopover(Floating):
    """Shows `lines` under `title`."""

    def __init__(self, title: str, lines: Iterable[str], *, window: QWidget) -> None:
        shown = tuple(lines)
        super().__init__(name=title, window=window)
        self.setAccessibleDescription("\n".join(shown))
        column = QVBoxLayout(self)
        margin = SHADOW + _PAD
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(8)
        column.addWidget(Label(title, "name", wrap=True))
        for line in shown:
            column.addWidget(Label(line, "text", "sub", wrap=True, tabular=True))
        self.set_panel_size(_WIDTH, column.heightForWidth(_WIDTH + 2 * SHADOW) - 2 * SHADOW)
