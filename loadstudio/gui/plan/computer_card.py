"""Whether this computer can drive the plan: its workers and cores, and the processor at the peak."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.base.units import count_text
from loadstudio.gui.plan.forecast import Forecast, rounded
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rows import IconView


class ComputerCard(Card):
    """Shows a forecast."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This computer"), parent=parent)
        self._workers = Label("", "text")
        self.badge = Badge()
        self._can = Label("", "second", "sub", wrap=True)
        self._share = Label("", "name", tabular=True)
        self._bar = ProgressBar(token="ok", name=self.tr("Processor at the peak"))
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(IconView("cpu"))
        first.addWidget(self._workers)
        first.addStretch(1)
        first.addWidget(self.badge)
        second = QHBoxLayout()
        second.addWidget(Label(self.tr("Processor at the peak"), "text"))
        second.addStretch(1)
        second.addWidget(self._share)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.addLayout(first)
        self.body.addWidget(self._can)
        self.body.addSpacing(4)
        self.body.addLayout(second)
        self.body.addWidget(self._bar)

    def show_forecast(self, expected: Forecast) -> None:
        """Show what a plan asks of this computer."""
        workers = self.tr("1 worker") if expected.workers == 1 else self.tr("{0} workers").format(expected.workers)
        cores = self.tr("1 core") if expected.cores == 1 else self.tr("{0} cores").format(expected.cores)
        self._workers.setText(self.tr("{0} on {1}").format(workers, cores))
        words = {"ok": self.tr("Enough"), "warn": self.tr("Tight"), "bad": self.tr("Not enough")}
        kind = cast("BadgeKind", expected.kind)
        self.badge.set_state(words[expected.kind], kind)
        can = count_text(rounded(expected.people_possible))
        self._can.setText(self.tr("It can drive about {0} people of this kind.").format(can))
        share = min(9.99, expected.processor)
        self._share.setText(self.tr("under 1 %") if share < 0.01 else f"{share * 100:.0f} %")
        self._bar.set_ratio(share, kind)
