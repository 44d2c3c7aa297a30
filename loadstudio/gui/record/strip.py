"""The strip over a recording in progress: what is recorded, how much so far, Pause and Stop."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.icons import paint_icon
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.gui.widgets.rule import Rule
from loadstudio.supervise.capture_session import CapturePhase


class RecordingStrip(Card):
    """`paused(bool)` when the person pauses or resumes, `stopped` when they are done."""

    paused = Signal(bool)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self.setFixedHeight(88)
        self._lamp = _Lamp()
        self._headline = Label("", "title")
        self._what = Label("", "text", "sub")
        self.elapsed = _Count(self.tr("elapsed"))
        self.requests = _Count(self.tr("requests"))
        self.steps = _Count(self.tr("steps"))
        self.pause = Button(self.tr("Pause"), icon="pause", height=40)
        self.pause.clicked.connect(self._pause_or_resume)
        self.stop = Button(self.tr("Stop and review"), "primary", icon="stop", height=40)
        self.stop.clicked.connect(self.stopped)
        self._is_paused = False
        self.openness = Badge(self.tr("Open to your network"), "warn")
        self.openness.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._headline)
        words.addWidget(self._what)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._lamp)
        row.addLayout(words, 1)
        row.addWidget(self.openness)
        for count in (self.elapsed, self.requests, self.steps):
            if count is not self.elapsed:
                row.addWidget(_divider())
            row.addWidget(count)
        row.addSpacing(16)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        self.body.addLayout(row)
        self.body.setContentsMargins(4, 0, 4, 0)
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(20, 8, 20, 8)

    def _pause_or_resume(self) -> None:
        self.paused.emit(not self._is_paused)

    def show_openness(self, is_open: bool) -> None:
        """Say as long as it is so that other devices may connect."""
        self.openness.setVisible(is_open)

    def show_phase(self, phase: CapturePhase, what: str) -> None:
        """Say in words and colour what the recording does; `what` is site and browser."""
        self._is_paused = phase == "paused"
        titles = {
            "starting": self.tr("Getting ready"),
            "recording": self.tr("Recording"),
            "paused": self.tr("Paused"),
            "stopping": self.tr("Finishing the recording"),
        }
        token = {"recording": "bad", "paused": "warn"}.get(phase, "line")
        self._headline.setText(titles.get(phase, self.tr("Reading the recording")))
        self._what.setText(what)
        self.set_edge(token)
        self._lamp.show_phase(phase)
        self.pause.set_text(
            self.tr("Resume") if self._is_paused else self.tr("Pause"), icon="play" if self._is_paused else "pause"
        )
        self.pause.setEnabled(phase in ("recording", "paused"))
        self.stop.setEnabled(phase in ("starting", "recording", "paused"))


def _divider() -> Rule:
    line = Rule(vertical=True, token="line")
    line.setFixedHeight(40)
    return line


class _Count(QWidget):
    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._number = Label("0", "number", tabular=True)
        self._number.setFixedHeight(32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        right = Qt.AlignmentFlag.AlignRight
        column.addWidget(self._number, 0, right)
        column.addWidget(Label(word, "text", "sub"), 0, right)
        column.addStretch(1)

    def set_text(self, text: str) -> None:
        if text != self._number.text():
            self._number.setText(text)
            self.setAccessibleName(f"{text} {self._word}")

    def text(self) -> str:
        return self._number.text()


class _Lamp(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._phase: CapturePhase = "starting"
        self.setFixedSize(40, 40)

    def show_phase(self, phase: CapturePhase) -> None:
        self._phase = phase
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = {"recording": "bad", "paused": "warn"}.get(self._phase, "neutral")
        paint_surface(painter, QRectF(self.rect()), 20, colour(f"{token}_tint"))
        if self._phase == "recording":
            paint_surface(painter, QRectF(13, 13, 14, 14), 7, colour("bad"))
        else:
            icon = "pause" if self._phase == "paused" else "clock"
            paint_icon(painter, icon, 12, 12, 16, colour("warn" if self._phase == "paused" else "sub"))
