"""How one cell of a table or tree is painted, and the roles by which a model says what stands in it.

A model answers Qt's DisplayRole with the text and the roles below with the rest; it needs to answer only those that
differ from the usual. Which rows there are, and what they mean, is the model's business.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import Any, cast, override

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from loadstudio.gui.charts.sparkline import paint_sparkline
from loadstudio.gui.fonts import FontStyle, font_of
from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.painting import (
    BadgeKind,
    badge_width,
    paint_badge,
    paint_method,
    paint_surface,
    paint_text,
    text_width,
)

Index = QModelIndex | QPersistentModelIndex

METHOD_WIDTH = 42
_ICON_ROOM = 24
_BESIDE = 0.5
"""The most of a cell that what is said smaller behind a long text may keep."""


class CellRole(IntEnum):
    """What a model may say of a cell beside its text. The comment gives the value's type and what stands for
    nothing."""

    STYLE = Qt.ItemDataRole.UserRole + 100  # str, a style of the type scale; "text"
    TONE = Qt.ItemDataRole.UserRole + 101  # str, a colour token; "text"
    METHOD = Qt.ItemDataRole.UserRole + 102  # str, GET, POST ...; no method
    ICON = Qt.ItemDataRole.UserRole + 103  # str, an icon's name; no icon
    ICON_TONE = Qt.ItemDataRole.UserRole + 104  # str, a colour token; "sub"
    SECOND = Qt.ItemDataRole.UserRole + 105  # str, said smaller behind the text, or under it in rows of 48 px and more
    BADGE = Qt.ItemDataRole.UserRole + 106  # BadgeValue; no badge
    SPARK = Qt.ItemDataRole.UserRole + 107  # a sequence of numbers; no sparkline
    SPARK_TONE = Qt.ItemDataRole.UserRole + 108  # str, a colour token; "p50"
    TRAILING = Qt.ItemDataRole.UserRole + 109  # str, at the right end of the cell
    TRAILING_TONE = Qt.ItemDataRole.UserRole + 110  # str, a colour token; "sub"
    ADDRESS = Qt.ItemDataRole.UserRole + 111  # bool, cut in the middle; True where there is a method
    OFF = Qt.ItemDataRole.UserRole + 112  # bool, greyed; the model must say "off" in words too
    FRESH = Qt.ItemDataRole.UserRole + 113  # bool, the newest row, tinted
    SECOND_ICON = Qt.ItemDataRole.UserRole + 114  # str, an icon before the second line
    SECOND_ICON_TONE = Qt.ItemDataRole.UserRole + 115  # str, a colour token; "sub"
    MARK = Qt.ItemDataRole.UserRole + 116  # (int, int), place and length of what is marked in the text; nothing


class BadgeValue(msgspec.Struct, frozen=True):
    """A badge in a cell; `icon` None takes the kind's own."""

    text: str
    kind: BadgeKind = "neutral"
    icon: str | None = None


class CellDelegate(QStyledItemDelegate):
    """Paints cells by the roles above; `row_height` is the height of every row."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height = row_height

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self.row_height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_cell(painter, QRectF(self.content_rect(option, index)), index, right=self.is_right(index))

    def content_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:  # noqa: ARG002 - for those that override
        """Return where the content of a cell stands. Views with other paddings override it."""
        return option.rect.adjusted(8, 0, -8, 0)

    def is_right(self, index: Index) -> bool:
        """Return whether the content stands at the right of the cell, as numbers do."""
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return align is not None and bool(Qt.AlignmentFlag(int(align)) & Qt.AlignmentFlag.AlignRight)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("surface", "cell")
        read = reader(index)
        editor.setFont(font_of(_style(read)))
        editor.setAccessibleName(_text(read, Qt.ItemDataRole.DisplayRole))
        return editor

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = self.content_rect(option, index)
        lead = lead_width(index)
        editor.setGeometry(rect.adjusted(lead - 7, 2, 0, -2))


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Return whether a cell stands in a selected row."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


type _Read = Callable[[int], Any]
"""Returns what the model answers to a role, for one cell."""


def reader(index: Index) -> _Read:
    """Return what answers for a cell: the model itself, not the index nor what sorts it. A model in Python is then
    asked without a detour through Qt, which costs ten times as much, and a cell asks a dozen times.
    """
    model = index.model()
    if isinstance(model, QSortFilterProxyModel):
        index, model = model.mapToSource(index), model.sourceModel()
    return partial(model.data, index)


def _text(read: _Read, role: int) -> str:
    value = read(role)
    return value if isinstance(value, str) else ""


def _style(read: _Read) -> FontStyle:
    return cast("FontStyle", _text(read, CellRole.STYLE) or "text")


def lead_width(index: Index) -> int:
    """Return how much room icon and method take before the text."""
    read = reader(index)
    return (_ICON_ROOM if _text(read, CellRole.ICON) else 0) + (METHOD_WIDTH if _text(read, CellRole.METHOD) else 0)


def paint_cell(painter: QPainter, rect: QRectF, index: Index, *, right: bool = False) -> None:
    """Paint all that the model says of a cell into `rect`."""
    painter.save()
    read = reader(index)
    spark = read(CellRole.SPARK)
    if spark is not None:
        token = _text(read, CellRole.SPARK_TONE) or "p50"
        paint_sparkline(painter, rect.adjusted(0, 7, 0, -7), spark, token)
        painter.restore()
        return
    rect = _paint_trailing(painter, rect, read)
    if right:
        _paint_right(painter, rect, read)
    else:
        _paint_left(painter, rect, read)
    painter.restore()


def _tone(read: _Read, fallback: str = "text") -> str:
    return "faint" if read(CellRole.OFF) else _text(read, CellRole.TONE) or fallback


def _paint_trailing(painter: QPainter, rect: QRectF, read: _Read) -> QRectF:
    trailing = _text(read, CellRole.TRAILING)
    if not trailing:
        return rect
    token = _text(read, CellRole.TRAILING_TONE) or "sub"
    align = Qt.AlignmentFlag.AlignRight
    width = paint_text(painter, rect, trailing, "text", colour(token), align=align, tabular=True)
    return rect.adjusted(0, 0, -width - 12, 0)


def _paint_right(painter: QPainter, rect: QRectF, read: _Read) -> None:
    badge = read(CellRole.BADGE)
    if isinstance(badge, BadgeValue):
        width = badge_width(badge.text, badge.kind, badge.icon)
        paint_badge(painter, rect.right() - width, rect.center().y(), badge.text, badge.kind, icon=badge.icon)
        return
    style = _style(read)
    second = _text(read, CellRole.SECOND)
    if second and rect.height() >= 48:
        line = QRectF(rect.left(), rect.center().y() + 1, rect.width(), 18)
        end = Qt.AlignmentFlag.AlignRight
        paint_text(painter, line, second, "second", colour("sub"), align=end, tabular=True)
        rect = QRectF(rect.left(), rect.center().y() - 20, rect.width(), 20)
    paint_text(
        painter,
        rect,
        _text(read, Qt.ItemDataRole.DisplayRole),
        style,
        colour(_tone(read)),
        align=Qt.AlignmentFlag.AlignRight,
        tabular=True,
    )


def _paint_left(painter: QPainter, rect: QRectF, read: _Read) -> None:
    off = bool(read(CellRole.OFF))
    left = rect.left()
    icon, method = _text(read, CellRole.ICON), _text(read, CellRole.METHOD)
    if icon:
        tint = colour("faint" if off else _text(read, CellRole.ICON_TONE) or "sub")
        paint_icon(painter, icon, left, rect.center().y() - 7.5, 16, tint)
        left += _ICON_ROOM
    if method:
        paint_method(painter, QRectF(left, rect.top(), METHOD_WIDTH - 4, rect.height()), method, off=off)
        left += METHOD_WIDTH
    room = QRectF(left, rect.top(), max(0.0, rect.right() - left), rect.height())
    second = _text(read, CellRole.SECOND)
    if second and rect.height() >= 48:
        _paint_second_line(painter, room, read, second)
        room = QRectF(room.left(), room.center().y() - 20, room.width(), 20)
        second = ""
    badge = read(CellRole.BADGE)
    is_address = bool(method) or bool(read(CellRole.ADDRESS))
    beside = min(text_width(second, "second") + 10, room.width() * _BESIDE) if second else 0.0
    taken = _paint_main_text(painter, room, read, address=is_address, beside=beside)
    room.setLeft(room.left() + taken + (10 if taken else 0))
    if second and room.width() > 24:
        free = room.adjusted(0, 0, -_badge_room(badge), 0)
        room.setLeft(room.left() + 10 + paint_text(painter, free, second, "second", colour("sub")))
    if isinstance(badge, BadgeValue):
        paint_badge(painter, room.left(), rect.center().y(), badge.text, badge.kind, icon=badge.icon)


def _badge_room(badge: object) -> float:
    return badge_width(badge.text, badge.kind, badge.icon) + 10 if isinstance(badge, BadgeValue) else 0.0


def _paint_main_text(painter: QPainter, room: QRectF, read: _Read, *, address: bool, beside: float) -> float:
    words = _text(read, Qt.ItemDataRole.DisplayRole)
    if not words:
        return 0.0
    style = _style(read)
    reserved = _badge_room(read(CellRole.BADGE)) + beside
    elide = Qt.TextElideMode.ElideMiddle if address else Qt.TextElideMode.ElideRight
    tint = colour(_tone(read))
    room = room.adjusted(0, 0, -reserved, 0)
    mark = read(CellRole.MARK)
    if isinstance(mark, tuple):
        return _paint_marked(painter, room, read, mark)
    return paint_text(painter, room, words, style, tint, elide=elide)


def _paint_marked(painter: QPainter, room: QRectF, read: _Read, mark: tuple[int, int]) -> float:
    words, style, tint = _text(read, Qt.ItemDataRole.DisplayRole), _style(read), colour(_tone(read))
    start, end = mark[0], mark[0] + mark[1]
    left = room.left()
    for text, is_marked in ((words[:start], False), (words[start:end], True), (words[end:], False)):
        rest = QRectF(left, room.top(), max(0.0, room.right() - left), room.height())
        if not text or rest.width() <= 0:
            continue
        if is_marked:
            width = min(rest.width(), text_width(text, style))
            paint_surface(painter, QRectF(left - 1, room.center().y() - 9, width + 2, 19), 4, colour("warn_tint"))
        left += paint_text(painter, rest, text, style, colour("text") if is_marked else tint)
    return left - room.left()


def _paint_second_line(painter: QPainter, room: QRectF, read: _Read, second: str) -> None:
    line = QRectF(room.left(), room.center().y() + 1, room.width(), 18)
    icon = _text(read, CellRole.SECOND_ICON)
    if icon:
        paint_icon(
            painter, icon, line.left(), line.top() + 2, 14, colour(_text(read, CellRole.SECOND_ICON_TONE) or "sub")
        )
        line.setLeft(line.left() + 20)
    paint_text(painter, line, second, "second", colour("sub"))
