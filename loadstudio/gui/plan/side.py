"""The column at the right of the Load screen: who, limits, hosts, and which computers make the load."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.plan.computer_card import ComputerCard
from loadstudio.gui.plan.hosts_card import HostsCard
from loadstudio.gui.plan.limits_card import LimitsCard
from loadstudio.gui.plan.others_card import OthersCard
from loadstudio.gui.plan.who_card import WhoCard
from loadstudio.gui.widgets.card import ScrollColumn

_WIDTH = 342


class SideColumn(ScrollColumn):
    """The cards under each other; they tell by themselves what the person does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.body.setSpacing(16)
        self.who = WhoCard()
        self.limits = LimitsCard()
        self.hosts = HostsCard()
        self.computer = ComputerCard()
        self.others = OthersCard()
        for card in (self.who, self.limits, self.hosts, self.computer, self.others):
            self.body.addWidget(card)
        self.body.addStretch(1)
