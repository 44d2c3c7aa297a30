"""A body to read: numbered lines of 22 px in the bundled typeface, JSON in colours, values to point at, text to copy.

Only the lines in sight are painted. What a value means, and what a mark says, is decided by those who use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets import code_values
from loadstudio.gui.widgets.code_lines import CodeText, Language, Piece, first_pieces_of, prepare
from loadstudio.gui.widgets.code_ranges import CodeMark, Place, Selection, whole
from loadstudio.gui.widgets.painting import paint_surface

LINE_HEIGHT = 22
_PAD = 4


class CodeView(QAbstractScrollArea):
    """Shows a text. `value_clicked(line, column, text)` tells of a JSON value that was clicked, without its quotes.

    Where `pointing` is on, the arrow keys go from value to value and Enter is a click. The mouse or Shift with the keys
    select as everywhere; Ctrl C copies, Ctrl A selects all.
    """

    value_clicked = Signal(int, int, str)
    focus_ring_radius = 6

    def __init__(self, *, name: str, numbered: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = CodeText(lines=(), language="text", is_cut=False)
        self._left = 0.0
        self._marks: tuple[CodeMark, ...] = ()
        self._numbered = numbered
        self._hovered: tuple[int, Piece] | None = None
        self._selection = Selection()
        self.pointing = False
        self._metrics = QFontMetricsF(font_of("mono"))
        self._across = self._metrics.horizontalAdvance("0")  # of all ASCII: a long line is not measured for each piece
        self._base = (LINE_HEIGHT - self._metrics.height()) / 2 + self._metrics.ascent()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(LINE_HEIGHT)
        self.horizontalScrollBar().setSingleStep(24)

    def set_text(self, text: str, language: Language = "text", *, whole: bool = False) -> None:
        """Show a text from its beginning: at most its first 200,000 characters, unless `whole`."""
        self.show_prepared(prepare(text, language, whole=whole))

    def show_prepared(self, text: CodeText) -> None:
        """Show a text that was prepared elsewhere (`code_lines.prepare`), from its beginning."""
        self._text = text
        self._left = self._gutter()
        self._marks, self._hovered, self._selection = (), None, Selection()
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    def set_lines(self, lines: Sequence[str], *, widest: str = "") -> None:
        """Show lines that were made elsewhere, from their beginning, with room for the `widest` of another view."""
        longest = max((*lines, widest), key=len)
        self.show_prepared(CodeText(lines=tuple(lines), language="text", is_cut=False, longest=longest))

    def set_marks(self, marks: Sequence[CodeMark]) -> None:
        """Tint ranges of the text."""
        self._marks = tuple(marks)
        self.viewport().update()

    @property
    def lines(self) -> tuple[str, ...]:
        return self._text.lines

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of the text is shown."""
        return self._text.is_cut

    def show_line(self, line: int) -> None:
        """Scroll until a line is in sight."""
        top = line * LINE_HEIGHT
        bar = self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.viewport().height() - LINE_HEIGHT:
            bar.setValue(top - self.viewport().height() // 3)

    def selected_text(self) -> str:
        """Return what is selected."""
        return self._selection.text(self.lines)

    # Geometry

    def _gutter(self) -> float:
        return self._across * max(2, len(str(len(self.lines)))) + 16 if self._numbered else 0.0

    def _measure(self) -> None:
        width = self._left + self._metrics.horizontalAdvance(self._text.longest) + 16
        room = self.viewport().size()
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setRange(0, max(0, len(self.lines) * LINE_HEIGHT + 2 * _PAD - room.height()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.horizontalScrollBar().setRange(0, max(0, round(width) - room.width()))

    def _x_of(self, line: str, column: int) -> float:
        before = line[:column]
        across = len(before) * self._across if before.isascii() else self._metrics.horizontalAdvance(before)
        return self._left - self.horizontalScrollBar().value() + across

    def _place_at(self, point: QPointF) -> Place:
        if not self.lines:
            return 0, 0
        row = int((point.y() - _PAD + self.verticalScrollBar().value()) // LINE_HEIGHT)
        number = min(len(self.lines) - 1, max(0, row))
        line = self.lines[number]
        guess = round((point.x() - self._x_of(line, 0)) / self._across)
        return number, min(len(line), max(0, guess))

    def _value_at(self, point: QPointF) -> tuple[int, Piece] | None:
        row = int((point.y() - _PAD + self.verticalScrollBar().value()) // LINE_HEIGHT)
        if not 0 <= row < len(self.lines):
            return None
        line = self.lines[row]
        for piece in first_pieces_of(line, self._text.language):
            if self._x_of(line, piece.start) > point.x():
                break
            if piece.is_value and point.x() < self._x_of(line, piece.end):
                return row, piece
        return None

    # Mouse and keys

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place = self._place_at(event.position())
            self._selection = Selection(place, place)
            self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._selection = self._selection.drawn_to(self._place_at(event.position()))
            self.viewport().update()
            return
        hovered = self._value_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.IBeamCursor)
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        value = self._value_at(event.position())
        if value is not None and not self.selected_text():
            self._click(*value)

    def _click(self, row: int, piece: Piece) -> None:
        self.value_clicked.emit(row, piece.start, self.lines[row][piece.start : piece.end].strip('"'))

    def written_at(self, line: int, column: int) -> str:
        """Return the value that begins in a column as it stands there, '' where none does."""
        return code_values.written_at(self._text, line, column)

    def number_of(self, line: int, column: int) -> int:
        """Return how many values before this one are written the same; in pages, how often its signs stand there."""
        return code_values.number_of(self._text, line, column)

    def value_rect(self, line: int, column: int) -> QRect:
        """Return where a value is seen, in the view's coordinates."""
        text = self.lines[line]
        left, right = self._x_of(text, column), self._x_of(text, column + len(self.written_at(line, column)))
        top = line * LINE_HEIGHT + _PAD - self.verticalScrollBar().value()
        return QRectF(left, top, max(8.0, right - left), LINE_HEIGHT).toRect()

    def _point_beside(self, step: int) -> None:
        """Outline the next value (1) or the one before (-1), and bring it into sight."""
        row = self._hovered[0] if self._hovered is not None else max(0, self.verticalScrollBar().value() // LINE_HEIGHT)
        column = self._hovered[1].start if self._hovered is not None else -1
        beside = code_values.beside(self._text, row, column, step)
        if beside is not None:
            self._hovered = beside
            self.show_line(beside[0])
            self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text() or "\n".join(self.lines))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selection = whole(self.lines)
            self.viewport().update()
        elif self.pointing and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._point_beside(1 if event.key() == Qt.Key.Key_Down else -1)
        elif self.pointing and self._hovered is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._click(*self._hovered)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(font_of("mono"))
        first = max(0, (self.verticalScrollBar().value() - _PAD) // LINE_HEIGHT)
        last = min(len(self.lines), first + self.viewport().height() // LINE_HEIGHT + 2)
        for number in range(first, last):
            top = number * LINE_HEIGHT + _PAD - self.verticalScrollBar().value()
            self._paint_line(painter, number, top)

    def _paint_line(self, painter: QPainter, number: int, top: int) -> None:
        line = self.lines[number]
        painter.save()
        painter.setClipRect(QRectF(self._left - 2, top, self.viewport().width() - self._left + 2, LINE_HEIGHT))
        for mark in self._marks:
            if mark.line == number:
                self._tint(painter, line, top, mark.start, mark.end, f"{mark.kind}_tint")
        self._paint_selection(painter, number, top)
        if self._hovered is not None and self._hovered[0] == number:
            piece = self._hovered[1]
            paint_surface(painter, self._box(line, top, piece.start, piece.end), 4, None, colour("accent"))
        self._paint_pieces(painter, line, top)
        painter.restore()
        if self._numbered:
            painter.setPen(colour("faint"))
            room = QRectF(0, top, self._left - 12, LINE_HEIGHT)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(number + 1))

    def _paint_pieces(self, painter: QPainter, line: str, top: int) -> None:
        """Paint the pieces of a line that are seen: there may be a thousand of them on a page of HTML."""
        begin, width, same_width, token = self._x_of(line, 0), self.viewport().width(), line.isascii(), ""
        for piece in first_pieces_of(line, self._text.language):
            left = begin + piece.start * self._across if same_width else self._x_of(line, piece.start)
            if left > width:
                break
            if same_width and begin + piece.end * self._across < self._left:
                continue
            if piece.token != token:
                token = piece.token
                painter.setPen(colour(token))
            text, left = self._in_sight(line[piece.start : piece.end], left)
            painter.drawText(QPointF(left, top + self._base), text)

    def _in_sight(self, text: str, left: float) -> tuple[str, float]:
        """Return what is seen of a text that begins at `left`, and where that begins: all of a long line takes long."""
        if not text.isascii():  # signs may be of any width
            return text, left
        first = max(0, int((self._left - left) / self._across) - 1)
        last = max(first, int((self.viewport().width() - left) / self._across) + 2)
        return text[first:last], left + first * self._across

    def _tint(self, painter: QPainter, line: str, top: int, start: int, end: int, token: str) -> None:  # noqa: PLR0917 - a range
        paint_surface(painter, self._box(line, top, start, end), 4, colour(token))

    def _box(self, line: str, top: int, start: int, end: int) -> QRectF:
        left, right = self._x_of(line, start), self._x_of(line, end)
        return QRectF(left - 2, top + 2, right - left + 4, LINE_HEIGHT - 4)

    def _paint_selection(self, painter: QPainter, number: int, top: int) -> None:
        line = self.lines[number]
        selected = self._selection.within(number, line)
        if selected is not None:
            start, end, goes_on = selected
            left, right = self._x_of(line, start), self._x_of(line, end) + (6 if goes_on else 0)
            painter.fillRect(QRectF(left, top, right - left, LINE_HEIGHT), colour("accent", 0.25))
