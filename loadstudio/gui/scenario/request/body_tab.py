"""The body of a request, as what it is: a form, JSON as a tree, text, a form with files, a file; and the switch between
these kinds. What another kind can hold is decided in `scenario.body_kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.body_words import change_words, losses_text, missing_text
from loadstudio.gui.scenario.request.fields_form import FieldsForm
from loadstudio.gui.scenario.request.file_form import FileForm
from loadstudio.gui.scenario.request.fitting_stack import FittingStack
from loadstudio.gui.scenario.request.json_form import JsonForm
from loadstudio.gui.scenario.request.parts_form import PartsForm
from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.units import bytes_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.long_text import LongTextField
from loadstudio.gui.widgets.popover import Popover, PopoverChoice
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.scenario.body_kind import BodyKind, Conversion, content_type, converted, kind_of, with_content_type
from loadstudio.scenario.json_tree import JsonProblem, JsonTree
from loadstudio.scenario.model import BinaryBody, Field, FileBody, FormBody, HttpRequest, MultipartBody, Part, TextBody
from loadstudio.scenario.sent_file import SentFile

_LONGEST_EDITED = 50_000
_LONGEST_TREE = 40_000
_TEXT_HEIGHT = 260


class BodyTab(QWidget):
    """`edited(words, HttpRequest, burst)` after each change by the person; `file_wanted(take)` when a file is to be
    chosen, `take` is to be called with the SentFile. Empty until `make` is done.
    """

    edited = Signal(str, object, str)
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: HttpRequest | None = None
        self._expressions: tuple[str, ...] = ()
        self._as_text = ""  # the id of the request whose JSON is wanted as plain text
        self._pages = FittingStack()

    def make(self) -> Iterator[None]:
        """Fill the tab in pieces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._switch(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pages, 1)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = FieldsForm(self.tr("Add field"))
        self.form.edited.connect(self._form_edited)
        self._form_page = self._page(self.form)
        yield
        self.json = JsonForm()
        self.json.edited.connect(self._put_text)
        self._pages.addWidget(self.json)
        yield
        self._make_texts()
        yield
        self.parts = PartsForm()
        self.parts.edited.connect(self._parts_edited)
        self.parts.file_wanted.connect(self._want_file)
        self._parts_page = self._page(self.parts)
        self.file = FileForm()
        self.file.file_wanted.connect(lambda: self._want_file(self._take_file))
        self.file.kind_typed.connect(self._content_type_typed)
        self._pages.addWidget(self.file)
        yield
        self.note = Label(self.tr("This request sends no body."), "text", "sub", wrap=True)
        self.add = Button(self.tr("Add a body"), icon="plus")
        self.add.clicked.connect(lambda: self._change("form"))
        self._none_page = self._page(self.note, self.add)

    def _page(self, *widgets: QWidget) -> QWidget:
        page = _column(*widgets)
        self._pages.addWidget(page)
        return page

    def _make_texts(self) -> None:
        self.text = TemplateField(name=self.tr("Body"), multiline=True)
        self.text.edited.connect(self._text_edited)
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        self.problem = Label("", "second", "warn", wrap=True)
        self._text_page = self._page(self.text, self.problem)
        self.long_text = LongTextField(name=self.tr("Body"))
        self.long_text.edited.connect(self._text_edited)
        self.long_text.setMinimumHeight(_TEXT_HEIGHT)
        self._pages.addWidget(self.long_text)

    def _switch(self) -> SegmentedSwitch:
        self.kinds = SegmentedSwitch(
            (
                ("form", self.tr("Form")),
                ("json", self.tr("JSON")),
                ("text", self.tr("Text")),
                ("multipart", self.tr("Multipart")),
                ("file", self.tr("File")),
            ),
            name=self.tr("Kind of body"),
        )
        self.kinds.chosen.connect(self._kind_chosen)
        self.kinds.button("multipart").setToolTip(self.tr("A form with files, sent in parts (multipart/form-data)"))
        self.kinds.button("file").setToolTip(self.tr("One file, or bytes, as the whole body"))
        self.remove = Button(self.tr("Send no body"), "link", icon="trash")
        self.remove.clicked.connect(lambda: self._change("none"))
        return self.kinds

    def leave(self) -> None:
        """Another request is chosen: what was typed and not told yet belongs to the one before."""
        self.long_text.tell_now()
        self._as_text = ""

    def show_request(self, request: HttpRequest, expressions: Sequence[str]) -> None:
        """Show the body of a request; `expressions` are the variables that may be put into it."""
        if self._request is None or self._request.id != request.id:
            self.leave()
        self._request = request
        self._expressions = tuple(expressions)
        kind = kind_of(request)
        self.kinds.setVisible(kind != "none")
        self.remove.setVisible(kind != "none")
        if kind != "none":
            self.kinds.set_current(kind)
        match request.body:
            case FormBody(fields=fields):
                self.form.show_fields(fields, self._expressions)
                self._pages.setCurrentWidget(self._form_page)
            case TextBody(text=text):
                self._show_text(text, kind)
            case MultipartBody(parts=parts):
                self.parts.show_parts(parts, self._expressions)
                self._pages.setCurrentWidget(self._parts_page)
            case BinaryBody() | FileBody():
                self.file.show_body(request.body, content_type(request))
                self._pages.setCurrentWidget(self.file)
            case None:
                self._pages.setCurrentWidget(self._none_page)

    def _show_text(self, text: str, kind: BodyKind) -> None:
        assert self._request is not None
        words = ""
        if kind == "json" and self._as_text != self._request.id:
            tree = self._tree_of(text)
            if isinstance(tree, JsonTree):
                self.json.show_json(tree, self._expressions)
                self._pages.setCurrentWidget(self.json)
                return
            words = tree
            self._as_text = self._request.id  # it stays text while the person mends it
        elif kind == "json":
            tree = self._tree_of(text)
            words = tree if isinstance(tree, str) else ""
        if kind == "json":
            self.kinds.set_current("text")
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if len(text) > _LONGEST_EDITED:
            self.long_text.set_text(text)
            self._pages.setCurrentWidget(self.long_text)
        else:
            self.text.set_template(text)
            self.text.set_expressions(self._expressions)
            self._pages.setCurrentWidget(self._text_page)

    def _tree_of(self, text: str) -> JsonTree | str:
        """Return JSON as a tree, or why it is shown as text."""
        if len(text) > _LONGEST_TREE:
            return self.tr("{0} of JSON are shown as text.").format(bytes_text(len(text)))
        if text == self.json.model.tree.template:
            return self.json.model.tree
        try:
            return JsonTree(text)
        except JsonProblem as problem:
            return missing_text(problem, self.tr)

    # Changing the kind

    def _kind_chosen(self, key: BodyKind) -> None:
        request = self._request
        assert request is not None  # else the switch is hidden
        if key in ("json", "text") and kind_of(request) == "json":  # two views of the same body
            self._as_text = request.id if key == "text" else ""
            self.show_request(request, self._expressions)
        elif (
            key == "json"
            and isinstance(request.body, TextBody)
            and isinstance(self._tree_of(request.body.text), JsonTree)
        ):
            self._take(Conversion(with_content_type(request, "application/json"), ()), key)
        else:
            self._change(key)

    def _change(self, kind: BodyKind) -> None:
        assert self._request is not None
        made = converted(self._request, kind)
        if not made.losses:
            self._take(made, kind)
            return
        choices = (
            PopoverChoice(
                key="change",
                text=change_words(kind, self.tr),
                consequence=losses_text(made.losses, self.tr),
                icon="check",
            ),
            PopoverChoice(
                key="keep",
                text=self.tr("Leave it as it is"),
                consequence=self.tr("Nothing is changed"),
                icon="cross",
            ),
        )
        popover = Popover(choices, name=self.tr("Change the kind of body"), window=self.window())
        popover.chosen.connect(lambda key: self._take(made, kind) if key == "change" else None)
        popover.closed.connect(self._show_again)
        popover.open_at(self.remove if kind == "none" else self.kinds.button(kind))

    def _show_again(self) -> None:
        if self._request is not None:
            self.show_request(self._request, self._expressions)

    def _take(self, made: Conversion, kind: BodyKind) -> None:
        self._as_text = ""
        self._tell(change_words(kind, self.tr), made.request, "")
        self.show_request(made.request, self._expressions)

    # Edits

    def _form_edited(self, fields: tuple[Field, ...], burst: str) -> None:
        if self._request is not None and isinstance(self._request.body, FormBody):
            body = replace(self._request.body, fields=fields)
            self._tell(self.tr("Edit body"), replace(self._request, body=body), burst and f"body {burst}")

    def _parts_edited(self, words: str, parts: tuple[Part, ...], burst: str) -> None:
        if self._request is not None and isinstance(self._request.body, MultipartBody):
            body = replace(self._request.body, parts=parts)
            self._tell(words, replace(self._request, body=body), burst)

    def _want_file(self, take: Callable[[SentFile], None]) -> None:
        """Ask for a file; it comes later, when another request may be shown: then it is not taken."""
        asked_for = self._request.id if self._request is not None else ""

        def give(sent: SentFile) -> None:
            if self._request is not None and self._request.id == asked_for:
                take(sent)

        self.file_wanted.emit(give)

    def _take_file(self, sent: SentFile) -> None:
        if self._request is not None and kind_of(self._request) == "file":
            request = replace(self._request, body=FileBody(path=sent.path))
            self._tell(self.tr("Choose a file"), with_content_type(request, sent.content_type), "")
            self._show_again()

    def _content_type_typed(self, text: str) -> None:
        if self._request is not None:
            self._tell(self.tr("Edit content type"), with_content_type(self._request, text), "content type")

    def _text_edited(self, text: str) -> None:
        self._put_text(self.tr("Edit body"), text, "body")

    def _put_text(self, words: str, text: str, burst: str) -> None:
        if self._request is not None and isinstance(self._request.body, TextBody):
            self._tell(words, replace(self._request, body=replace(self._request.body, text=text)), burst)

    def _tell(self, words: str, request: HttpRequest, burst: str) -> None:
        self._request = request
        self.edited.emit(words, request, burst)


def _column(*widgets: QWidget) -> QWidget:
    """Return a page of widgets under each other, from the top."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if isinstance(widget, Button) else Qt.AlignmentFlag(0))
    column.addStretch(1)
    return page
