"""Rows of a card that are no table: hosts with switches, limits, errors, what was typed; and the rows of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import override

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from loadstudio.gui.fonts import FontStyle
from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface


class IconView(QWidget):
    """An icon by itself, in a token's colour."""

    def __init__(self, name: str, token: str = "sub", size: int = 16, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, 0, 0, self.width(), colour(self._token))


class CutLine(Label):
    """One line that ends with an ellipsis where it does not fit; all of it is in the tooltip then."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.sizeHint().width() <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(colour(str(self.property("tone"))))
        room = QRectF(self.rect())
        for words, bold in _runs(self.text()):
            font = self.font()
            if bold:
                font.setBold(True)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            room.setLeft(room.left() + metrics.horizontalAdvance(words))
            if shown != words:
                return

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.sizeHint().width() > self.width():
            QToolTip.showText(QCursor.pos(), self.text(), self)
            return True
        return super().event(event)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a text, and whether they are bold: in rich text those between `<b>` and `</b>` are."""
    if "</" not in text:
        yield text, False
        return
    for number, words in enumerate(re.split(r"</?b>", text)):
        if words:
            yield unescape(words), number % 2 == 1


class ListRow(QWidget):
    """A leading widget, a title with a second line under it, trailing widgets. `clicked` comes from rows made
    clickable.

    `height` is 44, with two lines 50 (hosts) or 60 (sentences); a clickable row answers Enter and Space too. With
    `wrap` the title goes on in the next line where it does not fit, and the row grows.
    """

    clicked = Signal()
    focus_ring_radius = 8

    def __init__(
        self,
        title: str,
        second: str = "",
        *,
        leading: QWidget | None = None,
        style: FontStyle = "name",
        tone: str = "text",
        height: int = 0,
        wrap: bool = False,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clickable = clickable
        self._hovered = False
        self._first = True
        tall = height or (50 if second else 44)
        if wrap:
            self.setMinimumHeight(tall)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        else:
            self.setFixedHeight(tall)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title: Label = Label(title, style, tone, wrap=True) if wrap else CutLine(title, style, tone)
        self.title.setMinimumWidth(1)  # 0 would mean: as wide as its words
        self.second: Label = CutLine(second, "second", "sub")
        self.second.setMinimumWidth(1)
        if not second:  # never setVisible(True) here: without a parent it would flash up as a window
            self.second.hide()
        self.setAccessibleName(f"{title}, {second}" if second else title)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.second)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        if leading is not None:
            self._row.addWidget(leading, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def add_trailing(self, widget: QWidget) -> None:
        """Append a widget at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_texts(self, title: str, second: str = "") -> None:
        """Change both lines; the height stays."""
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.setAccessibleName(f"{title}, {second}" if second else title)

    def set_first(self, first: bool) -> None:
        """A row that is not the first in its list has a rule above it."""
        self._first = first
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._clickable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._clickable and self._hovered:
            paint_surface(painter, QRectF(self.rect()).adjusted(0, 1, 0, 0), 8, colour("hover"))
        if not self._first:
            painter.fillRect(0, 0, self.width(), 1, colour("soft"))


class RowList(QWidget):
    """Rows under each other with a soft rule between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[ListRow] = []

    @property
    def rows(self) -> tuple[ListRow, ...]:
        return tuple(self._rows)

    def add(self, row: ListRow) -> None:
        """Append a row."""
        row.set_first(not self._rows)
        self._rows.append(row)
        self._column.addWidget(row)

    def clear(self) -> None:
        """Take all rows away."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()


class FormRow(QWidget):
    """A word at the left, a field at the right that takes the room; `hint` is a second line under the field."""

    def __init__(
        self, label: str, field: QWidget, *, hint: str = "", label_width: int = 120, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._label = Label(label, "text", "sub")
        self._label.setFixedWidth(label_width)
        self._label.setBuddy(field)
        self.hint = Label(hint, "second", "sub", wrap=True)
        if not hint:
            self.hint.hide()
        right = QVBoxLayout()
        right.setSpacing(4)
        if field.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            right.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            right.addWidget(field)
        right.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._label.setFixedHeight(max(20, field.sizeHint().height(), field.minimumHeight()))
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)


class FooterLine(QWidget):
    """The last line of a screen or card, 12 px: an icon and what is safe or saved."""

    def __init__(self, text: str = "", icon: str = "", token: str = "sub", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._token = icon, token
        self._label = Label(text, "second", "sub", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24 if icon else 0, 0, 0, 0)
        row.addWidget(self._label)
        row.addStretch(1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            paint_icon(QPainter(self), self._icon, 0, (self.height() - 16) / 2, 16, colour(self._token))
