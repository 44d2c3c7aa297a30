"""Charts side by side, each on a card."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.widgets.card import Card


def chart_cards(*charts: QWidget) -> QHBoxLayout:
    """Return a row of cards of the same width, one for each chart."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for chart in charts:
        card = Card()
        margins = card.layout()
        assert margins is not None
        margins.setContentsMargins(20, 14, 20, 12)
        card.body.addWidget(chart)
        row.addWidget(card, 1)
    return row
