"""The bar that names the current step while one types, and begins the next one."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.label import Label

_TYPING_MS = 300


class StepBar(QWidget):
    """`named(title)` a moment after the last key, `next_wanted` for the next step (Enter too), `note_wanted` for a
    note.
    """

    named = Signal(str)
    next_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._page_id = ""
        self._number = Label(self.tr("Step {0}").format(1), "strong", tabular=True)
        self.field = _NameField(
            name=self.tr("Name of this step"), placeholder=self.tr("What do you do now?"), height=40
        )
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._next)
        self.next = Button(self.tr("Next step"), trailing="arrow-right", height=40)
        self.next.clicked.connect(self._next)
        self.note = Button(self.tr("Note"), icon="flag", height=40)
        self.note.setToolTip(self.tr("Write down what you should remember of this moment"))
        self.note.clicked.connect(self.note_wanted)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._number)
        row.addWidget(self.field, 1)
        row.addWidget(self.next)
        row.addWidget(self.note)

    def show_step(self, page_id: str, number: int, title: str) -> None:
        """Show the current step; what is being typed is not overwritten by the name that comes back."""
        self._number.setText(self.tr("Step {0}").format(number))
        if page_id != self._page_id:
            self._page_id = page_id
            self._typing.stop()
            self._show_title(title)
        elif not self._typing.isActive() and not (self.field.hasFocus() and self.field.isModified()):
            self._show_title(title)

    def _show_title(self, title: str) -> None:
        """Show the beginning of a name, which tells more than its end; who types stays where they are."""
        if title != self.field.text():
            self.field.setText(title)
            self.field.setCursorPosition(0)

    def _typed(self, _text: str) -> None:
        self._typing.start()

    def _next(self) -> None:
        if self._typing.isActive():
            self._tell_name()
        self.next_wanted.emit()

    def _tell_name(self) -> None:
        self._typing.stop()
        if self.field.text().strip():
            self.named.emit(self.field.text().strip())


class _NameField(TextField):
    """Chosen as a whole when one goes to it: typing replaces the name that the step gave itself."""

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        super().focusInEvent(arg__1)
        QTimer.singleShot(0, self, self.selectAll)
