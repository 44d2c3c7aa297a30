"""One side of two texts that stand beside each other: what differs tinted and signed, grey where this side has none.

What corresponds is decided by those who use it. Two views that are `tied` scroll together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, override

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.code_lines import Language, first_pieces_of
from loadstudio.gui.widgets.code_view import LINE_HEIGHT, CodeView
from loadstudio.gui.widgets.painting import BadgeKind, paint_surface

SIGN_ROOM = 16
"""Left of the text, for signs."""


class ShownLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row of one side. `marks` are the columns from start to end that differ, tinted as `tone`; `sign` stands before
    them (≠ + −). A `title` begins a section, a `gap` is a row that this side lacks (its `text` says so, in the first of
    a block), a `note` is said between the rows; a `faint` line is greyed.
    """

    text: str = ""
    kind: Literal["line", "title", "gap", "note"] = "line"
    language: Language = "text"
    marks: tuple[tuple[int, int], ...] = ()
    tone: BadgeKind = "neutral"
    sign: str = ""
    faint: bool = False


class ComparedView(CodeView):
    """Shows rows, their text 16 px from the left: signs stand before it. All views that are tied get the same number
    of rows.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, numbered=False, parent=parent)
        self._rows: tuple[ShownLine, ...] = ()

    def show_rows(self, rows: Sequence[ShownLine], *, widest: str = "") -> None:
        """Show rows from their beginning. `widest` is the longest line of all that are tied, so that they scroll
        alike.
        """
        self._rows = tuple(rows)
        self.set_lines([row.text if row.kind == "line" else "" for row in rows], widest=widest)

    @property
    def rows(self) -> tuple[ShownLine, ...]:
        return self._rows

    def tie(self, other: ComparedView) -> None:
        """Scroll together with another view from now on."""
        for mine, its in (
            (self.verticalScrollBar(), other.verticalScrollBar()),
            (self.horizontalScrollBar(), other.horizontalScrollBar()),
        ):
            mine.valueChanged.connect(its.setValue)
            its.valueChanged.connect(mine.setValue)

    @override
    def _gutter(self) -> float:
        return SIGN_ROOM

    @override
    def _paint_line(self, painter: QPainter, number: int, top: int) -> None:
        row = self._rows[number]
        room = QRectF(SIGN_ROOM, top, self.viewport().width() - SIGN_ROOM, LINE_HEIGHT)
        match row.kind:
            case "title":
                painter.setFont(font_of("column"))
                painter.setPen(colour("sub"))
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.text)
                painter.setFont(font_of("mono"))
            case "gap":
                self._paint_gap(painter, number, top, row)
            case "note":
                painter.setPen(colour("sub"))
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.text)
            case _:
                self._paint_text(painter, number, top, row)

    def _paint_gap(self, painter: QPainter, number: int, top: int, row: ShownLine) -> None:
        """Paint a piece of a grey block; only its first and last rows have round corners."""
        first = bool(row.text)
        following = self._rows[number + 1] if number + 1 < len(self._rows) else None
        last = following is None or following.kind != "gap" or bool(following.text)
        box = QRectF(SIGN_ROOM - 6, top, self.viewport().width() - SIGN_ROOM + 4, LINE_HEIGHT)
        painter.save()
        painter.setClipRect(box)
        paint_surface(painter, box.adjusted(0, 1 if first else -8, 0, -1 if last else 8), 6, colour("soft"))
        painter.restore()
        painter.setPen(colour("sub"))
        painter.drawText(box.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.text)

    def _paint_text(self, painter: QPainter, number: int, top: int, row: ShownLine) -> None:
        if row.sign:
            painter.setPen(colour(row.tone))
            painter.drawText(QRectF(0, top, SIGN_ROOM - 4, LINE_HEIGHT), Qt.AlignmentFlag.AlignCenter, row.sign)
        painter.save()
        painter.setClipRect(QRectF(SIGN_ROOM - 4, top, self.viewport().width() - SIGN_ROOM + 4, LINE_HEIGHT))
        for start, end in row.marks:
            self._tint(painter, row.text, top, start, end, f"{row.tone}_tint")
        self._paint_selection(painter, number, top)
        for piece in first_pieces_of(row.text, row.language):
            if self._x_of(row.text, piece.start) > self.viewport().width():
                break
            token = "faint" if row.faint else piece.token
            self._paint_piece(painter, row.text, top, piece.start, piece.end, token)
        for start, end in row.marks:
            self._paint_piece(painter, row.text, top, start, end, row.tone, clipped=True)
        painter.restore()

    def _paint_piece(  # noqa: PLR0917 - a range of a line
        self, painter: QPainter, line: str, top: int, start: int, end: int, token: str, *, clipped: bool = False
    ) -> None:
        left = self._x_of(line, start)
        if clipped:  # over the colour that the piece had before
            width = self._x_of(line, end) - left
            paint_surface(painter, QRectF(left, top + 2, width, LINE_HEIGHT - 4), 2, colour(f"{token}_tint"))
        painter.setPen(colour(token))
        painter.drawText(QRectF(left, top, 100_000, LINE_HEIGHT), Qt.AlignmentFlag.AlignVCenter, line[start:end])
