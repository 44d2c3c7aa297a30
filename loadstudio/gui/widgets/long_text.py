"""A field for plain text of megabytes: it arrives in small turns, and no line of it is ever laid out whole.

Lines over 2,000 characters are shown as several; the text that comes out has them whole.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QMimeData, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.code_lines import LINE_CHARS
from loadstudio.gui.widgets.painting import paint_surface

_TURN_CHARS = 40_000
_TELL_AFTER_MS = 400
_GOES_ON = 1  # the state of a block whose line goes on in the next one


class LongTextField(QWidget):
    """`edited(text)` a moment after the person has stopped typing, or when the field loses the keyboard."""

    edited = Signal(object)  # as text it would be copied to Qt and back: 50 ms of 5 MB

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = _Editor(self)
        self.editor.setAccessibleName(name)
        self._shown = ""
        self._arrived = 0
        self._quiet = True
        self._typed = False
        self.editor.textChanged.connect(self._changed)
        self.editor.left.connect(self.tell_now)
        self.editor.focus_changed.connect(self.update)
        self._arrival = QTimer(self)
        self._arrival.setInterval(0)
        self._arrival.timeout.connect(self._take_turn)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TELL_AFTER_MS)
        self._telling.timeout.connect(self.tell_now)

    @property
    def is_whole(self) -> bool:
        """Whether all of the text has arrived; until then it cannot be changed."""
        return self._arrived >= len(self._shown)

    def set_text(self, text: str) -> None:
        """Show a text without telling; nothing happens when it is shown already."""
        if text == self._shown:
            return
        self._telling.stop()
        self._quiet, self._typed = True, False
        self._shown, self._arrived = text, 0
        self.editor.setReadOnly(True)
        self.editor.clear()
        self._arrival.start()
        if len(text) <= _TURN_CHARS:  # else the field is seen first: to lay out such lines takes as long as a page
            self._take_turn()
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)

    def text(self) -> str:
        """Return what stands in the field."""
        pieces: list[str] = []
        block = self.editor.document().begin()
        while block.isValid():
            pieces.append(block.text())
            block_after = block.next()
            if block_after.isValid() and block.userState() != _GOES_ON:
                pieces.append("\n")
            block = block_after
        return "".join(pieces)

    def tell_now(self) -> None:
        """Tell what was typed, if it was not told yet."""
        self._telling.stop()
        if self._typed:
            self._typed = False
            self._shown = self.text()
            self._arrived = len(self._shown)
            self.edited.emit(self._shown)

    def _take_turn(self) -> None:
        """Append the next lines; the last turn lets the person type."""
        cursor = QTextCursor(self.editor.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        end = min(len(self._shown), self._arrived + _TURN_CHARS)
        insert_broken(cursor, self._shown[self._arrived : end])
        if self._arrived < end < len(self._shown) and self._shown[end - 1] != "\n":
            _go_on(cursor)
        self._arrived = end
        if self.is_whole:
            self._arrival.stop()
            self.editor.setReadOnly(False)
            self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self._typed = True
            self._telling.start()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 300)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.editor.setGeometry(self.rect().adjusted(10, 8, -4, -8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        edge = "accent" if self.editor.hasFocus() else "line"
        paint_surface(QPainter(self), QRectF(self.rect()), 8, colour("panel"), colour(edge))


def insert_broken(cursor: QTextCursor, text: str) -> None:
    """Insert a text, its long lines as several that go on in the next."""
    lines: list[str] = []
    going_on: list[int] = []
    for line in text.split("\n"):
        for start in range(0, len(line) or 1, LINE_CHARS):
            if start:
                going_on.append(len(lines) - 1)
            lines.append(line[start : start + LINE_CHARS])
    first, state = cursor.blockNumber(), cursor.block().userState()
    cursor.insertText("\n".join(lines))
    if len(lines) > 1:
        document = cursor.document()
        document.findBlockByNumber(first).setUserState(0)
        cursor.block().setUserState(max(0, state))
        for number in going_on:
            document.findBlockByNumber(first + number).setUserState(_GOES_ON)


def _go_on(cursor: QTextCursor) -> None:
    cursor.insertBlock()
    cursor.block().previous().setUserState(_GOES_ON)
    cursor.block().setUserState(0)


class _Editor(QPlainTextEdit):
    left = Signal()
    focus_changed = Signal()  # told by signals, which reach no field that has gone before the focus did

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setFont(font_of("mono"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)  # the window's own undo covers it
        self.setTabChangesFocus(True)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        cursor = self.textCursor()
        before = cursor.block().previous()
        if e.text() == "\b" and cursor.atBlockStart() and not cursor.hasSelection() and before.userState() == _GOES_ON:
            cursor.deletePreviousChar()  # the break is none of the text: the sign before it is meant
        if e.text() == "\r" and not self.isReadOnly():
            insert_broken(cursor, "\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(e)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        insert_broken(self.textCursor(), source.text())

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.focus_changed.emit()
        self.left.emit()
