"""What the person calls a run, its verdict in one sentence, how it is known, and the badges that prove it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.language import told
from loadstudio.gui.results.caption_row import INSET, CaptionRow
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.results.badges import foremost
from loadstudio.results.verdict import Verdict

_MOST_BADGES = 3


class VerdictCard(Card):
    """Shows a verdict, or a sentence while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, parent=parent)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(24 - INSET, 12, 24 - INSET, 20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.caption = CaptionRow()
        self.headline = Label("", "title", wrap=True)
        self.detail = Label("", "text", "sub", wrap=True).selectable()
        self._badges = QWidget()
        self._flow = Flow(self._badges, gap=8, line_gap=6)
        self.body.addWidget(self.caption)
        words = QVBoxLayout()
        words.setContentsMargins(INSET, 0, INSET, 0)
        words.setSpacing(8)
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        words.addSpacing(4)
        words.addWidget(self._badges)
        words.addWidget(self._ways_out())
        self.body.addLayout(words)
        self.body.addStretch(1)  # a sentence alone has the whole page
        self.badges: list[Badge] = []

    def _ways_out(self) -> QWidget:
        """Return the buttons for a run that cannot be read."""
        self.folder_button = Button(self.tr("Open its folder"), icon="folder")
        self.delete_button = Button(self.tr("Delete this run"), icon="trash")
        self.ways_out = QWidget()
        row = QHBoxLayout(self.ways_out)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.folder_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        self.ways_out.hide()
        return self.ways_out

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the verdict of a run."""
        self.say(told(verdict.headline), told(verdict.detail))
        shown, others = foremost(verdict.badges, _MOST_BADGES)
        for one in shown:
            self._add(Badge(told(one.text), one.tone))
        if others:
            more = Badge(f"+{len(others)}", "neutral")
            words = "\n".join(told(one.text) for one in others)
            more.setToolTip(words)
            more.setAccessibleName(words)
            self._add(more)
        self._badges.setVisible(bool(self.badges))

    def _add(self, badge: Badge) -> None:
        self.badges.append(badge)
        self._flow.addWidget(badge)

    def say(self, headline: str, detail: str = "") -> None:
        """Show a sentence alone."""
        for badge in self.badges:
            self._flow.removeWidget(badge)
            badge.hide()
            badge.deleteLater()
        self.badges = []
        self._badges.hide()
        self.ways_out.hide()
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"{headline} {detail}".strip())
