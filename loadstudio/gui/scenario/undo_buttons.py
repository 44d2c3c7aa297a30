"""Undo and redo as two buttons, which say what they would take back or do again."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.widgets.button import IconButton


class UndoButtons(QWidget):
    """Belongs to one document at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self.undo = IconButton("undo", self.tr("Undo"))
        self.undo.clicked.connect(self._take_back)
        self.redo = IconButton("redo", self.tr("Redo"))
        self.redo.clicked.connect(self._do_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.undo)
        row.addWidget(self.redo)

    def follow(self, document: Document | None) -> None:
        """Undo and redo the edits of this document from now on."""
        self._document = document
        if document is not None:
            document.history_changed.connect(self._show)
            self._show()

    def _take_back(self) -> None:
        if self._document is not None:
            self._document.undo_stack.undo()

    def _do_again(self) -> None:
        if self._document is not None:
            self._document.undo_stack.redo()

    def _show(self) -> None:
        if self._document is None:
            return
        stack = self._document.undo_stack
        for button, able, word, what in (
            (self.undo, stack.canUndo(), self.tr("Undo"), stack.undoText()),
            (self.redo, stack.canRedo(), self.tr("Redo"), stack.redoText()),
        ):
            button.setEnabled(able)
            name = f"{word}: {what}" if able else word
            button.setToolTip(name)
            button.setAccessibleName(name)
