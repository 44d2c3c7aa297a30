"""The head of a screen: its title, one line of facts, and the actions at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.widgets.label import CutLabel, Label


class PageHeader(QWidget):
    """Title and facts at the left, actions at the right, the primary last."""

    def __init__(self, title: str = "", facts: Iterable[str] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = Label(title, "title")
        self._title.setFixedHeight(27)
        self._facts = CutLabel("", "text", "sub")
        self._facts.setFixedHeight(17)
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(20)
        self._title_row.addWidget(self._title)
        self._title_row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self._title_row)
        words.addWidget(self._facts)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self._actions)
        self.set_facts(facts)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_facts(self, facts: Iterable[str]) -> None:
        """Change the facts; they are joined by middle dots."""
        words = "  ·  ".join(facts)
        self._facts.setText(words)
        self._facts.setToolTip(words)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a badge behind the title."""
        self._title_row.insertWidget(self._title_row.count() - 1, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, widget: QWidget) -> None:
        """Append an action at the right."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
