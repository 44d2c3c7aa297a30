"""The card of what was typed while recording and is the same for all people still; one click makes test data of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.authoring.places.typed_words import PageFields, TypedOffer, page_fields, typed_offers
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.scenario.words import shortened
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import IconView, ListRow, RowList

_LONGEST = 22


class OffersCard(Card):
    """Looks through a document's recording as soon as it is there, and hides itself when nothing is offered.

    `taken(TypedOffer)` when the person wants test data for it; `changed` when it offers other things.
    """

    taken = Signal(object)
    changed = Signal()

    def __init__(self, jobs: Jobs, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("You typed"), parent=parent)
        self._jobs = jobs
        self._document = document
        self._pages: PageFields = {}
        self._offers: tuple[TypedOffer, ...] = ()
        self.buttons: list[Button] = []
        self._rows = RowList()
        self.body.addWidget(Label(self.tr("All people type the same so far."), "second", "sub", wrap=True))
        self.body.addWidget(self._rows)
        self.hide()
        document.recording_loaded.connect(self._read_pages)
        self._read_pages()

    def _read_pages(self) -> None:
        recording = self._document.recording
        if recording is not None:
            entries = recording.entries
            self._jobs.start("looking for what was typed", lambda _task: page_fields(entries), done=self._take)

    def _take(self, pages: PageFields) -> None:
        self._pages = pages
        self.follow()

    def follow(self) -> None:
        """Show what the scenario, as it is now, still sends as it was typed."""
        offers = typed_offers(self._document.scenario, self._pages)
        if offers == self._offers:
            return
        self._offers = offers
        self._rows.clear()
        self.buttons = []
        for offer in self._offers:
            self._rows.add(self._row(offer))
        self.setVisible(bool(offers))
        self.changed.emit()

    def _row(self, offer: TypedOffer) -> ListRow:
        values = ", ".join(word.value for word in offer.words)
        names = ", ".join(word.name for word in offer.words)
        title = self.tr("Search word") if offer.kind == "search" else names
        row = ListRow(title, shortened(values, _LONGEST), leading=IconView(_icon(offer)), height=56)
        row.setToolTip(f"{title}: {values}")
        button = Button(self.tr("Vary"), "tinted", height=28, name=self.tr("Make test data of {0}").format(values))
        button.setToolTip(self.tr("Put it into a file, in which each person can have another"))
        button.clicked.connect(lambda: self.taken.emit(offer))
        row.add_trailing(button)
        self.buttons.append(button)
        return row


def _icon(offer: TypedOffer) -> str:
    return "search" if offer.kind == "search" else "edit"
