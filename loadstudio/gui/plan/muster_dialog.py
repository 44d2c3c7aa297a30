"""The wait for other computers before a run: the line to call there, who has joined, the way out.

The run begins by itself when all are there, or with those who came when the person says so; all else is decided by the
engine.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loadstudio.gui.dialogs.foot import foot_of
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.run_messages import MachinesAwaited

_LINE_HEIGHT = 76
"""Of the line to call, with the bar that moves it."""


class MusterDialog(QDialog):
    """Follows a run that waits. `begun` when all are there, `given_up` when the person will not wait; both close it, as
    does the end of the run.
    """

    begun = Signal()
    given_up = Signal()

    def __init__(self, control: RunControl, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        self._session: RunSession = control.session
        self._line = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Waiting for other computers"))
        self.setMinimumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Waiting for other computers"), "title"))
        self.words = Label("", wrap=True)
        column.addWidget(self.words)
        self.view = CodeView(name=self.tr("The line to call there"), numbered=False)
        card = Card(padding=12)
        card.body.addWidget(self.view)
        card.setFixedHeight(_LINE_HEIGHT)
        column.addWidget(card)
        self.secret = Label(
            self.tr(
                "The line is a key for this run only: who has it can join and sees the scenario and its test data."
            ),
            "second",
            "sub",
            wrap=True,
        )
        column.addWidget(self.secret)
        self.bar = ProgressBar(name=self.tr("Computers that have joined"))
        self.joined = Label("", "name", tabular=True)
        column.addSpacing(4)
        column.addWidget(self.joined)
        column.addWidget(self.bar)
        self.copy = Button(self.tr("Copy the line"), "primary", icon="copy")
        self.copy.clicked.connect(self._copy)
        self.copied = Label("", "text", "sub")
        self.cancel = Button(self.tr("Do not wait"))
        self.cancel.clicked.connect(self.reject)
        self.now = Button(self.tr("Begin with those who came"))
        self.now.setToolTip(self.tr("They make the whole load; who comes later is sent away."))
        self.now.clicked.connect(self._begin)
        self.now.hide()
        column.addLayout(foot_of(self.copy, self.copied, self.now, self.cancel))
        control.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the run says now."""
        session = self._session
        if session.over or session.phase == "running":
            if session.phase == "running":
                self.begun.emit()
            self.accept()
            return
        awaited = session.awaited
        self.copy.setEnabled(awaited is not None)
        if awaited is None:
            self.words.setText(self.tr("The run is being made ready …"))
            return
        self._show(awaited)

    def _show(self, awaited: MachinesAwaited) -> None:
        words = self.tr(
            "Paste this line into a terminal of each of the {0} other computers. The run begins when all have joined."
        )
        if awaited.expected == 1:
            words = self.tr("Paste this line into a terminal of the other computer. The run begins when it has joined.")
        self.words.setText(words.format(awaited.expected))
        line = f"loadstudio worker --connect {awaited.connection}"
        if line != self._line:
            self._line = line
            self.view.set_text(line, whole=True)
        names = ", ".join(awaited.names)
        joined = self.tr("{0} of {1} have joined").format(awaited.joined, awaited.expected)
        self.joined.setText(f"{joined}: {names}" if names else joined)
        self.bar.set_ratio(awaited.joined / awaited.expected)
        self.now.setVisible(0 < awaited.joined < awaited.expected)

    def _begin(self) -> None:
        self.now.setEnabled(False)
        self._control.begin()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._line)
        self.copied.setText(self.tr("Copied."))

    @override
    def reject(self) -> None:
        self.given_up.emit()
        super().reject()
