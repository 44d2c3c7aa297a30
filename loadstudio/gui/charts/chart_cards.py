"""Charts side by side, each on a card."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.widgets.card import Card


def chart_row() -> QHBoxLayout:
    """Return a row for cards with charts."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    return row


def add_chart(row: QHBoxLayout, chart: QWidget) -> None:
    """Put a chart on a card at the end of a row; all are of the same width."""
    card = Card()
    margins = card.layout()
    assert margins is not None
    margins.setContentsMargins(20, 14, 20, 12)
    card.body.addWidget(chart)
    row.addWidget(card, 1)
