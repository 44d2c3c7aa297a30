"""Find and replace in everything that the scenario says, above its editor. What a hit is and what replacing changes is
decided in `scenario.search`.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.scenario.find_model import FindModel
from loadstudio.gui.scenario.words import shortened
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.search import Hit, Query, find, replace_hits

_LOOK_AFTER_MS = 150
_ROWS_SHOWN = 4
_ROW = 32
_LISTED = 1000
_FIELD_WIDTH = 320
_NAME_LENGTH = 20


class FindPanel(Card):
    """Hidden until `open`. `hits_changed(part ids | None)`: the tree shall show these alone, None all of it;
    `hit_chosen(Hit)`: that place shall be seen.
    """

    hits_changed = Signal(object)
    hit_chosen = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        self._jobs = jobs
        self._document: Document | None = None
        self._asked: object = None
        self._count = 0
        self.model = FindModel(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.body.setSpacing(8)
        self.body.addLayout(self._find_row())
        self._replace_row = self._replacing()
        self.body.addWidget(self._replace_row)
        self.body.addWidget(self._list())
        self.hide()

    def _find_row(self) -> QHBoxLayout:
        self.text = TextField(name=self.tr("Find"), placeholder=self.tr("Find in everything"), icon="search", height=32)
        self.text.setFixedWidth(_FIELD_WIDTH)
        self.text.textChanged.connect(lambda _text: self._timer.start())
        self.case = Switch(self.tr("Match case"))
        self.word = Switch(self.tr("Whole words"))
        for switch in (self.case, self.word):
            switch.toggled.connect(lambda _on: self._look())
        self.count = Label("", "text", "sub", tabular=True)
        self.before = IconButton("chevron-up", self.tr("The place before"))
        self.before.clicked.connect(lambda: self._step(-1))
        self.next = IconButton("chevron-down", self.tr("The next place"))
        self.next.clicked.connect(lambda: self._step(1))
        self.cross = IconButton("x", self.tr("End the search"))
        self.cross.clicked.connect(self.end)
        row = QHBoxLayout()
        row.setSpacing(12)
        left: tuple[QWidget, ...] = (self.text, self.case, self.word)
        right: tuple[QWidget, ...] = (self.count, self.before, self.next, self.cross)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        return row

    def _replacing(self) -> QWidget:
        self.replacement = TextField(
            name=self.tr("Replace with"), placeholder=self.tr("Replace with"), icon="edit", height=32
        )
        self.replacement.setFixedWidth(_FIELD_WIDTH)
        self.one = Button(self.tr("Replace"), height=32, name=self.tr("Replace this place"))
        self.one.clicked.connect(self._replace_one)
        self.all = Button(self.tr("Replace all"), height=32)
        self.all.clicked.connect(self._replace_all)
        self.told = Label("", "text", "sub")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.replacement, self.one, self.all, self.told):
            row.addWidget(widget)
        row.addStretch(1)
        return holder

    def _list(self) -> DataTable:
        self.table = DataTable(name=self.tr("Places found"), row_height=_ROW, head=False)
        self.table.setModel(self.model)
        self.table.set_columns((Column(300), Column(190), Column()))
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index.row()))
        return self.table

    # From outside

    def set_document(self, document: Document | None) -> None:
        """Look in another scenario."""
        self._document = document
        if document is not None:
            document.changed.connect(lambda *_: self._timer.start() if self.isVisible() else None)
        self.end()

    def open(self, *, replacing: bool, text: str = "") -> None:
        """Begin a search, perhaps for a text that was typed elsewhere."""
        if self._document is None:
            return
        self._replace_row.setVisible(replacing or (self.isVisible() and self._replace_row.isVisibleTo(self)))
        if text:
            self.text.setText(text)
        self.show()
        self.told.setText("")
        self._look()
        self.text.setFocus()
        self.text.selectAll()

    def end(self) -> None:
        """Hide, and let the tree show everything again."""
        self._timer.stop()
        self._asked = None
        self.hide()
        self.hits_changed.emit(None)

    # Looking

    @property
    def query(self) -> Query:
        """What is looked for now."""
        return Query(self.text.text(), match_case=self.case.isChecked(), whole_word=self.word.isChecked())

    def _look(self) -> None:
        self._timer.stop()
        if self._document is None or not self.isVisible():
            return
        scenario = self._document.scenario
        asked = self._asked = (scenario, self.query)

        def take(hits: tuple[Hit, ...]) -> None:
            if self._asked is asked:
                self._show(scenario, hits)

        self._jobs.start("looking in the scenario", lambda _task: find(*asked), done=take, owner=self)

    def _show(self, scenario: Scenario, hits: tuple[Hit, ...]) -> None:
        chosen = self._chosen()
        self._count = len(hits)
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show_hits(scenario, hits[:_LISTED])
        self.table.setVisible(bool(hits))
        self.table.setFixedHeight(_ROW * min(_ROWS_SHOWN, max(1, len(hits))))
        for button in (self.before, self.next, self.all):
            button.setEnabled(bool(hits))
        self.hits_changed.emit({hit.spot.part_id for hit in hits} if self.text.text() else None)
        later = [row for row, hit in enumerate(self.model.hits) if chosen is not None and hit.place >= chosen.place]
        self.table.choose_row(later[0] if later else 0 if hits else -1)
        self._tell_count()

    def _chosen(self) -> Hit | None:
        row = self.table.currentIndex().row()
        return self.model.hits[row] if 0 <= row < len(self.model.hits) else None

    def _choose(self, row: int) -> None:
        self._tell_count()
        if (hit := self._chosen()) is not None and row >= 0:
            self.hit_chosen.emit(hit)

    def _tell_count(self) -> None:
        chosen = self._chosen()
        self.one.setEnabled(chosen is not None and not chosen.within_value)
        row = self.table.currentIndex().row() + 1
        if not self.text.text():
            words = ""
        elif not self._count:
            words = self.tr("Nothing found")
        else:
            words = self.tr("{0} of {1}").format(max(1, row), count_text(self._count))
        self.count.setText(words)

    def _step(self, by: int) -> None:
        count = len(self.model.hits)
        if count:
            self.table.choose_row((self.table.currentIndex().row() + by) % count)

    # Replacing

    def _replace_one(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not chosen.within_value and self._asked_is_present():
            self._replace(chosen)

    def _replace_all(self) -> None:
        self._replace(None)

    def _asked_is_present(self) -> bool:
        """Whether what is listed is what the scenario holds: places count its texts."""
        return self._document is not None and self._asked == (self._document.scenario, self.query)

    def _replace(self, hit: Hit | None) -> None:
        document = self._document
        if document is None or not self.query.text:
            return
        place = hit.place if hit is not None else None
        after, count = replace_hits(document.scenario, self.query, self.replacement.text(), place=place)
        what = shortened(self.query.text, _NAME_LENGTH) if hit is None or not hit.spot.secret else "••••"
        document.edit(self.tr("Replace “{0}”").format(what), after)
        if hit is None:
            words = self.tr("1 place is replaced.") if count == 1 else self.tr("{0} places are replaced.")
            self.told.setText(words.format(count_text(count)))
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.replacement.hasFocus():
            self._replace_one()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text.hasFocus():
            self._step(-1 if backwards else 1)
        else:
            super().keyPressEvent(event)
