"""Whether this computer can drive the plan: its workers and cores, the processor at the peak, what was measured."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.day_words import day_words
from loadstudio.gui.plan.forecast import REQUESTS_PER_WORKER_S, Forecast, rounded
from loadstudio.gui.settings import Capacity
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import CutLabel, Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rows import IconView


class ComputerCard(Card):
    """Shows a forecast and what it rests on. `measure_wanted`: this computer shall be measured; `give_up_wanted`: no
    longer.
    """

    measure_wanted = Signal()
    give_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This computer"), parent=parent)
        self._measuring = False
        self._workers = CutLabel()
        self.badge = Badge()
        self._can = Label("", "second", "sub", wrap=True)
        self._share_word = Label(self.tr("Processor at the peak"), "text")
        self._share = Label("", "name", tabular=True)
        self._bar = ProgressBar(token="ok", name=self.tr("Processor at the peak"))
        self.basis = Label("", "second", "sub", wrap=True)
        self.measure = Button(self.tr("Measure"), "link", name=self.tr("Measure this computer"))
        self.measure.clicked.connect(self._press)
        self.add_to_title(self.measure)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(IconView("cpu"))
        first.addWidget(self._workers)
        first.addStretch(1)
        first.addWidget(self.badge)
        second = QHBoxLayout()
        second.addWidget(self._share_word)
        second.addStretch(1)
        second.addWidget(self._share)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.addLayout(first)
        self.body.addWidget(self._can)
        self.body.addSpacing(4)
        self.body.addLayout(second)
        self.body.addWidget(self._bar)
        self.body.addSpacing(4)
        self.body.addWidget(self.basis)
        self.show_capacity(None)

    def show_forecast(self, expected: Forecast, *, others: int) -> None:
        """Show what a plan asks of this computer; nothing where `others` make the load."""
        used = min(expected.workers, expected.cores)
        words = self.tr("Uses {0} of {1} cores").format(used, expected.cores)
        words = self.tr("Uses its one core") if expected.cores == 1 else words
        self._workers.setText(self.tr("It only counts") if others else words)
        badges = {"ok": self.tr("Enough"), "warn": self.tr("Tight"), "bad": self.tr("Not enough")}
        kind = cast("BadgeKind", expected.kind)
        self.badge.set_state(badges[expected.kind], kind)
        can = count_text(rounded(expected.people_possible))
        can_words = self.tr("It can drive about {0} people of this kind.").format(can)
        self._can.setText(self.tr("The other computers make the load.") if others else can_words)
        share = min(9.99, expected.processor)
        self._share.setText(self.tr("under 1 %") if share < 0.01 else f"{share * 100:.0f} %")
        self._bar.set_ratio(share, kind)
        for widget in (self.badge, self._share_word, self._share, self._bar, self.basis, self.measure):
            widget.setVisible(not others)

    def show_capacity(self, capacity: Capacity | None) -> None:
        """Say what the forecast rests on: a measurement, or a guess."""
        if capacity is None:
            words = self.tr("Not measured yet: {0} requests a second for each core are assumed.")
            self.basis.setText(words.format(count_text(REQUESTS_PER_WORKER_S)))
        else:
            words = self.tr("Measured ({0}): about {1} requests a second for each core.")
            amount = count_text(rounded(capacity.requests_per_worker_s))
            self.basis.setText(words.format(day_words(capacity.measured_utc), amount))
        self.measure.set_text(self.tr("Measure") if capacity is None else self.tr("Measure again"))

    def show_measuring(self, share: float) -> None:
        """Say how far the measurement is."""
        self._measuring = True
        self.basis.setText(self.tr("Measuring with the demo shop on this computer: {0} %").format(f"{share * 100:.0f}"))
        if self.measure.text() != self.tr("Stop measuring"):
            self.measure.set_text(self.tr("Stop measuring"))

    def end_measuring(self, capacity: Capacity | None) -> None:
        """The measurement is over; say what is known now."""
        self._measuring = False
        self.show_capacity(capacity)

    def _press(self) -> None:
        if self._measuring:
            self.give_up_wanted.emit()
        else:
            self.measure_wanted.emit()
