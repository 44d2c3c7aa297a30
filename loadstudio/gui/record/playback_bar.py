"""The bar above a review: offers to play the recording back, shows how far that is, and what it led to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.record.playback import Playback
from loadstudio.gui.widgets.button import Button, ButtonKind
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rows import IconView

if TYPE_CHECKING:
    from loadstudio.authoring.evidence import Verified


class PlaybackBar(Card):
    """`wanted` when the person asks for the playback, `skipped` when they leave it, `look` to see what went wrong."""

    wanted = Signal()
    skipped = Signal()
    look = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(20, 12, 20, 12)
        self.title = Label("", "name")
        self.second = Label("", "second", "sub")
        self._icon = IconView("wand", "accent", 20)
        self.progress = ProgressBar(name=self.tr("Played back"))
        self._share = Label("", "name", tabular=True)
        self.button = Button(" ", "quiet")
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.second)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._icon)
        line.addLayout(words)
        line.addWidget(self.progress, 1)
        line.addWidget(self._share)
        line.addStretch(0)
        line.addWidget(self.button)
        self._line = line
        self.body.addLayout(line)
        self._signal: SignalInstance = self.wanted
        self.offer()

    def offer(self) -> None:
        """Say what a playback would do."""
        self._say(
            "wand",
            "accent",
            self.tr("See which values change by playing it back"),
            self.tr("Its requests are really sent again, five times at most: an order is placed each time."),
        )
        self._offer(self.tr("Play it back"), "primary", self.wanted)

    def follow(self, playback: Playback) -> None:
        """Show how far the playback is."""
        session = playback.session
        ratio = session.ratio if session is not None else 0.0
        round_, sent, total = (session.number, session.check.sent, session.check.total) if session else (1, 0, 0)
        words = self.tr("Request {0} of {1}").format(min(sent + 1, total), total) if total else self.tr("Getting ready")
        if round_ > 1:
            words = self.tr("{0}, round {1} after a repair").format(words, round_)
        words = self.tr("{0}  ·  really sent again").format(words)
        self._say("wand", "accent", self.tr("Playing it back to see which values change"), words, ratio)
        self._offer(self.tr("Skip"), "quiet", self.skipped)

    def conclude(self, playback: Playback) -> None:
        """Say what came of the playback."""
        outcome = playback.outcome
        if outcome is None and playback.failure:
            self._say("warn", "warn", self.tr("It could not be played back"), playback.failure)
            self._offer(self.tr("Try again"), "secondary", self.wanted)
        elif outcome is None:
            self.offer()
        elif outcome.passed:
            self._say("check", "ok", self.tr("Played back: the whole pass works"), self._facts(outcome))
            self._offer("", "quiet", self.look)
        else:
            wrong = next(one for one in outcome.report.requests if one.verdict in ("failed", "not_sent"))
            words = self.tr("{0} in {1}: {2}").format(wrong.label, wrong.step, wrong.sentence)
            self._say("warn", "warn", self.tr("Played back: something still goes wrong"), words)
            self._offer(self.tr("Look at it"), "secondary", self.look)

    def _facts(self, outcome: Verified) -> str:
        counts: Counter[str] = Counter(variable.status for variable in outcome.result.scenario.variables)
        words = {
            "confirmed": self.tr("{0} values confirmed"),
            "constant": self.tr("{0} constant so far"),
            "unresolved": self.tr("{0} unresolved"),
        }
        facts = [pattern.format(counts[status]) for status, pattern in words.items() if counts[status]]
        if outcome.rounds > 1:
            facts.append(self.tr("repaired in {0} rounds").format(outcome.rounds))
        return "  ·  ".join(facts) or self.tr("All answers are as recorded")

    def _say(self, icon: str, token: str, title: str, second: str, ratio: float | None = None) -> None:
        self._icon.set_icon(icon, token)
        self.title.setText(title)
        self.second.setText(second)
        self.progress.setVisible(ratio is not None)
        self._share.setVisible(ratio is not None)
        self._line.setStretch(4, 0 if ratio is not None else 1)
        if ratio is not None:
            self.progress.set_ratio(ratio)
            self._share.setText(f"{ratio * 100:.0f} %")
        self.setAccessibleName(f"{title}. {second}")

    def _offer(self, words: str, kind: ButtonKind, signal: SignalInstance) -> None:
        self.button.set_text(words)
        self.button.set_kind(kind)
        self.button.setVisible(bool(words))
        self._signal = signal

    def _press(self) -> None:
        self._signal.emit()
