"""A field for text with variables in it: each variable is a chip that moves and deletes as one character.

It takes and gives templates (`scenario.template`); what the variables mean is decided elsewhere. A `$` that is typed,
or the context menu, offers those that may be put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPyTextObject,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.request.value_picker import ValuePicker
from loadstudio.gui.scenario.words import chip_text
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width
from loadstudio.gui.widgets.popover import Menu
from loadstudio.scenario.template import Hole, parse, unparse

_CHIP = QTextFormat.ObjectTypes.UserObject + 1
_HOLE = QTextFormat.Property.UserProperty + 1
_OBJECT_SIGN = "￼"
_CHIP_HEIGHT = 24
HEIGHT = 36


class TemplateField(QWidget):
    """`edited(template)` on each change by the person. One line of 36 px, or a block of mono text with `multiline`."""

    edited = Signal(str)

    def __init__(self, *, name: str, multiline: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = _Editor(name, multiline=multiline, parent=self)
        self.editor.textChanged.connect(self._changed)
        self._quiet = False
        self._shown = ""
        self._wrong = False
        if multiline:
            self.setMinimumHeight(120)
        else:
            self.setFixedHeight(HEIGHT)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_template(self, template: str) -> None:
        """Show a template without telling; the cursor stays when it is shown already."""
        if template == self._shown and not self.editor.document().isEmpty():
            return
        self._quiet = True
        self.editor.show_pieces(parse(template))
        self._shown = template
        self._quiet = False

    def template(self) -> str:
        """Return what stands in the field as a template."""
        return unparse(self.editor.pieces())

    def set_expressions(self, expressions: Sequence[str]) -> None:
        """Offer these variables."""
        self.editor.expressions = tuple(expressions)

    def set_wrong(self, wrong: bool) -> None:
        """Mark what is typed as wrong (edge in `bad`); why must be said in words nearby."""
        self._wrong = wrong
        self.update()

    def insert(self, expression: str) -> None:
        """Put a variable where the cursor is."""
        self.editor.insert_chip(Hole(expression))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.setGeometry(self.rect().adjusted(1, 1, -1, -1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        edge = "bad" if self._wrong else "accent" if self.editor.hasFocus() else "line"
        paint_surface(QPainter(self), QRectF(self.rect()), 8, colour("panel"), colour(edge))

    def _changed(self) -> None:
        if not self._quiet:
            self._shown = self.template()
            self.edited.emit(self._shown)


class _ChipPainter(QPyTextObject):
    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(text_width(_words(format), "column") + 18, _CHIP_HEIGHT)

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        painter.save()
        box = QRectF(rect).adjusted(1, 0, -1, 0)
        paint_surface(painter, box, 6, colour("accent_tint"))
        paint_text(painter, box.adjusted(8, 0, 0, 0), _words(format), "column", colour("accent"))
        painter.restore()


def _words(chip: QTextFormat) -> str:
    return chip_text(_hole(str(chip.property(_HOLE))).expression)


class _Editor(QTextEdit):
    focus_ring_radius = 8
    focus_ring_always = True

    def __init__(self, name: str, *, multiline: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._multiline = multiline
        self.expressions: tuple[str, ...] = ()
        self.picker = ValuePicker(self)
        self.picker.picked.connect(self._put_picked)
        self._painter = _ChipPainter(self)
        self.document().documentLayout().registerHandler(_CHIP, self._painter)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(name)
        self.setFont(font_of("mono" if multiline else "text"))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the window's own undo covers it
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if multiline else off)
        self.setHorizontalScrollBarPolicy(off)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth if multiline else QTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere if multiline else QTextOption.WrapMode.NoWrap)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._centre())
        self._centre()

    def focus_ring_rect(self) -> QRect:
        return self.rect().adjusted(-1, -1, 1, 1)

    def show_pieces(self, pieces: tuple[str | Hole, ...]) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in pieces:
            if isinstance(piece, Hole):
                cursor.insertText(_OBJECT_SIGN, self._chip_format(piece))
            else:
                cursor.insertText(unparse((piece,)), self._text_format())  # a literal `${` is shown as `$${`
        cursor.setPosition(0)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(self._text_format())

    def pieces(self) -> tuple[str | Hole, ...]:
        """Return text and variables as they stand; the person may also type `${name}`."""
        found: list[str | Hole] = []
        block = self.document().begin()
        while block.isValid():
            if block.blockNumber():
                found.append("\n")
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                stored = fragment.charFormat().property(_HOLE)
                if stored:
                    found += [_hole(str(stored))] * fragment.length()
                else:
                    found += parse(fragment.text().replace("\u2028", "\n").replace(" ", " "))
                iterator += 1
            block = block.next()
        return tuple(found)

    def insert_chip(self, hole: Hole) -> None:
        self.textCursor().insertText(_OBJECT_SIGN, self._chip_format(hole))
        self.setCurrentCharFormat(self._text_format())
        self.setFocus()

    def _chip_format(self, hole: Hole) -> QTextCharFormat:
        chip = QTextCharFormat()
        chip.setObjectType(_CHIP)
        chip.setProperty(_HOLE, "|".join((hole.expression, *hole.filters)))
        chip.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        return chip

    def _text_format(self) -> QTextCharFormat:
        plain = QTextCharFormat()
        plain.setFont(self.font())
        return plain

    def _centre(self) -> None:
        if self._multiline:
            self.setViewportMargins(12, 10, 12, 10)
            return
        top = max(0, round((HEIGHT - 2 - self.document().size().height()) / 2))
        self.setViewportMargins(12, top, 12, 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.picker.take(event.key()):
            return
        if not self._multiline and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        self.setCurrentCharFormat(self._text_format())  # what is typed behind a chip is text
        super().keyPressEvent(event)
        self._offer_values(event)

    def _offer_values(self, event: QKeyEvent) -> None:
        """Offer the variables while a `$` and the beginning of a name is being typed."""
        typed = self._typed_name()
        if typed is None or not self.expressions or not (event.text() == "$" or self.picker.open):
            self.picker.close_now()
        else:
            self.picker.offer(self.expressions, typed.lstrip("{"), self.cursorRect())

    def _typed_name(self) -> str | None:
        """Return what stands between the last `$` and the cursor, or None when there is none."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        _, sign, name = before.rpartition("$")
        return name if sign and not any(mark in name for mark in f" {_OBJECT_SIGN}") else None

    def _put_picked(self, expression: str) -> None:
        typed = self._typed_name()
        if typed is not None:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed) + len("$"))
            self.setTextCursor(cursor)
        self.insert_chip(Hole(expression))

    @override
    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        values = Menu(self.tr("Insert a value"), menu)
        values.setIcon(icon("link"))
        for expression in self.expressions:
            values.addAction(expression).triggered.connect(
                lambda _checked=False, name=expression: self.insert_chip(Hole(name))
            )
        values.setEnabled(bool(self.expressions) and not self.isReadOnly())
        menu.insertMenu(first, values)  # type: ignore[arg-type]  # Qt takes a null pointer: at the end
        menu.popup(e.globalPos())

    @override
    def insertFromMimeData(self, source: object) -> None:
        text = source.text() if hasattr(source, "text") else ""
        self.textCursor().insertText(text if self._multiline else " ".join(text.split()), self._text_format())

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self._repaint_field()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self._repaint_field()
        pieces = self.pieces()
        if sum(isinstance(piece, Hole) for piece in pieces) != self.toPlainText().count(_OBJECT_SIGN):
            self.show_pieces(pieces)  # a variable was typed as ${name}: now it is a chip

    def _repaint_field(self) -> None:
        field = self.parentWidget()
        if field is not None:
            field.update()


def _hole(stored: str) -> Hole:
    """Return a variable as it was stored; a bar may stand in the texts of its brackets too."""
    pieces = parse("${" + stored + "}")
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Hole) else Hole(stored)
