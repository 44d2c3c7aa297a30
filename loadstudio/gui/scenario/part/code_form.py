"""A Python step: its code in a plain editor that says at once what Python does not understand."""

from __future__ import annotations

from typing import override

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.scenario.model import PythonCode
from loadstudio.scenario.validate import python_problem

_CHECK_AFTER_MS = 400
_INDENT = "    "


class CodeForm(QWidget):
    """`edited(words, PythonCode, burst)` after each change by the person."""

    edited = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = PythonCode(id="", name="", code="")
        self.field = _Frame(self.tr("Python code"))
        self.field.text.textChanged.connect(self._typed)
        self.problem = Label("", "text", "bad", wrap=True)
        hint = self.tr(
            "session sends requests as this person, values holds the changing values by name (read them and set them),"
            " log writes a line that a check shows."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.field, 1)
        column.addWidget(self.problem)
        column.addWidget(Label(hint, "second", "sub", wrap=True))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CHECK_AFTER_MS)
        self._timer.timeout.connect(self._judge)

    def show_step(self, step: PythonCode) -> None:
        """Show a Python step; the cursor stays while its code is what stands there."""
        self._step = step
        text = self.field.text
        if text.toPlainText() != step.code:
            text.blockSignals(True)
            text.setPlainText(step.code)
            text.blockSignals(False)
        self._judge()

    def _typed(self) -> None:
        code = self.field.text.toPlainText()
        if code != self._step.code:
            self._step = replace(self._step, code=code)
            self.problem.setText("")
            self._timer.start()
            self.edited.emit(self.tr("Edit Python step"), self._step, "code")

    def _judge(self) -> None:
        self._timer.stop()
        found = python_problem(self._step)
        self.problem.setVisible(found is not None)
        self.problem.setText(self.tr("Line {0}: {1}").format(*found) if found is not None else "")


class _Frame(QWidget):
    """The edge of a field around the code."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text = _Code(self)
        self.text.setAccessibleName(name)
        self.setMinimumHeight(220)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 320)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.text.setGeometry(self.rect().adjusted(10, 8, -4, -8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        edge = "accent" if self.text.hasFocus() else "line"
        paint_surface(QPainter(self), QRectF(self.rect()), 8, colour("panel"), colour(edge))


class _Code(QPlainTextEdit):
    def __init__(self, frame: _Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.setFont(font_of("mono"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)  # the window's own undo covers it

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Tab and Return write spaces as the line before has them; Shift Tab leaves the field."""
        if e.text() == "\t":
            self.insertPlainText(_INDENT)
        elif e.text() == "\r":
            before = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            deeper = _INDENT if before.rstrip().endswith(":") else ""
            self.insertPlainText("\n" + before[: len(before) - len(before.lstrip())] + deeper)
        else:
            super().keyPressEvent(e)

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self._frame.update()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self._frame.update()
