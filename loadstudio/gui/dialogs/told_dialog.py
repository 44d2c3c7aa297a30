"""A list of sentences that a person should read once, such as what could not be taken along; to be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loadstudio.gui.dialogs.foot import foot_of
from loadstudio.gui.language import told
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card, ScrollColumn
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule


class ToldDialog(QDialog):
    """`folder` is the button that shows what was written."""

    def __init__(self, parent: QWidget, *, title: str, intro: str, sentences: Sequence[str]) -> None:
        super().__init__(parent)
        self._sentences = tuple(told(sentence) for sentence in sentences)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumSize(640, 360)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(title, "title"))
        column.addWidget(Label(intro, "text", "sub", wrap=True))
        column.addWidget(self._list(), 1)
        self.copy = Button(self.tr("Copy"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.copied = Label("", "text", "sub")
        self.folder = Button(self.tr("Show in folder"))
        self.close_button = Button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        column.addLayout(foot_of(self.copy, self.copied, self.folder, self.close_button))
        self.close_button.setFocus()

    def _list(self) -> QWidget:
        card = Card()
        area = ScrollColumn()
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(self.windowTitle())
        for number, sentence in enumerate(self._sentences):
            if number:
                area.body.addWidget(Rule())
            area.body.addWidget(Label(sentence, wrap=True))
        area.body.addStretch(1)
        card.body.addWidget(area)
        return card

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._sentences))
        self.copied.setText(self.tr("Copied."))
