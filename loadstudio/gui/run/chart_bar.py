"""The line over the charts of a run in progress: which time they show, and a note of this moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.time_view import NEWEST, WHOLE, TimeView
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.note_bar import NoteBar
from loadstudio.gui.widgets.segmented import SegmentedSwitch

_NAME_LENGTH = 24
_VIEWS = {"whole": WHOLE, "newest": NEWEST}


class ChartBar(QWidget):
    """`viewed(TimeView)` tells which time the person wants; `show_view` says which one is shown. `note_wanted` comes
    from the button, `noted(text)` when the line that `begin_note` opens is written.
    """

    viewed = Signal(object)
    all_wanted = Signal()
    note_wanted = Signal()
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = (("whole", self.tr("Whole run")), ("newest", self.tr("Last 2 minutes")))
        self.follow = SegmentedSwitch(words, name=self.tr("Which time the charts show"))
        self.follow.chosen.connect(lambda key: self.viewed.emit(_VIEWS[key]))
        self._hint = Label("", "second", "sub", tabular=True)
        self.note_button = Button(self.tr("Mark this moment"), icon="flag", height=32)
        self.note_button.setToolTip(self.tr("Write down what happens now (Ctrl+M)"))
        self.note_button.clicked.connect(self.note_wanted)
        self.only_button = Button("", "tinted", icon="filter", trailing="x", height=32)
        self.only_button.setToolTip(self.tr("Show all requests again"))
        self.only_button.clicked.connect(self.all_wanted)
        self.only_button.hide()
        self._usual = QWidget()
        row = QHBoxLayout(self._usual)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.follow)
        row.addWidget(self.only_button)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self.note_button)
        self.note = NoteBar(height=32)
        self.note.written.connect(lambda text, _id: self.noted.emit(text))
        self.note.closed.connect(self._end_note)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._usual)
        both.addWidget(self.note)
        self.show_view(WHOLE)

    def set_subject(self, step: str) -> None:
        """Say that the charts are about one step only, or with '' about all."""
        name = step if len(step) <= _NAME_LENGTH else step[: _NAME_LENGTH - 1].rstrip() + "…"
        self.only_button.set_text(self.tr("Only {0}").format(name))
        self.only_button.setVisible(bool(step))

    def set_running(self, running: bool) -> None:
        """A run that is over takes no more notes; one that is being written is given up."""
        self.note_button.setVisible(running)
        if not running and not self.note.isHidden():
            self.note.hide()
            self._end_note()

    def begin_note(self) -> None:
        """Let the person write."""
        self._usual.hide()
        self.note.begin()

    def _end_note(self) -> None:
        self._usual.show()
        if self.note_button.isVisible():
            self.note_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: TimeView) -> None:
        """Show which time the charts show."""
        if view.kind == "chosen":
            self.follow.set_none()
            words = self.tr("shown: {0} to {1}")
            self._hint.setText(words.format(clock_text(view.start_s), clock_text(view.end_s)))
        else:
            self.follow.set_current(view.kind)
            self._hint.setText(self.tr("Draw over a chart to look closer."))
