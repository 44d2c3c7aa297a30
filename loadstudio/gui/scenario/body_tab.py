"""The body of a request, as what it is: a form, JSON or other text, parts with files, or bytes."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.base.units import bytes_text
from loadstudio.gui.scenario.fields_form import FieldsForm
from loadstudio.gui.scenario.fitting_stack import FittingStack
from loadstudio.gui.scenario.template_field import TemplateField
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.http_types.headers import get
from loadstudio.scenario.model import BinaryBody, Body, Field, FormBody, HttpRequest, MultipartBody, TextBody

_LONGEST_EDITED = 50_000
_TEXT_HEIGHT = 260


class BodyTab(QWidget):
    """`edited(Body, burst)` after each change by the person."""

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: Body | None = None
        self.kinds = SegmentedSwitch(
            (
                ("form", self.tr("Form")),
                ("json", self.tr("JSON")),
                ("text", self.tr("Text")),
                ("file", self.tr("File")),
            ),
            name=self.tr("Kind of body"),
        )
        self.form = FieldsForm(self.tr("Add field"))
        self.form.edited.connect(self._form_edited)
        self.text = TemplateField(name=self.tr("Body"), multiline=True)
        self.text.edited.connect(self._text_edited)
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        self.long_text = CodeView(name=self.tr("Body"))
        self.long_text.setMinimumHeight(_TEXT_HEIGHT)
        self.note = Label("", "text", "sub", wrap=True)
        form_page = QWidget()
        form_column = QVBoxLayout(form_page)
        form_column.setContentsMargins(0, 0, 0, 0)
        form_column.addWidget(self.form)
        form_column.addStretch(1)
        note_page = QWidget()
        note_column = QVBoxLayout(note_page)
        note_column.setContentsMargins(0, 0, 0, 0)
        note_column.addWidget(self.note)
        note_column.addStretch(1)
        self._pages = FittingStack()
        for page in (form_page, self.text, self.long_text, note_page):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.kinds)
        column.addWidget(self._pages, 1)

    def show_request(self, request: HttpRequest, expressions: tuple[str, ...]) -> None:
        """Show the body of a request; `expressions` are the variables that may be put into it."""
        self._body = request.body
        self.kinds.setVisible(request.body is not None)
        match request.body:
            case FormBody(fields=fields):
                self._choose("form")
                self.form.show_fields(fields, expressions)
                self._pages.setCurrentIndex(0)
            case TextBody(text=text) if len(text) <= _LONGEST_EDITED:
                self._choose(_kind_of_text(request))
                self.text.set_template(text)
                self._pages.setCurrentIndex(1)
            case TextBody(text=text):
                kind = _kind_of_text(request)
                self._choose(kind)
                self.long_text.set_text(text, "json" if kind == "json" else "text")
                self._pages.setCurrentIndex(2)
            case MultipartBody(parts=parts):
                self._choose("form" if not any(part.file_name for part in parts) else "file")
                lines = [f"{part.name}: {part.file_name or part.text}" for part in parts]
                self._say("\n".join(lines))
            case BinaryBody(content=content):
                self._choose("file")
                self._say(self.tr("{0} that are sent byte for byte as recorded.").format(bytes_text(len(content))))
            case None:
                self._say(self.tr("This request sends no body."))

    def _choose(self, kind: str) -> None:
        why = self.tr("The recording sent another kind of body.")
        for key in ("form", "json", "text", "file"):
            self.kinds.set_enabled(key, key == kind, why)
        self.kinds.set_current(kind)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self._pages.setCurrentIndex(3)

    def _form_edited(self, fields: tuple[Field, ...], burst: str) -> None:
        if isinstance(self._body, FormBody):
            self._body = replace(self._body, fields=fields)
            self.edited.emit(self._body, burst)

    def _text_edited(self, text: str) -> None:
        if isinstance(self._body, TextBody):
            self._body = replace(self._body, text=text)
            self.edited.emit(self._body, "body")


def _kind_of_text(request: HttpRequest) -> str:
    headers = tuple((field.name, field.value or "") for field in request.headers)
    return "json" if "json" in get(headers, "content-type").lower() else "text"
