"""Rows of which exactly one is chosen: what the rail, the segmented switch and the tabs have in common.

The buttons form an exclusive group, so Tab stops once and the arrow keys go from one to the next.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChoiceButton(QAbstractButton):
    """One of several; `key` is what the program calls it."""

    focus_ring_radius = 8

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.hovered = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        row = self.parentWidget()
        if step is not None and isinstance(row, ChoiceRow):
            row.choose_beside(self, step)
            return
        super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = False
        self.update()
        super().leaveEvent(event)


class ChoiceRow(QWidget):
    """Holds choice buttons. `chosen` tells the key when the person chose, never when the program did."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons: dict[str, ChoiceButton] = {}
        self._announced = ""

    def _adopt(self, button: ChoiceButton) -> None:
        self._group.addButton(button)
        self._buttons[button.key] = button
        if len(self._buttons) == 1:
            self.set_current(button.key)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, ChoiceButton) and button.key != self._announced:
            self._announced = button.key
            self.chosen.emit(button.key)

    def choose_beside(self, button: ChoiceButton, step: int) -> None:
        """Choose, as the person does by an arrow key, the next enabled one before (-1) or behind (1) a button."""
        enabled = [each for each in self._buttons.values() if each.isEnabled() or each is button]
        place = enabled.index(button) + step
        if 0 <= place < len(enabled):
            enabled[place].setFocus(Qt.FocusReason.TabFocusReason)
            enabled[place].click()

    def current(self) -> str:
        """Return the key of the chosen one, or an empty text."""
        button = self._group.checkedButton()
        return button.key if isinstance(button, ChoiceButton) else ""

    def set_current(self, key: str) -> None:
        """Choose one without telling. Raises KeyError for an unknown key."""
        self._buttons[key].setChecked(True)
        self._announced = key

    def set_none(self) -> None:
        """Choose none without telling: what there is, is none of the choices."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._announced = ""

    def set_enabled(self, key: str, enabled: bool, why_not: str = "") -> None:
        """Enable or disable one; `why_not` becomes its tooltip while it is disabled."""
        self._buttons[key].setEnabled(enabled)
        self._buttons[key].setToolTip("" if enabled else why_not)

    def button(self, key: str) -> ChoiceButton:
        """Return the button of a key."""
        return self._buttons[key]
