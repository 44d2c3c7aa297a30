"""A form of names and values: query, form fields or headers of a request, with their variables as chips."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.popover import Menu
from loadstudio.scenario.model import Field

_NAME_WIDTH = 132


class FieldsForm(QWidget):
    """`edited(tuple of Field, burst)` after each change by the person. Rows are kept and show other fields: to make one
    takes longer than to fill it.
    """

    edited = Signal(object, str)

    def __init__(self, add_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[Field, ...] = ()
        self._expressions: tuple[str, ...] = ()
        self.rows: list[_FieldRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.add = Button(add_word, "link", icon="plus")
        self.add.clicked.connect(self._add)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._column)
        outer.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_fields(self, fields: Sequence[Field], expressions: Sequence[str]) -> None:
        """Show fields; `expressions` are the variables that may be put into them."""
        self._fields = tuple(fields)
        self._expressions = tuple(expressions)
        while len(self.rows) < len(self._fields):
            self._add_row(len(self.rows))
        while len(self.rows) > len(self._fields):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, field in zip(self.rows, self._fields, strict=True):
            row.value.set_expressions(self._expressions)
            row.show_field(field)

    def _add_row(self, at: int) -> None:
        row = _FieldRow()
        row.renamed.connect(lambda name: self._change(at, "name", name))
        row.typed.connect(lambda value: self._change(at, "value", value))
        row.menu_wanted.connect(lambda: self._open_menu(at))
        self._column.addWidget(row)
        self.rows.append(row)

    def _change(self, at: int, what: str, text: str) -> None:
        changed = replace(self._fields[at], **{what: text})
        self._tell((*self._fields[:at], changed, *self._fields[at + 1 :]), f"{what} {at}")

    def _add(self) -> None:
        self._tell((*self._fields, Field(name=self.tr("new"), value="")), "")

    def _remove(self, at: int) -> None:
        self._tell((*self._fields[:at], *self._fields[at + 1 :]), "")

    def _toggle(self, at: int) -> None:
        changed = replace(self._fields[at], enabled=not self._fields[at].enabled)
        self._tell((*self._fields[:at], changed, *self._fields[at + 1 :]), "")

    def _tell(self, fields: tuple[Field, ...], burst: str) -> None:
        self._fields = fields
        self.edited.emit(fields, burst)

    def menu_of(self, at: int) -> Menu:
        """Return the menu of a row: what can be done with the field."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        values = menu.addMenu(icon("link"), self.tr("Insert a value"))
        for expression in self._expressions:
            values.addAction(expression).triggered.connect(
                lambda _checked=False, name=expression: self.rows[at].value.insert(name)
            )
        values.setEnabled(bool(self._expressions))
        on = self._fields[at].enabled
        toggle = menu.addAction(
            icon("eye-off" if on else "eye"), self.tr("Do not send it") if on else self.tr("Send it")
        )
        toggle.triggered.connect(lambda: self._toggle(at))
        menu.addAction(icon("trash"), self.tr("Remove")).triggered.connect(lambda: self._remove(at))
        return menu

    def _open_menu(self, at: int) -> None:
        button = self.rows[at].more
        self.menu_of(at).popup(button.mapToGlobal(button.rect().bottomLeft()))


class _FieldRow(QWidget):
    renamed = Signal(str)
    typed = Signal(str)
    menu_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = _NameEdit()
        self.name.setAccessibleName(self.tr("Name of the field"))
        self.name.setFont(font_of("text"))
        self.name.setFixedSize(_NAME_WIDTH, 36)
        self.name.setTextMargins(-2, 0, 6, 0)  # Qt's own margin is 2 px
        self.name.textEdited.connect(self.renamed)
        self.value = TemplateField(name=self.tr("Value"))
        self.value.edited.connect(self.typed)
        self.more = IconButton("more", self.tr("More for this field"))
        self.more.clicked.connect(self.menu_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.value, 1)
        row.addSpacing(6)
        row.addWidget(self.more)

    def show_field(self, field: Field) -> None:
        if self.name.text() != field.name:
            self.name.setText(field.name)
            self.name.setCursorPosition(0)
        self.name.setToolTip(field.name if field.enabled else self.tr("{0} (not sent)").format(field.name))
        self.name.setEnabled(field.enabled)
        self.value.editor.setAccessibleName(self.tr("Value of {0}").format(field.name))
        self.value.set_template(field.value or "")
        self.value.setEnabled(field.enabled)
        self.more.setAccessibleName(self.tr("More for {0}").format(field.name))


class _NameEdit(QLineEdit):
    focus_ring_radius = 6
