"""The log-in that a request carries itself: kind, name and password."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.widgets.fields import Select
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.rule import Rule
from loadstudio.scenario.log_in import LogInKind, log_in_kind, sends_other_authorization, with_log_in
from loadstudio.scenario.model import HttpRequest


class LogInForm(QWidget):
    """`edited(words, HttpRequest, burst)` after each change by the person."""

    edited = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: HttpRequest | None = None
        self.kind = Select(
            (
                ("none", self.tr("None in this request")),
                ("basic", self.tr("Name and password (Basic)")),
                ("digest", self.tr("Name and password (Digest)")),
            ),
            name=self.tr("Kind of log-in"),
        )
        self.kind.chosen.connect(self._change_kind)
        self.name = TemplateField(name=self.tr("User name"))
        self.name.edited.connect(lambda text: self._retype("username", text))
        self.password = TemplateField(name=self.tr("Password"))
        self.password.edited.connect(lambda text: self._retype("password", text))
        hint = self.tr("Type $ to take them from your test data: each person then logs in with a row of its own.")
        self._hint = Label(hint, "second", "sub", wrap=True)
        self._other = Label(
            self.tr("The Authorization header above is not sent while there is a log-in here."),
            "second",
            "warn",
            wrap=True,
        )
        self._rows = (FormRow(self.tr("User name"), self.name), FormRow(self.tr("Password"), self.password))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(Rule())
        column.addWidget(Label(self.tr("Log-in"), "strong"))
        column.addWidget(self.kind)
        for widget in (*self._rows, self._hint, self._other):
            column.addWidget(widget)
        column.addStretch(1)

    def show_request(self, request: HttpRequest, expressions: Sequence[str]) -> None:
        """Show the log-in of a request; `expressions` are the variables that may be put into it."""
        self._request = request
        self.kind.set_current(log_in_kind(request))
        for widget in (*self._rows, self._hint):
            widget.setVisible(request.auth is not None)
        self._other.setVisible(sends_other_authorization(request))
        if request.auth is not None:
            for field, text in ((self.name, request.auth.username), (self.password, request.auth.password)):
                field.set_expressions(expressions)
                field.set_template(text)

    def _change_kind(self, kind: LogInKind) -> None:
        if self._request is not None and kind != log_in_kind(self._request):
            self._tell(self.tr("Change the log-in"), with_log_in(self._request, kind), "")

    def _retype(self, what: str, text: str) -> None:
        if self._request is not None and self._request.auth is not None:
            auth = replace(self._request.auth, **{what: text})
            self._tell(self.tr("Edit the log-in"), replace(self._request, auth=auth), f"log-in {what}")

    def _tell(self, words: str, request: HttpRequest, burst: str) -> None:
        self._request = request
        self.edited.emit(words, request, burst)
