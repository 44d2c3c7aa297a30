"""The strip that says whether this computer keeps up, with its meters and, in trouble, the button that helps."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind, paint_surface
from loadstudio.gui.widgets.progress import ProgressBar

_ICONS: dict[BadgeKind, str] = {"ok": "check", "warn": "warn", "bad": "cross", "neutral": "clock", "accent": "info"}


class HealthStrip(QWidget):
    """`set_verdict` says it in a sentence, `add_meter` and `set_meter` show what it rests on; `acted` is its button,
    `why_asked` the one that asks for reasons.
    """

    acted = Signal()
    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: BadgeKind = "neutral"
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence = Label("", "name")
        self._sentence.setMinimumWidth(0)
        self._button = Button("", "secondary", height=28)
        self._button.clicked.connect(self.acted)
        self._button.hide()
        self.why_button = Button(self.tr("Why?"), "link", height=28)
        self.why_button.clicked.connect(self.why_asked)
        self.why_button.hide()
        self._meters: dict[str, _Meter] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(44, 0, 20, 0)
        self._row.setSpacing(20)
        self._row.addWidget(self._sentence)
        self._row.addWidget(self.why_button)
        self._row.addWidget(self._button)
        self._row.addStretch(1)

    def set_verdict(self, kind: BadgeKind, sentence: str, action: str = "", *, has_reasons: bool = False) -> None:
        """Say how the computer does; with an `action` its button is shown, with reasons the one that asks for them."""
        self._kind = kind
        self.why_button.setVisible(has_reasons)
        self._sentence.setText(sentence)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self._make_room()
        self.update()

    def add_meter(self, key: str, name: str, icon: str) -> None:
        """Append a meter."""
        self._meters[key] = _Meter(name, icon, self)
        self._row.addWidget(self._meters[key])

    def set_meter(self, key: str, ratio: float, text: str, kind: BadgeKind = "ok") -> None:
        """Show a share (0 to 1) and its number in words. Raises KeyError for an unknown meter."""
        meter = self._meters[key]
        before = meter.troubled, meter.sizeHint().width()
        meter.show_share(ratio, text, kind)
        if before != (meter.troubled, meter.sizeHint().width()):
            self._make_room()

    def _make_room(self) -> None:
        """Hide calm meters, the last first, while the sentence has not the room that it needs."""
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        needed = margins.left() + margins.right() + self._sentence.sizeHint().width() + gap
        for button in (self.why_button, self._button):
            if button.isVisibleTo(self):
                needed += button.sizeHint().width() + gap
        meters = list(self._meters.values())
        needed += sum(meter.sizeHint().width() + gap for meter in meters)
        hidden = set()
        for meter in sorted(meters, key=lambda one: (one.troubled, -meters.index(one))):
            if needed <= self.width():
                break
            needed -= meter.sizeHint().width() + gap
            hidden.add(meter)
        for meter in meters:
            meter.setVisible(meter not in hidden)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        troubled = self._kind in ("warn", "bad")
        fill = colour(f"{self._kind}_tint" if troubled else "panel")
        paint_surface(painter, QRectF(self.rect()), 12, fill, None if troubled else colour("line"))
        token = "sub" if self._kind == "neutral" else self._kind
        paint_icon(painter, _ICONS[self._kind], 20, 12, 16, colour(token))


class _Meter(QWidget):
    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.troubled = False
        self._icon = icon
        self._name = name
        self._bar = ProgressBar(height=4, token="ok", name=name)
        self._bar.setFixedWidth(48)
        self._text = Label("–", "meter", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(Label(name, "second", "sub"))
        row.addWidget(self._bar)
        row.addWidget(self._text)

    def show_share(self, ratio: float, text: str, kind: BadgeKind) -> None:
        self.troubled = kind in ("warn", "bad")
        self._bar.set_ratio(ratio, "sub" if kind == "neutral" else kind)
        self._text.setText(text)
        # it only grows: numbers that change each second shall not push meters in and out
        self._text.setMinimumWidth(max(self._text.minimumWidth(), self._text.sizeHint().width()))
        self.setAccessibleName(f"{self._name} {text}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._icon, 0, (self.height() - 16) / 2, 16, colour("sub"))
