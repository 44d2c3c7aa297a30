"""The banner: what happened, why, and the button that fixes it; and the empty state, which leads on."""

from __future__ import annotations

from typing import Literal, override

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface

BannerKind = Literal["ok", "warn", "bad", "info"]

_ICONS: dict[BannerKind, str] = {"ok": "check", "warn": "warn", "bad": "cross", "info": "info"}


class Banner(QWidget):
    """Tinted, without an edge. `acted` is emitted by its button; an empty `action` means no button.

    The small form (`small=True`) is one line with a plain button; the large one has `why` under the title and a filled
    button, perhaps with an icon.
    """

    acted = Signal()

    def __init__(
        self,
        kind: BannerKind = "info",
        title: str = "",
        why: str = "",
        action: str = "",
        *,
        action_icon: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: BannerKind = kind
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._title = Label("", "text" if small else "card", wrap=True)
        self._why = Label("", "text", wrap=True)
        self._button = Button("", "secondary" if small else "primary", height=32 if small else 36)
        self._button.clicked.connect(self.acted)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._why)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(42 if small else 56, 7 if small else 16, 8 if small else 20, 7 if small else 16)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        if small:
            self.setMinimumHeight(46)
        self.show_message(kind, title, why, action, action_icon=action_icon)

    def show_message(
        self, kind: BannerKind, title: str, why: str = "", action: str = "", *, action_icon: str = ""
    ) -> None:
        """Say something else."""
        self._kind = kind
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why) and not self._small)
        self._button.set_text(action, icon=action_icon)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title} {why}".strip())
        self.update()

    @property
    def button(self) -> Button:
        return self._button

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "accent" if self._kind == "info" else self._kind
        paint_surface(painter, QRectF(self.rect()), 8 if self._small else 12, colour(f"{token}_tint"))
        size = 16 if self._small else 20
        alone = self._small or self._why.isHidden()
        top = (self.height() - size) / 2 if alone else 16
        paint_icon(painter, _ICONS[self._kind], 14 if self._small else 20, top, size, colour(token))


class EmptyState(QWidget):
    """One sentence and one primary button, in the middle of what it fills. `acted` is emitted by the button."""

    acted = Signal()

    def __init__(
        self, sentence: str, action: str = "", *, action_icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = Label(sentence, "lead", "sub", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMinimumWidth(240)
        self._sentence.setMaximumWidth(520)
        self.button = Button(action, "primary", icon=action_icon)
        self.button.clicked.connect(self.acted)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._sentence, 10)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        column.addLayout(line)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.setVisible(bool(action))  # now that it has a parent: else it would flash up as a window

    def set_message(self, sentence: str, action: str = "", *, action_icon: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.button.set_text(action, icon=action_icon)
        self.button.setVisible(bool(action))
