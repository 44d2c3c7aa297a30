"""The checks of a request as sentences with switches, and its times as recorded."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.base.units import bytes_text, milliseconds_text
from loadstudio.gui.scenario.words import check_text
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import ListRow, RowList
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.assertion import Check
from loadstudio.scenario.model import HttpRequest, RecordedAnswer


class ChecksTab(QWidget):
    """`edited(tuple of checks, words)` when the person switches one or takes it away."""

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[Check, ...] = ()
        self.rows = RowList()
        self._none = Label(self.tr("No check: any answer below 400 counts as good."), "text", "sub", wrap=True)
        hint = self.tr("Point at a value in the recorded answer to check that it is there.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.rows)
        column.addWidget(self._none)
        column.addWidget(Label(hint, "second", "sub", wrap=True))
        column.addStretch(1)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show checks."""
        if tuple(checks) == self._checks and self.rows.rows:
            return
        self._checks = tuple(checks)
        self.rows.clear()
        self._none.setVisible(not checks)
        for number, check in enumerate(self._checks):
            words = check_text(check, self.tr)
            switch = Switch(name=words, on=check.enabled)
            switch.clicked.connect(lambda on, at=number: self._switch(at, on))
            remove = IconButton("trash", self.tr("Remove this check"))
            remove.clicked.connect(lambda _checked=False, at=number: self._remove(at))
            row = ListRow(words, leading=switch, style="text", tone="text" if check.enabled else "sub")
            row.setToolTip(words)
            row.add_trailing(remove)
            self.rows.add(row)

    def _switch(self, at: int, on: bool) -> None:
        changed = replace(self._checks[at], enabled=on)
        checks = (*self._checks[:at], changed, *self._checks[at + 1 :])
        self.edited.emit(checks, self.tr("Switch a check on") if on else self.tr("Switch a check off"))

    def _remove(self, at: int) -> None:
        self.edited.emit((*self._checks[:at], *self._checks[at + 1 :]), self.tr("Remove a check"))


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
