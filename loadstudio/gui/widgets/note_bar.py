"""The line into which the person writes a note of this moment, or changes one."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.fields import TextField


class NoteBar(QWidget):
    """`written(text, note_id)` with Enter or Keep; `note_id` is '' for a new note. Esc closes it. `closed` comes after
    either.
    """

    written = Signal(str, str)
    closed = Signal()

    def __init__(self, *, height: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note_id = ""
        self.field = TextField(
            name=self.tr("Note of this moment"),
            placeholder=self.tr("What should you remember of this moment?"),
            icon="flag",
            height=height,
        )
        self.field.returnPressed.connect(self._keep)
        self.keep = Button(self.tr("Keep note"), height=height)
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep)
        self.hide()

    def begin(self, text: str = "", note_id: str = "") -> None:
        """Open for a new note, or for one that is there."""
        self._note_id = note_id
        self.field.setText(text)
        self.show()
        self.field.setFocus()

    def _keep(self) -> None:
        text = self.field.text().strip()
        if text or self._note_id:
            self.written.emit(text, self._note_id)
        self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
