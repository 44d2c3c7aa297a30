"""The ring around the control that has the keyboard: 3 px of accent at 18 % outside it and an accent edge of 1 px.

One transparent widget in each window draws it above everything, so that no layout has to keep room for it. A control
asks for the ring by a class attribute `focus_ring_radius`. It is shown when the keyboard moved the focus; with
`focus_ring_always` after a click too (fields). A control
that is larger than what it shows tells the place by a method `focus_ring_rect() -> QRect`.
"""

from __future__ import annotations

from typing import Protocol, override, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from loadstudio.gui.theme import colour

WIDTH = 3
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange})


@runtime_checkable
class _SaysWhere(Protocol):
    def focus_ring_rect(self) -> QRect: ...


class FocusRing(QObject):
    """Follows the keyboard focus of an application and keeps the ring around the control that has it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focus-ring")
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._overlay: _Overlay | None = None
        self._by_key = False
        self._window: QWindow | None = None
        app.focusChanged.connect(self._focus_changed)
        app.focusWindowChanged.connect(self._window_changed)
        self._window_changed(app.focusWindow())

    def _window_changed(self, window: QWindow | None) -> None:
        # A window gets keys and clicks before its widgets do: so it is known what moved the focus.
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._window_gone)
        self._window = window
        self._by_key = False
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._window_gone)

    def _window_gone(self) -> None:
        self._window = None

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or not hasattr(now, "focus_ring_radius"):
            return
        if self._by_key or getattr(now, "focus_ring_always", False):
            self._enter(now)

    def _enter(self, target: QWidget) -> None:
        self._target = target
        self._overlay = _overlay_of(target.window())
        self._overlay.set_radius(int(getattr(target, "focus_ring_radius", 8)))
        step: QWidget | None = target
        while step is not None and step is not target.window():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):  # it may have gone before its focus did
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if self._overlay is not None:
            if isValid(self._overlay):  # its window may have gone and taken it along
                self._overlay.hide()
            self._overlay = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
                self._by_key = True
            elif event.type() == QEvent.Type.MouseButtonPress:
                self._by_key = False
        elif event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        if self._target is not None and self._overlay is not None:
            self._overlay.surround(self._target)


def _overlay_of(window: QWidget) -> _Overlay:
    present = window.findChild(_Overlay, "focus-ring", Qt.FindChildOption.FindDirectChildrenOnly)
    return present if isinstance(present, _Overlay) else _Overlay(window)


class _Overlay(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus-ring")
        self._radius = 8
        self._inner = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_radius(self, radius: int) -> None:
        self._radius = radius

    def surround(self, target: QWidget) -> None:
        window = target.window()
        own = target.focus_ring_rect() if isinstance(target, _SaysWhere) else target.rect()
        inner = own.translated(target.mapTo(window, QPoint(0, 0)))
        outer = inner.adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        visible = outer & _seen_part(target, window)
        if visible.isEmpty() or not target.isVisible():
            self.hide()
            return
        self._inner = inner.translated(-visible.topLeft())
        self.setGeometry(visible)
        self.raise_()
        self.show()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self._inner)
        ring = QPainterPath()
        ring.setFillRule(Qt.FillRule.OddEvenFill)
        ring.addRoundedRect(inner.adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH), self._radius + WIDTH, self._radius + WIDTH)
        ring.addRoundedRect(inner, self._radius, self._radius)
        painter.fillPath(ring, colour("accent", 0.18))
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), self._radius - 0.5, self._radius - 0.5)


def _seen_part(target: QWidget, window: QWidget) -> QRect:
    seen = window.rect()
    step = target.parentWidget()
    while step is not None and step is not window:
        parent = step.parentWidget()
        if isinstance(parent, QScrollArea) and parent.viewport() is step:
            seen &= QRect(step.mapTo(window, QPoint(0, 0)), step.size())
        step = parent
    return seen


def install_focus_ring(app: QApplication) -> FocusRing:
    """Give the application its focus ring; a second call returns the first one's."""
    present = app.findChild(FocusRing, "focus-ring")
    return present if isinstance(present, FocusRing) else FocusRing(app)
