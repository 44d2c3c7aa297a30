"""Title and note of a run, read as text and changed where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.results.caption import Caption, caption

_HEIGHT = 30
INSET = 12
"""The room within a field before its text: the row stands so much farther out than what it is to be in line with."""
_LINES = 4


class CaptionRow(QWidget):
    """`changed(run folder, before, after)` when the person is done with a field: on Enter, or when the focus leaves.

    Esc takes back what was typed. In the note Enter begins a line and Ctrl+Enter is done.
    """

    changed = Signal(object, object, object)
    left = Signal()
    """The person is done by the keyboard: where to go on is not known here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._caption = Caption()
        self.title = _TitleField(self.tr("Title of the run"), self.tr("Give this run a title"))
        self.note = _NoteField(self.tr("Note about the run"), self.tr("Write a note: what was new, what to look at"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 3, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for field in (self.title, self.note):
            field.finished.connect(self._tell)
            field.left.connect(self.left)

    def show_caption(self, path: Path, shown: Caption) -> None:
        """Show what is written about a run; a field of the same run that is being typed into is left alone."""
        same = path == self._path
        if not same:
            self._tell()
        self._path, self._caption = path, shown
        if not (same and self.title.hasFocus()):
            self.title.put(shown.title)
        if not (same and self.note.hasFocus()):
            self.note.put(shown.note)

    def _tell(self) -> None:
        after = caption(self.title.text(), self.note.toPlainText())
        before = self._caption
        if self._path is not None and after != before:
            self._caption = after
            self.changed.emit(self._path, before, after)


class _TitleField(QLineEdit):
    """A line that looks like text until it is pointed at."""

    focus_ring_radius = 8
    focus_ring_always = True
    finished = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font_of("strong"))
        self.setFixedHeight(_HEIGHT)
        self.setFrame(False)
        self.setTextMargins(INSET - 2, 0, 9, 0)
        self.editingFinished.connect(self.finished)
        self.returnPressed.connect(self.left)

    def put(self, text: str) -> None:
        self._kept = text
        if text != self.text():
            self.setText(text)
        self.setCursorPosition(0)
        self.setToolTip(text)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.left.emit()
            return
        super().keyPressEvent(arg__1)

    @override
    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(arg__1)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_quiet(self, painter)
        painter.end()
        super().paintEvent(arg__1)


class _NoteField(QPlainTextEdit):
    """Some lines that look like text until they are pointed at; as high as what stands in it, up to four lines."""

    focus_ring_radius = 8
    focus_ring_always = True
    finished = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font_of("text"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(INSET, 6, INSET, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def put(self, text: str) -> None:
        self._kept = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def _fit(self) -> None:
        lines = min(_LINES, max(1, round(self.document().size().height())))  # a plain text's size counts lines
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _HEIGHT - self.fontMetrics().lineSpacing())

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._kept)
            self.left.emit()
        elif e.matches(QKeySequence.StandardKey.InsertLineSeparator) or (
            e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and e.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(e)

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        elif e.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            _paint_quiet(self, painter)
            painter.end()
        return super().event(e)


def _paint_quiet(field: QWidget, painter: QPainter) -> None:
    """Paint the surface of a field that has one only while it is pointed at or typed into."""
    if field.hasFocus():
        paint_surface(painter, QRectF(field.rect()), 8, colour("panel"), colour("accent"))
    elif field.underMouse():
        paint_surface(painter, QRectF(field.rect()), 8, colour("hover"), colour("line"))
