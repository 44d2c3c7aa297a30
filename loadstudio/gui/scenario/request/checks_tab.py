"""The checks of a request as sentences to switch and to fill in, and its times as recorded."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.checks_form import ChecksForm
from loadstudio.gui.scenario.words import check_text
from loadstudio.gui.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import ListRow, RowList
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.assertion import Check
from loadstudio.scenario.check_kinds import new_check
from loadstudio.scenario.model import HttpRequest, RecordedAnswer


class ChecksTab(QWidget):
    """`edited(tuple of checks, words, burst)` when the person changes, switches, adds or removes one. The check that is
    open is filled in under its sentence.
    """

    edited = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[Check, ...] = ()
        self._request_id = ""
        self._status = 0
        self._open = -1
        self.rows: list[ListRow] = []
        self.form: ChecksForm | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._none = Label(self.tr("No check: any answer below 400 counts as good."), "text", "sub", wrap=True)
        self.add = Button(self.tr("Add a check"), "link", icon="plus")
        self.add.clicked.connect(self._add)
        hint = self.tr("Or point at a value in the recorded answer to check that it is there.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._column)
        column.addWidget(self._none)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(hint, "second", "sub", wrap=True))
        column.addStretch(1)

    def show_checks(self, request: HttpRequest) -> None:
        """Show the checks of a request."""
        checks = request.checks
        another = request.id != self._request_id
        if not another and checks == self._checks and len(self.rows) == len(checks):
            return
        self._status = request.recorded.status if request.recorded is not None else 0
        self._request_id, self._checks = request.id, checks
        self._open = -1 if another or self._open >= len(checks) else self._open
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.form = [], None
        self._none.setVisible(not self._checks)
        for number, check in enumerate(self._checks):
            row = self._row(number, check)
            row.set_first(number == 0)
            self.rows.append(row)
            self._column.addWidget(row)
            if number == self._open:
                self.form = ChecksForm(check, self._status)
                self.form.edited.connect(lambda words, check, burst, at=number: self._change(at, check, words, burst))
                self._column.addWidget(self.form)

    def _row(self, number: int, check: Check) -> ListRow:
        words = check_text(check, self.tr)
        switch = Switch(name=words, on=check.enabled)
        switch.clicked.connect(lambda on: self._switch(number, on))
        fill = IconButton("edit", self.tr("Edit this check"))
        fill.clicked.connect(lambda: self.open_check(-1 if self._open == number else number))
        remove = IconButton("trash", self.tr("Remove this check"))
        remove.clicked.connect(lambda: self._remove(number))
        row = ListRow(words, leading=switch, style="text", tone="text" if check.enabled else "sub")
        row.setToolTip(words)
        row.add_trailing(fill)
        row.add_trailing(remove)
        return row

    def open_check(self, number: int) -> None:
        """Open a check to be filled in; -1 closes the one that is open."""
        self._open = number
        self._rebuild()
        if self.form is not None:
            self.form.kind.setFocus()

    def _change(self, at: int, check: Check, words: str, burst: str) -> None:
        self._checks = (*self._checks[:at], check, *self._checks[at + 1 :])
        sentence = check_text(check, self.tr)
        self.rows[at].set_texts(sentence)
        self.rows[at].setToolTip(sentence)
        self.edited.emit(self._checks, words, burst and f"{burst} {at}")

    def _add(self) -> None:
        self._open = len(self._checks)
        self._put((*self._checks, new_check("text")), self.tr("Add a check"))
        if self.form is not None:
            self.form.text.setFocus()

    def _switch(self, at: int, on: bool) -> None:
        changed = replace(self._checks[at], enabled=on)
        checks = (*self._checks[:at], changed, *self._checks[at + 1 :])
        self._put(checks, self.tr("Switch a check on") if on else self.tr("Switch a check off"))

    def _remove(self, at: int) -> None:
        self._open = -1 if self._open == at else self._open - (self._open > at)
        self._put((*self._checks[:at], *self._checks[at + 1 :]), self.tr("Remove a check"))

    def _put(self, checks: tuple[Check, ...], words: str) -> None:
        self._checks = checks
        self._rebuild()
        self.edited.emit(checks, words, "")


class TimingTab(QWidget):
    """When the request was sent and how long its answer took, as recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: RecordedAnswer | None = None
        self._rows = RowList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)
        column.addStretch(1)

    def show_request(self, request: HttpRequest) -> None:
        """Show the times of a request."""
        recorded = request.recorded
        if recorded == self._shown and self._rows.rows:
            return
        self._shown = recorded
        self._rows.clear()
        if recorded is None:
            self._rows.add(ListRow(self.tr("This request was not recorded."), style="text"))
            return
        for words, value in (
            (self.tr("Sent, after the step began"), milliseconds_text(recorded.offset_ms)),
            (self.tr("Until the answer was complete"), milliseconds_text(recorded.duration_ms)),
            (self.tr("Size of the answer"), bytes_text(recorded.size_bytes)),
        ):
            row = ListRow(words, style="text")
            row.add_trailing(Label(value, "name", tabular=True))
            self._rows.add(row)
