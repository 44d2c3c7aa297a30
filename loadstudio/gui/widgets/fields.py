"""Fields into which one types: text, numbers with a unit, durations; and the choice from a list.

All share the look of a field: 36 px high, an edge of one pixel that turns accent with the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from loadstudio.base.errors import UsageError
from loadstudio.gui.fonts import font_of
from loadstudio.gui.icons import paint_icon
from loadstudio.gui.language import number, told
from loadstudio.gui.theme import colour
from loadstudio.gui.units import typed_duration_s
from loadstudio.gui.widgets.painting import paint_surface, paint_text, text_width

HEIGHT = 36


def _paint_field(widget: QWidget, painter: QPainter, *, wrong: bool = False) -> None:
    edge = "bad" if wrong else "accent" if widget.hasFocus() else "line"
    fill = "panel" if widget.isEnabled() else "bg"
    paint_surface(painter, QRectF(widget.rect()), 8, colour(fill), colour(edge))


class TextField(QLineEdit):
    """A line of text with an optional leading icon; `height` is 36 unless told otherwise (48 on the start screen).

    Emits QLineEdit's own signals: `textEdited` while the person types, `returnPressed`, `editingFinished`.
    """

    focus_ring_radius = 8
    focus_ring_always = True

    def __init__(
        self,
        text: str = "",
        *,
        name: str,
        placeholder: str = "",
        icon: str = "",
        height: int = HEIGHT,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._wrong = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(font_of("large" if height >= 44 else "text", tabular=tabular))
        self.setFixedHeight(height)
        self.setFrame(False)
        self.setTextMargins((38 if icon else 11) - 2, 0, 9, 0)

    def set_wrong(self, wrong: bool, why: str = "") -> None:
        """Mark what is typed as wrong (edge in `bad`); `why` is shown as a tooltip and must be said in words nearby
        too."""
        self._wrong = wrong
        self.setToolTip(why if wrong else "")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_field(self, painter, wrong=self._wrong)
        if self._icon_name:
            paint_icon(painter, self._icon_name, 12, (self.height() - 16) / 2, 16, colour("sub"))
        painter.end()
        super().paintEvent(event)


class NumberField(QDoubleSpinBox):
    """A number with its unit, typed or changed with the arrow keys. `valueChanged(float)` is Qt's own.

    `decimals` 0 makes whole numbers; `unit` is written behind the number, such as ` ms` or ` people`.
    """

    focus_ring_radius = 8
    focus_ring_always = True

    def __init__(
        self,
        value: float = 0,
        *,
        name: str,
        minimum: float = 0,
        maximum: float = 1_000_000,
        step: float = 1,
        decimals: int = 0,
        unit: str = "",
        height: int = HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(minimum, maximum)
        self.setSingleStep(step)
        self.setSuffix(unit)
        self.setValue(value)
        self.setGroupSeparatorShown(True)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setFixedHeight(height)
        self.setFont(font_of("name", tabular=True))
        self.lineEdit().setFont(self.font())
        self.lineEdit().setTextMargins(9, 0, 9, 0)

    @override
    def sizeHint(self) -> QSize:
        widest = text_width(f"{self.maximum():,.{self.decimals()}f}{self.suffix()}", "name", tabular=True)
        return QSize(min(200, max(88, round(widest) + 28)), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.height())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lineEdit().deselect()  # Enter and Tab select all of it: what is marked shall be where the keyboard is

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin the decimals with either sign: people type both, and Qt takes one of them for thousands."""
        if self.decimals() and event.text() in (".", ","):
            sign = self.locale().decimalPoint()
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), sign)
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the number, unless the field has the keyboard."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_field(self, painter)


class DurationField(TextField):
    """A duration as a person types it: `30s`, `5m`, `1h30m`. `changed(seconds)` is emitted when a valid one was typed.

    What is no duration leaves the value as it was and marks the field wrong.
    """

    changed = Signal(float)

    def __init__(
        self,
        seconds: float = 60,
        *,
        name: str,
        minimum_s: float = 0,
        height: int = HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, height=height, tabular=True, parent=parent)
        self._seconds = seconds
        self._minimum_s = minimum_s
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font_of("name", tabular=True))
        self.set_seconds(seconds)
        self.editingFinished.connect(self._read)
        self.textEdited.connect(lambda _text: self.set_wrong(False))

    @property
    def seconds(self) -> float:
        return self._seconds

    def set_seconds(self, seconds: float) -> None:
        """Show a duration without telling."""
        self._seconds = seconds
        self.setText(short_duration(seconds))
        self.set_wrong(False)

    def _read(self) -> None:
        try:
            seconds = typed_duration_s(self.text())
        except UsageError as problem:
            self.set_wrong(True, told(str(problem)))
            return
        seconds = max(self._minimum_s, seconds)
        changed = seconds != self._seconds
        self.set_seconds(seconds)
        if changed:
            self.changed.emit(seconds)

    @override
    def sizeHint(self) -> QSize:
        return QSize(96, self.height())


def short_duration(seconds: float) -> str:
    """Return a duration as a field shows it and reads it back: `45s`, `5m`, `1h 30m`, `2m 30s`, `0.5s`."""
    if seconds < 60 and seconds != int(seconds):
        return number(f"{seconds:g}s")
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if number]
    return " ".join(parts) or "0s"


class Select(QComboBox):
    """A choice from a list of (key, word) pairs. `chosen(key)` tells what the person chose; `quiet` has no edge."""

    chosen = Signal(str)
    focus_ring_radius = 8

    def __init__(
        self,
        items: Iterable[tuple[str, str]] = (),
        *,
        name: str,
        quiet: bool = False,
        height: int = HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self.setAccessibleName(name)
        self.setFont(font_of("name"))
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setMaxVisibleItems(12)
        self.set_items(items)
        self.currentIndexChanged.connect(self.updateGeometry)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_items(self, items: Iterable[tuple[str, str]]) -> None:
        """Change the list; the first one is chosen."""
        self.clear()
        for key, text in items:
            self.addItem(text, key)
        self.updateGeometry()

    def current(self) -> str:
        """Return the key of the chosen one, or an empty text."""
        data = self.currentData()
        return "" if data is None else str(data)

    def set_current(self, key: str) -> None:
        """Choose one without telling. Raises KeyError for an unknown key."""
        index = self.findData(key)
        if index < 0:
            raise KeyError(key)
        self.setCurrentIndex(index)

    @override
    def sizeHint(self) -> QSize:
        shown = [self.currentIndex()] if self._quiet else range(self.count())
        widest = max((text_width(self.itemText(i), "name") for i in shown), default=60.0)
        return QSize(round(widest) + 12 + 8 + 16 + 10, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.height())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page over a list must not change the choice

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._quiet:
            _paint_field(self, painter)
        elif self.underMouse():
            paint_surface(painter, QRectF(self.rect()), 8, colour("text", 0.05))
        ink = colour("faint" if not self.isEnabled() else "sub" if self._quiet else "text")
        room = QRectF(12, 0, self.width() - 12 - 34, self.height())
        paint_text(painter, room, self.currentText(), "name", ink)
        paint_icon(painter, "chevron-down", self.width() - 26, (self.height() - 14) / 2, 14, colour("sub"))


class _ChoiceDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(round(text_width(words, "name")) + 24, 32)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = QRectF(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint_surface(painter, row, 6, colour("accent_tint"))
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        paint_text(painter, row.adjusted(8, 0, -8, 0), words, "name", colour("text"))
        painter.restore()
