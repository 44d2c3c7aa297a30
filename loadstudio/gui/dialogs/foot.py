"""The foot of a dialog that has something to copy: the copying at the left, with a word when it is done, and what ends
the dialog at the right.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label


def foot_of(copy: Button, copied: Label, *ends: Button) -> QHBoxLayout:
    """Return the row of these buttons."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.setContentsMargins(0, 8, 0, 0)
    row.addWidget(copy)
    row.addWidget(copied)
    row.addStretch(1)
    for button in ends:
        row.addWidget(button)
    return row
