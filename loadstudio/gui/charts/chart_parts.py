"""What stands on a chart beside its lines: the legend, and the box of values at the cross line."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

_GAP = 16


class Legend(QWidget):
    """The series' colours and words in a row; `fit` uses the short words where the long ones have no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_LegendEntry] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)

    def add(self, text: str, short: str, token: str) -> None:
        """Append a series."""
        entry = _LegendEntry(text, short, token)
        self._entries.append(entry)
        self._row.addWidget(entry)

    def rename(self, number: int, text: str, short: str) -> None:
        """Change the words of a series; `fit` afterwards."""
        self._entries[number].rename(text, short)

    def fit(self, room: float) -> None:
        """Use the words that fit into so many pixels."""
        needed = sum(entry.long_width() + _GAP for entry in self._entries)
        for entry in self._entries:
            entry.shorten(short=needed > room)


class _LegendEntry(QWidget):
    """A short line in the series' colour and its word."""

    def __init__(self, text: str, short: str, token: str) -> None:
        super().__init__()
        self._long, self._short, self._token = text, short, token
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rename(self, text: str, short: str) -> None:
        self._long, self._short = text, short
        self._text = ""

    def long_width(self) -> int:
        return 18 + round(text_width(self._long, "second") + 0.5)

    def shorten(self, *, short: bool) -> None:
        text = self._short if short else self._long
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(18 + round(text_width(self._text, "second") + 0.5), 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() // 2 - 1, 12, 2, colour(self._token))
        paint_text(painter, QRectF(18, 0, self.width() - 18, self.height()), self._text, "second", colour("sub"))


class Readout(QWidget):
    """The box beside the cross line: the moment, and each series' value there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.time = ""
        self.rows: list[tuple[str, str, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_values(self, time: str, rows: list[tuple[str, str, str]], x: float, area: QRectF) -> None:
        """Show (text, value, token) for each series beside the line at `x`, within the area of the plot."""
        self.time, self.rows = time, rows
        width = max(text_width(text, "second") + text_width(value, "meter", tabular=True) for text, value, _ in rows)
        width = min(width, area.width() / 2 - 58)  # a note may be long
        self.resize(round(width) + 18 + 20 + 20, 30 + 18 * len(rows))
        left = x + 12 if x + 12 + self.width() <= area.right() else x - 12 - self.width()
        self.move(round(max(area.left(), left)), round(area.top()) + 6)
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_surface(painter, QRectF(self.rect()), 8, colour("raised"), colour("line"))
        paint_text(painter, QRectF(10, 5, self.width() - 20, 18), self.time, "meter", colour("text"), tabular=True)
        for number, (text, value, token) in enumerate(self.rows):
            line = QRectF(10, 23 + 18 * number, self.width() - 20, 18)
            painter.fillRect(QRectF(line.left(), line.center().y() - 1, 12, 2), colour(token))
            paint_text(painter, line.adjusted(18, 0, 0, 0), text, "second", colour("sub"))
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, line, value, "meter", colour("text"), align=right, tabular=True)
