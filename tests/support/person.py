"""A person before the window: finds controls by the words that they show, or say to a screen reader, and uses them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from loadstudio.gui.widgets.rail import Rail

PATIENCE_S = 60.0


class Person:
    """Looks only at what is visible and enabled, clicks with the mouse and types with the keyboard."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def wait(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
        """Wait until something is so; the event loop goes on meanwhile."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"waited {seconds} s for {what}; visible: {self.words()}"
            QTest.qWait(20)

    def sees(self, words: str) -> bool:
        """Tell whether some visible widget shows or says these words."""
        return any(words in said for said in self.words())

    def words(self) -> list[str]:
        """Return what all visible widgets show or say."""
        return [said for widget in self.window.findChildren(QWidget) if widget.isVisible() for said in _said(widget)]

    def go_to(self, words: str) -> None:
        """Click an item of the rail at the left."""
        rail = self.window.findChild(Rail)
        assert rail is not None
        item = next(button for button in rail.findChildren(QAbstractButton) if words in _said(button))
        QTest.mouseClick(item, Qt.MouseButton.LeftButton)

    def click(self, words: str) -> None:
        """Click the button on the page that shows or says these words, as soon as it can be clicked."""
        self.wait(lambda: self._find(QAbstractButton, words), f"the button “{words}”")
        button = self._find(QAbstractButton, words)
        assert button is not None
        QTest.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=QPoint(min(12, button.width() // 2), button.height() // 2)
        )
        QApplication.processEvents()

    def type(self, words: str, text: str) -> None:
        """Replace the text of the field that says these words, then leave it by Tab."""
        self.wait(lambda: self._find(QLineEdit, words), f"the field “{words}”")
        field = self._find(QLineEdit, words)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def number(self, words: str, text: str) -> None:
        """Replace the number in the field that says these words."""
        self.wait(lambda: self._find(QAbstractSpinBox, words), f"the number “{words}”")
        field = self._find(QAbstractSpinBox, words)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text().startswith(text), field.text()

    def pick(self, words: str) -> None:
        """Click an item of the menu that is open."""

        def opened() -> QMenu | None:
            return next((menu for menu in self.window.findChildren(QMenu) if menu.isVisible()), None)

        self.wait(opened, "a menu")
        menu = opened()
        assert menu is not None
        action = next(one for one in menu.actions() if one.text() == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        QApplication.processEvents()

    def choose(self, words: str, choice: str) -> None:
        """Choose from the list that says these words, by the arrow keys."""
        self.wait(lambda: self._find(QComboBox, words), f"the list “{words}”")
        field = self._find(QComboBox, words)
        assert field is not None
        field.setFocus()
        for _ in range(field.count()):
            if field.currentText() == choice:
                return
            QTest.keyClick(field, Qt.Key.Key_Down)
        assert field.currentText() == choice

    def save_as(self, path: Path) -> None:
        """Answer the question where to save, once it has the keyboard: before, Qt may open a folder at Return."""

        def field_with_keyboard() -> QLineEdit | None:
            dialog = self.window.findChild(QFileDialog)
            field = dialog and dialog.findChild(QLineEdit)
            return field if field and field.hasFocus() else None

        self.wait(field_with_keyboard, "the question where to save")
        field = field_with_keyboard()
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    def _find[W: QWidget](self, kind: type[W], words: str) -> W | None:
        exact = [widget for widget in self._usable(kind) if words in _said(widget)]
        return exact[0] if exact else None

    def _usable[W: QWidget](self, kind: type[W]) -> list[W]:
        rail = self.window.findChild(Rail)
        assert rail is not None
        return [
            widget
            for widget in self.window.findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not rail.isAncestorOf(widget)
        ]


def _said(widget: QWidget) -> list[str]:
    text = getattr(widget, "text", None)
    shown = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return [said for said in (shown, widget.accessibleName()) if isinstance(said, str) and said]
