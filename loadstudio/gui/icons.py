"""Icons from `resources/icons` in the colours of the theme.

Each icon is drawn when it is painted, in the token's colour of that moment and at the screen's resolution; so an
icon on a button follows a change of theme by itself.
"""

from __future__ import annotations

from functools import cache
from typing import override

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from loadstudio.base.resources import resource_path
from loadstudio.gui.theme import colour


@cache
def _source(name: str) -> str:
    path = resource_path(f"icons/{name}.svg")
    if not path.is_file():
        raise KeyError(f"There is no icon '{name}'.")
    return path.read_text(encoding="utf-8")


def icon_pixmap(name: str, tint: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` logical pixels in one colour, rendered for a device pixel ratio. Raises KeyError for
    an unknown name."""
    key = f"loadstudio/{name}/{tint.name(QColor.NameFormat.HexArgb)}/{size}/{ratio}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    drawing = _source(name).replace("currentColor", tint.name())
    if size <= 12:  # thinner than a pixel would look pale beside the bold words of a badge
        drawing = drawing.replace('stroke-width="1.8"', 'stroke-width="2.6"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(tint.alphaF())
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def paint_icon(painter: QPainter, name: str, x: float, y: float, size: int, tint: QColor) -> None:  # noqa: PLR0917 - like Qt's draw functions
    """Paint an icon with its upper left corner at (x, y), in logical pixels."""
    ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
    painter.drawPixmap(QPoint(round(x), round(y)), icon_pixmap(name, tint, size, ratio))


class ThemedIconEngine(QIconEngine):
    """Draws one icon in the colour that its token has at the moment of painting."""

    def __init__(self, name: str, token: str, size: int) -> None:
        super().__init__()
        _source(name)  # an unknown name is an error where the icon is asked for, not at some later paint
        self._name = name
        self._token = token
        self._size = size

    @override
    def clone(self) -> QIconEngine:
        return ThemedIconEngine(self._name, self._token, self._size)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        tint = colour("faint") if mode == QIcon.Mode.Disabled else colour(self._token)
        x = rect.x() + (rect.width() - side) / 2
        y = rect.y() + (rect.height() - side) / 2
        paint_icon(painter, self._name, x, y, side, tint)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        tint = colour("faint") if mode == QIcon.Mode.Disabled else colour(self._token)
        return icon_pixmap(self._name, tint, min(size.width(), size.height()))


def icon(name: str, token: str = "sub", size: int = 16) -> QIcon:
    """Return an icon in a token's colour that follows the theme. Raises KeyError for an unknown name."""
    return QIcon(ThemedIconEngine(name, token, size))


def mark_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the program's mark in its own colours."""
    return icon_pixmap("mark", QColor("#FFFFFF"), size, ratio)


def app_icon() -> QIcon:
    """Return the icon of the program's windows."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(icon_pixmap("app", QColor("#FFFFFF"), size))
    return result
