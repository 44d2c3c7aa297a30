"""What the mouse does on a chart, told as what the person wants: look at a moment, at a stretch, further, all."""

from __future__ import annotations

import math
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent

from loadstudio.gui.charts.plot_surface import PlotSurface

ZOOM = 0.75
_NOTCH = 120
_LEAST_DRAG_PX = 6
_PAN_SHARE = 0.15


class Gestures(QObject):
    """`hovered(s)` tells the moment under the mouse, NaN when it left. Drawing over a stretch tells `chosen(from, to)`
    in seconds; the wheel `zoomed(factor, at s)`; the wheel or a drag with Shift, or the middle button, `panned(by s)`;
    a double click `all_wanted`. `pressed` comes with each press.
    """

    hovered = Signal(float)
    chosen = Signal(float, float)
    zoomed = Signal(float, float)
    panned = Signal(float)
    all_wanted = Signal()
    pressed = Signal()

    def __init__(self, plot: PlotSurface) -> None:
        super().__init__(plot)
        self._plot = plot
        self._from_x: float | None = None
        self._pan_x: float | None = None
        plot.viewport().setMouseTracking(True)
        plot.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if event.type() == QEvent.Type.Leave:
            self.hovered.emit(math.nan)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, x = event.type(), event.position().x()
        if kind == QEvent.Type.MouseMove:
            self._move(event, x)
            return False
        if kind == QEvent.Type.MouseButtonDblClick:
            self._from_x = self._pan_x = None
            self.all_wanted.emit()
        elif kind == QEvent.Type.MouseButtonPress:
            self.pressed.emit()
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.button() == Qt.MouseButton.MiddleButton or shifted:
                self._pan_x = x
            elif event.button() == Qt.MouseButton.LeftButton and self._plot.plot_rect().contains(event.position()):
                self._from_x = x
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(x)
        return True

    def _move(self, event: QMouseEvent, x: float) -> None:
        at_s = self._plot.moment_at(x)
        if self._pan_x is not None:
            self.panned.emit(self._plot.moment_at(self._pan_x) - at_s)
            self._pan_x = x
        elif self._from_x is not None:
            self._plot.set_band(self._from_x, x)
        inside = self._plot.plot_rect().contains(event.position())
        self.hovered.emit(self._plot.moment_at(x) if inside else math.nan)

    def _release(self, x: float) -> None:
        from_x, self._from_x, self._pan_x = self._from_x, None, None
        self._plot.set_band(None)
        if from_x is not None and abs(x - from_x) >= _LEAST_DRAG_PX:
            first, last = sorted((self._plot.moment_at(from_x), self._plot.moment_at(x)))
            self.chosen.emit(first, last)

    def _wheel(self, event: QWheelEvent) -> bool:
        notches = event.angleDelta().y() / _NOTCH
        sideways = event.angleDelta().x() / _NOTCH  # Shift or Alt with the wheel, or a touch pad
        (start, end), _ = self._plot.box.viewRange()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways, notches = sideways + notches, 0.0
        if sideways:
            self.panned.emit(-sideways * _PAN_SHARE * (end - start))
        if notches:
            self.zoomed.emit(ZOOM**notches, self._plot.moment_at(event.position().x()))
        return True
