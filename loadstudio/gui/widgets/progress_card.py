"""A card of one line for work that takes a while: what goes on, how far it is, and one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.widgets.button import Button, ButtonKind
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rows import CutLine, IconView

_WORDS = 230
"""The least width of the words, so that the bar does not move with every word."""
_MOST_WORDS = 480
"""Their most beside a bar: a step's name may be long, and the bar is to be seen."""
_ANY_WIDTH = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide leaves out


class ProgressCard(Card):
    """`say` changes the words, `offer` the button; `pressed` comes from it. `name` is the bar's for screen readers."""

    pressed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(20, 12, 20, 12)
        self.title = Label("", "name")
        self.second: Label = CutLine("", "second", "sub", tabular=True)
        self.second.setMinimumWidth(_WORDS)
        self._icon = IconView("wand", "accent", 20)
        self.progress = ProgressBar(name=name)
        self._share = Label("", "name", tabular=True)
        self.button = Button(" ", "quiet")
        self.button.clicked.connect(self.pressed)
        self.button.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.second)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._icon)
        line.addLayout(words)
        line.addWidget(self.progress, 1)
        line.addWidget(self._share)
        line.addStretch(0)
        line.addWidget(self.button)
        self._line = line
        self.body.addLayout(line)

    def say(self, icon: str, token: str, title: str, second: str, ratio: float | None = None) -> None:
        """Say what goes on; without a `ratio` (0 to 1) there is no bar."""
        self._icon.set_icon(icon, token)
        self.title.setText(title)
        self.second.setText(second)
        self.second.setMaximumWidth(_ANY_WIDTH if ratio is None else _MOST_WORDS)
        self.progress.setVisible(ratio is not None)
        self._share.setVisible(ratio is not None)
        self._line.setStretch(4, 0 if ratio is not None else 1)
        if ratio is not None:
            self.progress.set_ratio(ratio)
            self._share.setText(f"{ratio * 100:.0f} %")
        self.setAccessibleName(f"{title}. {second}")

    def offer(self, words: str, kind: ButtonKind = "quiet") -> None:
        """Name the button; without words there is none."""
        self.button.set_text(words)
        self.button.set_kind(kind)
        self.button.setVisible(bool(words))
