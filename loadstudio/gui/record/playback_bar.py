"""The bar above a review: offers to play the recording back, shows how far that is, and what it led to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.language import told
from loadstudio.gui.record.playback import Playback
from loadstudio.gui.widgets.button import ButtonKind
from loadstudio.gui.widgets.progress_card import ProgressCard

if TYPE_CHECKING:
    from loadstudio.authoring.mending.evidence import Verified


class PlaybackBar(ProgressCard):
    """`wanted` when the person asks for the playback, `skipped` when they leave it; `leading(yes?)` tells whether its
    button is the one to press next.
    """

    wanted = Signal()
    skipped = Signal()
    leading = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="", parent=parent)
        self.progress.setAccessibleName(self.tr("Played back"))
        self._signal: SignalInstance = self.wanted
        self.pressed.connect(self._press)
        self.offer_playback()

    def offer_playback(self) -> None:
        """Say what a playback would do."""
        self.say(
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
        title = self.tr("Playing it back to see which values change")
        self.say("wand", "accent", title, "  ·  ".join(self._progress(playback)), ratio)
        self._offer(self.tr("Skip"), "quiet", self.skipped)

    def _progress(self, playback: Playback) -> list[str]:
        """Return how far it is: request, step, round, seconds."""
        session = playback.session
        if session is None:
            return [self.tr("Getting ready")]
        words = []
        if playback.judging:
            words.append(self.tr("Weighing the answers"))
        elif session.check.total:
            sent, total = session.check.sent, session.check.total
            words.append(self.tr("Request {0} of {1}").format(min(sent + 1, total), total))
            words += [session.check.step] if session.check.step else []
        if session.number > 1:
            words.append(self.tr("round {0} after a repair").format(session.number))
        if session.seconds >= 1:
            words.append(duration_text(int(session.seconds)))
        return [*words, self.tr("really sent again")]

    def conclude(self, playback: Playback) -> None:
        """Say what came of the playback."""
        outcome = playback.outcome
        if outcome is None and playback.failure:
            self.say("warn", "warn", self.tr("It could not be played back"), told(playback.failure))
            self._offer(self.tr("Try again"), "secondary", self.wanted)
        elif outcome is None:
            self.offer_playback()
        elif outcome.passed:
            left_out = any(finding.kind == "left_out" for finding in outcome.result.findings)
            works = self.tr("Played back: the whole pass works")
            self.say(
                "check",
                "ok",
                self.tr("Played back: it works, without what was left out") if left_out else works,
                self._facts(outcome),
            )
            self._offer("", "quiet", self.wanted)
        else:
            self.say("warn", "warn", self.tr("Played back: something still goes wrong"), self._facts(outcome))
            self._offer(self.tr("Play it again"), "secondary", self.wanted)

    def _facts(self, outcome: Verified) -> str:
        counts: Counter[str] = Counter(variable.status for variable in outcome.result.scenario.variables)
        words = {
            "confirmed": self.tr("1 value confirmed") if counts["confirmed"] == 1 else self.tr("{0} values confirmed"),
            "constant": self.tr("{0} constant so far"),
            "unresolved": self.tr("{0} unresolved"),
        }
        facts = [pattern.format(counts[status]) for status, pattern in words.items() if counts[status]]
        if outcome.rounds > 1:
            facts.append(self.tr("repaired in {0} rounds").format(outcome.rounds))
        good = outcome.report.count("good") + outcome.report.count("differs")
        if not outcome.passed:
            facts.insert(0, self.tr("{0} of {1} requests went well").format(good, len(outcome.report.requests)))
        return "  ·  ".join(facts) or self.tr("All answers are as recorded")

    def _offer(self, words: str, kind: ButtonKind, signal: SignalInstance) -> None:
        self.offer(words, kind)
        self._signal = signal
        self.leading.emit(bool(words) and kind == "primary")

    def _press(self) -> None:
        self._signal.emit()
