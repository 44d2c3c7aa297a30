"""The left of the page of test data: what data there is, and under it what everybody types the same so far; and what
stands at the right while there is no data.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.data.offers_card import OffersCard
from loadstudio.gui.data.source_list import SourceList
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.card import Card

_WIDTH = 296


class DataSide(QWidget):
    """The list and the offers tell by themselves what the person does."""

    def __init__(self, jobs: Jobs, document: Document) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.list = SourceList()
        self.offers = OffersCard(jobs, document)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.list)
        column.addWidget(self.offers)
        column.addStretch(1)

    def show_any(self, *, there: bool) -> None:
        """Show the list where there is data; hide all where there is nothing to be offered either."""
        self.list.setVisible(there)
        self.setVisible(there or self.offers.isVisibleTo(self))


class NoData(Card):
    """`empty` says why there should be some, with the button that adds it."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = EmptyState(
            self.tr("People who all type the same are easy to serve. Give each their own account, word or address."),
            self.tr("Add data from a file"),
            action_icon="file",
        )
        self.body.addWidget(self.empty)
