"""The card of one live number: what it is, the number, its limit, the last minute."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.charts.sparkline import Sparkline, Values
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label


class StatCard(Card):
    """Title over a big number over a line such as `limit 350`; a sparkline at the right. Turns `bad` when told so."""

    def __init__(self, title: str, *, token: str = "p50", parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self.setFixedHeight(96)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(20, 12, 20, 12)
        self.setAccessibleName(title)
        self._what = title
        self._name = Label(title, "name", "sub")
        self._value = Label("–", "number", tabular=True)
        self._value.setFixedHeight(32)
        self._note = Label("", "second", "sub", tabular=True)
        self._spark = Sparkline(token)
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self._value, 1)
        number.addWidget(self._spark, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._name)
        words.addLayout(number)
        words.addWidget(self._note)
        words.addStretch(1)
        self.body.addLayout(words)

    def set_value(self, value: str, note: str | None = None) -> None:
        """Show the number with its unit, and the line under it unless None."""
        self._value.setText(value)
        if note is not None:
            self._note.setText(note)
        self.setAccessibleName(f"{self._what}: {value}, {self._note.text()}")
        self._make_room()

    def set_series(self, values: Values, token: str | None = None) -> None:
        """Show the last minute."""
        self._spark.set_values(values, token)

    def _make_room(self) -> None:
        """Let the sparkline go where the number needs its room."""
        room = self.width() - 40 - 8
        self._spark.setVisible(self._value.sizeHint().width() + self._spark.sizeHint().width() <= room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def set_broken(self, broken: bool) -> None:
        """Turn `bad`, because the limit of this number is broken, or back."""
        self.set_edge("bad" if broken else "line")
        self.set_fill("bad_tint" if broken else "panel")
        for label, tone in ((self._name, "sub"), (self._value, "text"), (self._note, "sub")):
            label.set_tone("bad" if broken else tone)
