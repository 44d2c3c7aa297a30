"""A QR code, painted dark on white in both themes: cameras want it so."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from loadstudio.gui.widgets.painting import paint_surface

_QUIET_MODULES = 4  # ISO/IEC 18004 wants so much white around it
_DARK, _LIGHT = QColor("#101828"), QColor("#FFFFFF")


class QrCode(QWidget):
    """Shows a text as a code of `side` pixels; the text is its accessible name."""

    def __init__(self, *, side: int = 168, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: tuple[bytes, ...] = ()
        self.setFixedSize(side, side)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._modules = _modules_of(text) if text else ()
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_surface(painter, QRectF(self.rect()), 8, _LIGHT)
        if not self._modules:
            return
        across = len(self._modules) + 2 * _QUIET_MODULES
        module = self.width() // across  # whole pixels: a blurred edge costs contrast
        start = (self.width() - module * len(self._modules)) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    painter.fillRect(start + column * module, start + row * module, module, module, _DARK)


def _modules_of(text: str) -> tuple[bytes, ...]:
    import segno  # noqa: PLC0415 - a twelfth of the window's start; `screens` fetches it ahead

    return tuple(bytes(row) for row in segno.make_qr(text).matrix)
