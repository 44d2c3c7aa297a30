"""The list of variables that opens while a `$` is being typed, as editors complete names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import dress

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


class ValuePicker(QCompleter):
    """`picked(expression)` when one was chosen by Enter, Tab or a click."""

    picked = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setWidget(field)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.activated.connect(lambda text: self.picked.emit(str(text)))

    @property
    def open(self) -> bool:
        """Whether the list is seen."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def take(self, key: int) -> bool:
        """Let a key choose from the list or close it; return whether it meant the list and not the text."""
        popup = self.popup()
        if popup is None or not self.open or key not in _KEYS:
            return False
        chosen = str(popup.currentIndex().data() or "")
        popup.hide()
        if chosen and key != Qt.Key.Key_Escape:
            self.picked.emit(chosen)
        return True

    def offer(self, names: Sequence[str], begun: str, at: QRect) -> None:
        """Open the list, or narrow it to what contains the text that was typed."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))
        self.setCompletionPrefix(begun)
        if self.completionCount() == 0:
            self.close_now()
            return
        popup = self.popup()
        assert popup is not None  # the completer makes it when it is asked for
        if not popup.styleSheet():
            dress(popup)
        popup.setFont(font_of("name"))
        popup.setCurrentIndex(self.completionModel().index(0, 0))
        at.setWidth(min(360, popup.sizeHintForColumn(0) + 48))
        self.complete(at)

    def close_now(self) -> None:
        """Close the list."""
        popup = self.popup()
        if popup is not None:
            popup.hide()
