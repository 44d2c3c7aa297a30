"""Small shapes that several components paint alike: rounded surfaces, badges, methods, chips, text that is cut in
the middle.

Nothing here keeps state; each function paints with the colours of the theme at that moment.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from loadstudio.gui.fonts import FontStyle, font_of
from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour

BadgeKind = Literal["ok", "warn", "bad", "neutral", "accent"]

BADGE_HEIGHT = 20
_LINES_KEPT = 1024
"""Some ten screens full. A run shows new numbers each second, and each laid out text takes 2 KB."""
_OTHER_FACES = re.compile("[^\u0000-\u024f\u2010-\u2026]")  # signs that Inter may not have
_BADGE_ICON = 12
_BADGE_ICONS: dict[BadgeKind, str] = {"ok": "check", "warn": "warn", "bad": "cross", "neutral": "", "accent": ""}
_METHOD_TOKENS = {
    "GET": "accent",
    "HEAD": "accent",
    "POST": "ok",
    "PUT": "warn",
    "PATCH": "warn",
    "DELETE": "bad",
    "WS": "fifth",
}


def paint_surface(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None = None
) -> None:
    """Paint a rounded surface that fills `rect`; its edge, if any, is one pixel inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    style: FontStyle,
    tint: QColor,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    tabular: bool = False,
) -> float:
    """Paint one line of text, centred in the height of `rect`, cut to its width; return the width that it took."""
    font, metrics = _face(style, tabular)
    line = _line_of(text, style, tabular)
    if line.width > rect.width() + 0.5:
        line = _cut_line_of(text, style, tabular, elide, max(0.0, rect.width() + 0.5))
    painter.setFont(font)
    painter.setPen(tint)
    if line.drawing is None:
        painter.drawText(rect, _flags_of(align), line.text)
        return line.width
    left = rect.left() + _share_left(align) * (rect.width() - line.width)
    painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - metrics.height()) / 2), line.drawing)
    return line.width


def text_width(text: str, style: FontStyle, *, tabular: bool = False) -> float:
    """Return the width of one line of text in logical pixels."""
    return _width_of(text, style, tabular)


@lru_cache(maxsize=_LINES_KEPT)
def _width_of(text: str, style: FontStyle, tabular: bool) -> float:
    return _face(style, tabular)[1].horizontalAdvance(text)


class _Line(NamedTuple):
    """A line of text with its width, laid out where that shows the same pixels: laying out costs most of the painting
    of a table, and the same few texts are painted again and again.
    """

    text: str
    width: float
    drawing: QStaticText | None


@lru_cache(maxsize=_LINES_KEPT)
def _line_of(text: str, style: FontStyle, tabular: bool) -> _Line:
    font, width = _face(style, tabular)[0], _width_of(text, style, tabular)
    if _OTHER_FACES.search(text):  # they stand on another base line
        return _Line(text, width, None)
    drawing = QStaticText(text)
    drawing.setTextFormat(Qt.TextFormat.PlainText)
    drawing.prepare(QTransform(), font)
    return _Line(text, width, drawing)


@lru_cache(maxsize=_LINES_KEPT)
def _cut_line_of(text: str, style: FontStyle, tabular: bool, elide: Qt.TextElideMode, room: float) -> _Line:
    return _line_of(_face(style, tabular)[1].elidedText(text, elide, room), style, tabular)


@cache
def _face(style: FontStyle, tabular: bool) -> tuple[QFont, QFontMetricsF]:
    font = font_of(style, tabular=tabular)
    return font, QFontMetricsF(font)


@cache
def _share_left(align: Qt.AlignmentFlag) -> float:
    """Return which share of the room that is left stands before the text."""
    flag = Qt.AlignmentFlag
    return 1.0 if align & flag.AlignRight else 0.5 if align & flag.AlignHCenter else 0.0


@cache
def _flags_of(align: Qt.AlignmentFlag) -> int:
    return align.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


def badge_icon_of(kind: BadgeKind, icon: str | None) -> str:
    """Return the icon that a badge shows: the given one, or the usual one of its kind for None; empty means none."""
    return _BADGE_ICONS[kind] if icon is None else icon


def badge_width(text: str, kind: BadgeKind, icon: str | None = None) -> int:
    """Return the width of a badge in logical pixels."""
    side = 6 + _BADGE_ICON + 4 if badge_icon_of(kind, icon) else 8
    return round(side + text_width(text, "badge") + (10 if badge_icon_of(kind, icon) else 8))


def paint_badge(
    painter: QPainter, left: float, middle: float, text: str, kind: BadgeKind, *, icon: str | None = None
) -> float:
    """Paint a badge from `left`, centred on the height `middle`; return its width."""
    width = badge_width(text, kind, icon)
    rect = QRectF(left, round(middle - BADGE_HEIGHT / 2), width, BADGE_HEIGHT)
    paint_surface(painter, rect, BADGE_HEIGHT / 2, colour(f"{kind}_tint"))
    tint = colour("sub" if kind == "neutral" else kind)
    shown = badge_icon_of(kind, icon)
    start = rect.left() + 8
    if shown:
        paint_icon(painter, shown, rect.left() + 6, rect.top() + (BADGE_HEIGHT - _BADGE_ICON) / 2, _BADGE_ICON, tint)
        start = rect.left() + 6 + _BADGE_ICON + 4
    paint_text(painter, QRectF(start, rect.top(), rect.right() - start, rect.height()), text, "badge", tint)
    return width


def method_token(method: str) -> str:
    """Return the colour token of a request method."""
    return _METHOD_TOKENS.get(method.upper(), "sub")


def paint_method(painter: QPainter, rect: QRectF, method: str, *, off: bool = False) -> None:
    """Paint a request method in small capitals without a box."""
    tint = colour("faint" if off else method_token(method))
    paint_text(painter, rect, method.upper(), "method", tint)


def paint_chevron(painter: QPainter, centre: QPointF, *, open_: bool, token: str = "sub") -> None:
    """Paint the mark of a row that can be opened."""
    name = "chevron-down" if open_ else "chevron-right"
    paint_icon(painter, name, centre.x() - 7, centre.y() - 7, 14, colour(token))


def paint_rule(painter: QPainter, rect: QRect, token: str = "soft") -> None:
    """Paint a rule of one pixel along the bottom of `rect`."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(token))
