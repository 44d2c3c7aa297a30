"""A form with files (multipart) to edit: its fields, and its files with the type that is sent with each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.units import bytes_text
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import TextField
from loadstudio.scenario.model import Part
from loadstudio.scenario.sent_file import SentFile

_NAME_WIDTH = 132


def is_file(part: Part) -> bool:
    """Return whether a part is a file and no field."""
    return bool(part.file_name or part.path or part.content_type == "application/octet-stream")


class PartsForm(QWidget):
    """`edited(words, tuple of Part, burst)` after each change by the person; `file_wanted(take)` when a file is to
    be chosen, `take` is to be called with the SentFile.
    """

    edited = Signal(str, object, str)
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._expressions: tuple[str, ...] = ()
        self.rows: list[PartRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.add_field = Button(self.tr("Add field"), "link", icon="plus")
        self.add_field.clicked.connect(lambda: self._add(Part(name=self.tr("new"))))
        self.add_file = Button(self.tr("Add file…"), "link", icon="upload")
        self.add_file.clicked.connect(lambda: self.file_wanted.emit(self._add_file))
        buttons = QHBoxLayout()
        buttons.setSpacing(24)
        buttons.addWidget(self.add_field)
        buttons.addWidget(self.add_file)
        buttons.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._column)
        outer.addLayout(buttons)

    def show_parts(self, parts: Sequence[Part], expressions: Sequence[str]) -> None:
        """Show parts; `expressions` are the variables that may be put into the fields."""
        kinds = [is_file(part) for part in parts]
        if kinds != [is_file(part) for part in self._parts] or len(kinds) != len(self.rows):
            self._rebuild(kinds)
        self._parts = tuple(parts)
        self._expressions = tuple(expressions)
        for row, part in zip(self.rows, self._parts, strict=True):
            row.show_part(part, self._expressions)

    def _rebuild(self, kinds: Sequence[bool]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for number, file in enumerate(kinds):
            row = PartRow(file=file)
            row.renamed.connect(lambda name, at=number: self._change(at, "name", name))
            row.typed.connect(lambda text, at=number: self._change(at, "text", text))
            row.kind_typed.connect(lambda kind, at=number: self._change(at, "content_type", kind))
            row.choose.clicked.connect(
                lambda _checked=False, at=number: self.file_wanted.emit(lambda sent: self._take_file(at, sent))
            )
            row.remove.clicked.connect(lambda _checked=False, at=number: self._remove(at))
            self._column.addWidget(row)
            self.rows.append(row)

    def _change(self, at: int, what: str, text: str) -> None:
        changed = replace(self._parts[at], **{what: text})
        self._put((*self._parts[:at], changed, *self._parts[at + 1 :]), self.tr("Edit body"), f"part {what} {at}")

    def _take_file(self, at: int, sent: SentFile) -> None:
        if at < len(self._parts):  # else it went while the file was copied
            changed = _with_file(self._parts[at], sent)
            self._put((*self._parts[:at], changed, *self._parts[at + 1 :]), self.tr("Choose a file"))

    def _add_file(self, sent: SentFile) -> None:
        self._put((*self._parts, _with_file(Part(name=self.tr("file")), sent)), self.tr("Add a file"))

    def _add(self, part: Part) -> None:
        self._put((*self._parts, part), self.tr("Add a field"))
        self.rows[-1].name.setFocus()
        self.rows[-1].name.selectAll()

    def _remove(self, at: int) -> None:
        words = self.tr("Remove a file") if is_file(self._parts[at]) else self.tr("Remove a field")
        self._put((*self._parts[:at], *self._parts[at + 1 :]), words)

    def _put(self, parts: tuple[Part, ...], words: str, burst: str = "") -> None:
        self.show_parts(parts, self._expressions)
        self.edited.emit(words, parts, burst)


def _with_file(part: Part, sent: SentFile) -> Part:
    return replace(part, text="", file_name=sent.name, path=sent.path, content=b"", content_type=sent.content_type)


class PartRow(QWidget):
    """A field: name and value. A file: name, which file, its type in a second line."""

    def __init__(self, *, file: bool) -> None:
        super().__init__()
        self._file = file
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = TextField(name=self.tr("Name of the field"))
        self.name.setFixedWidth(_NAME_WIDTH)
        self.renamed = self.name.textEdited
        self.value = TemplateField(name=self.tr("Value"))
        self.typed = self.value.edited
        self._which = ElidedLabel("", "name", middle=True)
        self.choose = IconButton("folder", self.tr("Choose a file"))
        self.kind = TextField(name=self.tr("Content type"), placeholder=self.tr("Content type, such as image/png"))
        self.kind_typed = self.kind.textEdited
        self.remove = IconButton("trash", self.tr("Remove"))
        grid = QVBoxLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addLayout(self._first_line())
        if file:
            second = QHBoxLayout()
            second.setContentsMargins(_NAME_WIDTH + 8, 0, 40, 0)
            second.addWidget(self.kind)
            grid.addLayout(second)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name)
        if self._file:
            row.addWidget(self._which, 1)
            row.addWidget(self.choose)
        else:
            row.addWidget(self.value, 1)
        row.addWidget(self.remove)
        row.setAlignment(self.remove, Qt.AlignmentFlag.AlignVCenter)
        for unused in (self.value,) if self._file else (self._which, self.choose, self.kind):
            unused.setParent(self)
            unused.hide()
        return row

    def show_part(self, part: Part, expressions: Sequence[str]) -> None:
        """Show a part of the row's kind."""
        if self.name.text() != part.name:
            self.name.setText(part.name)
            self.name.setCursorPosition(0)
        self.remove.setAccessibleName(self.tr("Remove {0}").format(part.name))
        if not self._file:
            self.value.editor.setAccessibleName(self.tr("Value of {0}").format(part.name))
            self.value.set_expressions(expressions)
            self.value.set_template(part.text)
            return
        self.choose.setAccessibleName(self.tr("Choose the file for {0}").format(part.name))
        self._which.set_text(self._file_words(part))
        if self.kind.text() != part.content_type:
            self.kind.setText(part.content_type)

    def _file_words(self, part: Part) -> str:
        if part.path:
            return part.path
        if not part.file_name:
            return self.tr("no file, as recorded")
        return self.tr("{0}, {1}").format(part.file_name, bytes_text(len(part.content)))
