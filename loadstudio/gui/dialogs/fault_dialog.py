"""The dialog after a fault of the program: what happened in plain words, a report to copy, going on or quitting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.dialogs.foot import foot_of
from loadstudio.gui.fault_report import fault_lines, report_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.label import Label

_FAULTS_SHOWN = 5


class FaultDialog(QDialog):
    """Shows all faults until it is closed: a fault that comes again is counted, not shown in another dialog.

    `quit_wanted` when the person wants to save and quit; Esc and "Go on" close it.
    """

    quit_wanted = Signal()

    def __init__(self, done_before: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._done_before = done_before
        self._faults: list[tuple[str, ...]] = []
        self._count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A fault in LoadStudio"))
        self.setMinimumSize(720, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("LoadStudio made a mistake"), "title"))
        words = self.tr(
            "What you did last may not have worked. Your scenario and your plan are being saved. You can go on. If this"
            " comes again, save and quit, then start LoadStudio anew."
        )
        column.addWidget(Label(words, wrap=True))
        self.times = Label("", "text", "sub")
        column.addWidget(self.times)
        self.report = CodeView(name=self.tr("Report"), numbered=False)
        card = Card(padding=12)
        card.body.addWidget(self.report)
        column.addWidget(card, 1)
        hint = self.tr(
            "With this report the fault can be found. It tells versions, the place in the program and what was done;"
            " recorded data and passwords are left out."
        )
        column.addWidget(Label(hint, "second", "sub", wrap=True))
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.copy = Button(self.tr("Copy the report"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.copied = Label("", "text", "sub")
        self.quit = Button(self.tr("Save and quit"))
        self.quit.clicked.connect(self._quit)
        self.go_on = Button(self.tr("Go on"), "primary")
        self.go_on.clicked.connect(self.accept)
        return foot_of(self.copy, self.copied, self.quit, self.go_on)

    def add(self, error: Exception) -> None:
        """Show one more fault."""
        self._count += 1
        lines = fault_lines(error)
        if lines not in self._faults and len(self._faults) < _FAULTS_SHOWN:
            self._faults.append(lines)
            self.report.set_text(self.text(), whole=True)
        self.times.setVisible(self._count > 1)
        self.times.setText(self.tr("It happened {0} times.").format(self._count))

    def text(self) -> str:
        """Return the report."""
        return report_text(self._faults, self._done_before)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copied.setText(self.tr("Copied."))

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()
