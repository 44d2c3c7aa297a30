"""One check to fill in: its kind, what it looks at, what is expected."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from loadstudio.base.errors import InvalidInput
from loadstudio.gui.scenario.words import Tr
from loadstudio.gui.widgets.fields import NumberField, Select, TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.switch import Switch
from loadstudio.playback.check import compile_checks
from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.check_kinds import (
    KINDS,
    CheckKind,
    as_kind,
    check_kind,
    is_empty,
    json_as_typed,
    typed_as_json,
)

_LABEL_WIDTH = 84


class ChecksForm(QWidget):
    """`edited(words, Check, burst)` after each change by the person that makes sense."""

    edited = Signal(str, object, str)

    def __init__(self, check: Check, status: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = kind_words(self.tr)
        self.kind = Select([(kind, words[kind]) for kind in KINDS], name=self.tr("Kind of check"))
        self.kind.chosen.connect(self._change_kind)
        self.text = TextField(name=self.tr("Text"))
        self.text.textEdited.connect(self._retype)
        self.header = TextField(name=self.tr("Name of the header"), placeholder="Cache-Control")
        self.header.textEdited.connect(self._retype)
        self.path = TextField(name=self.tr("Where in the JSON"), placeholder="$.basket.id")
        self.path.textEdited.connect(self._retype)
        self.value = TextField(name=self.tr("Expected value"))
        self.value.textEdited.connect(self._retype)
        self.missing = Switch(self.tr("Must not be there"), name=self.tr("Must not be there"))
        self.missing.clicked.connect(self._retype)
        self.status = NumberField(name=self.tr("Status of the answer"), minimum=100, maximum=599)
        self.status.setFixedWidth(96)
        self.status.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.status.valueChanged.connect(self._retype)
        self.exact = Switch(self.tr("Exactly this number"), name=self.tr("Exactly this number"))
        self.exact.clicked.connect(self._retype)
        self.problem = Label("", "second", "bad", wrap=True)
        self._hint = Label("", "second", "sub", wrap=True)
        self._rows: dict[str, QWidget] = {
            "header": FormRow(self.tr("Header"), self.header, label_width=_LABEL_WIDTH),
            "text": FormRow(self.tr("Text"), self.text, label_width=_LABEL_WIDTH),
            "path": FormRow(self.tr("Place"), self.path, label_width=_LABEL_WIDTH),
            "value": FormRow(self.tr("Value"), self.value, label_width=_LABEL_WIDTH),
            "missing": self.missing,
            "status": FormRow(self.tr("Status"), self.status, label_width=_LABEL_WIDTH),
            "exact": self.exact,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 4, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.kind)
        for row in self._rows.values():
            column.addWidget(row)
        column.addWidget(self._hint)
        column.addWidget(self.problem)
        self._fill()

    def _fill(self) -> None:
        check = self._check
        kind = check_kind(check)
        self.kind.set_current(kind)
        self._show_rows(kind)
        self.problem.hide()
        match check:
            case StatusCheck():
                self.status.blockSignals(True)
                self.status.setValue(check.recorded)
                self.status.blockSignals(False)
                self.exact.setChecked(check.exact)
            case TextCheck():
                self.text.setText(check.text)
            case HeaderCheck():
                self.header.setText(check.name)
                self.text.setText(check.text)
            case RedirectCheck():
                self.text.setText(check.route)
            case JsonKeysCheck():
                self.text.setText(", ".join(check.keys))
            case JsonCheck():
                self.path.setText(check.path)
                self.value.setText(json_as_typed(check.equals))
                self.missing.setChecked(check.absent)
                self.value.setEnabled(not check.absent)
            case _:
                pass

    def _show_rows(self, kind: CheckKind) -> None:
        shown = {
            "status": ("status", "exact"),
            "json": ("path", "value", "missing"),
            "header": ("header", "text"),
            "no_login_form": (),
        }.get(kind, ("text",))
        for key, row in self._rows.items():
            row.setVisible(key in shown)
        hints: dict[str, str] = {
            "status": self.tr("Without “exactly” any number of the same hundred is good: 200 to 299."),
            "json": self.tr("The place is a JSONPath: $ is the whole answer, $.basket.id the id in its basket."),
            "json_keys": self.tr("Names with commas between them; the JSON answer must have them all."),
            "header": self.tr("Without a text it is enough that the header is there."),
            "redirect": self.tr("A path; * stands for a part that changes, as in /orders/*."),
        }
        self._hint.setText(hints.get(kind, ""))
        self._hint.setVisible(kind in hints)

    def _change_kind(self, kind: str) -> None:
        check = as_kind(self._check, cast("CheckKind", kind), self._status)
        if check is not self._check:
            self._check = check
            self._fill()
            self.edited.emit(self.tr("Change the kind of a check"), check, "")

    def _retype(self) -> None:
        check = self._typed()
        try:
            compile_checks((check,))
        except InvalidInput as problem:
            self._say(str(problem))
            return
        self._say(self.tr("It says nothing yet.") if is_empty(check) else "")
        if check != self._check:
            self._check = check
            self.edited.emit(self.tr("Edit a check"), check, "check")

    def _typed(self) -> Check:  # noqa: PLR0911 - one for each kind
        check = self._check
        match check:
            case StatusCheck():
                return replace(check, recorded=round(self.status.value()), exact=self.exact.isChecked())
            case TextCheck():
                return replace(check, text=self.text.text())
            case HeaderCheck():
                return replace(check, name=self.header.text().strip(), text=self.text.text())
            case RedirectCheck():
                return replace(check, route=self.text.text().strip() or "/")
            case JsonKeysCheck():
                names = (name.strip() for name in self.text.text().split(","))
                return replace(check, keys=tuple(name for name in names if name))
            case JsonCheck():
                absent = self.missing.isChecked()
                self.value.setEnabled(not absent)
                value = typed_as_json(self.value.text())
                return replace(check, path=self.path.text().strip(), equals="" if absent else value, absent=absent)
            case _:
                return check

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


def kind_words(tr: Tr) -> dict[CheckKind, str]:
    """Return what the kinds of check are called."""
    return {
        "status": tr("Status of the answer"),
        "text": tr("The answer contains a text"),
        "lacks": tr("The answer does not contain a text"),
        "json": tr("A value in the JSON answer"),
        "json_keys": tr("Names in the JSON answer"),
        "header": tr("A header of the answer"),
        "redirect": tr("It leads on to a page"),
        "no_login_form": tr("It does not ask to log in again"),
    }
