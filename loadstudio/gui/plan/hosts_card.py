"""Which hosts get load: those of the recording, those that the person allowed, and the address that takes the site's
place.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.chip import Chip
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.http_types import url
from loadstudio.plan.hosts import AllowedHosts, first_party_host, target_hosts
from loadstudio.plan.model import Plan
from loadstudio.scenario.model import Scenario


class HostsCard(Card):
    """`host_wanted(host)`: allow one more; `host_removed(host)`; `base_url_edited(address)`: '' is the recorded one."""

    host_wanted = Signal(str)
    host_removed = Signal(str)
    base_url_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Allowed hosts"), parent=parent)
        self.add_button = Button(self.tr("Add"), "link", icon="plus", name=self.tr("Allow another host"))
        self.add_button.clicked.connect(self._open_field)
        self.add_to_title(self.add_button)
        self._chips = QWidget()
        self._chips.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = Flow(self._chips, gap=6, line_gap=8)
        self.host_field = TextField(name=self.tr("Host to allow"), placeholder="api.shop.example", height=32)
        self.host_field.returnPressed.connect(self._want_host)
        self.host_field.hide()
        self.base_url = TextField(name=self.tr("Send to another address"), height=32)
        self.base_url.editingFinished.connect(self._read_address)
        self._problem = Label("", "second", "bad", wrap=True)
        self._problem.hide()
        address = QVBoxLayout()
        address.setSpacing(4)
        address.addWidget(Label(self.tr("Send to another address"), "second", "sub"))
        address.addWidget(self.base_url)
        address.addWidget(self._problem)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.addWidget(self._chips)
        self.body.addWidget(self.host_field)
        self.body.addWidget(Label(self.tr("Only these get load. Nothing else is called."), "second", "sub", wrap=True))
        self.body.addSpacing(4)
        self.body.addLayout(address)
        self.chips: list[Chip] = []
        self._shown: object = None

    def show_plan(self, plan: Plan, scenario: Scenario) -> None:
        """Show which hosts a plan may put load on, and where the load goes."""
        targets = target_hosts(scenario, plan.base_url)
        by_recording, allowed = AllowedHosts.of(scenario), AllowedHosts.of(scenario, plan.allowed_hosts)
        known = [host for host in targets if by_recording.allows(host)]
        unknown = [host for host in targets if not allowed.allows(host)]
        self.show_hosts(known, plan.allowed_hosts, unknown)
        recorded = scenario.start_url or f"https://{first_party_host(scenario)}"
        self.show_address(plan.base_url, _origin(recorded))

    def show_hosts(self, recorded: Sequence[str], allowed: Sequence[str], unknown: Sequence[str]) -> None:
        """Show chips: recorded hosts stay, allowed ones can be taken away, unknown ones are asked for at the start."""
        shown = (tuple(recorded), tuple(allowed), tuple(unknown))
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(host, "ok", icon="lock") for host in recorded]
        for host in allowed:
            chip = Chip(host, "ok", icon="lock", removable=True)
            chip.removed.connect(lambda gone=host: self.host_removed.emit(gone))
            self.chips.append(chip)
        for host in unknown:
            chip = Chip(host, "warn", icon="unlock")
            chip.setToolTip(self.tr("Not recorded: you are asked before the run starts."))
            chip.setAccessibleName(self.tr("{0}, not allowed yet").format(host))
            self.chips.append(chip)
        for chip in self.chips:
            self._flow.addWidget(chip)

    def show_address(self, base_url: str, recorded: str) -> None:
        """Show where the load goes instead of the recorded address."""
        self.base_url.setPlaceholderText(recorded)
        if not self.base_url.hasFocus() and self.base_url.text() != base_url:
            self.base_url.setText(base_url)
            self._say("")

    def _open_field(self) -> None:
        self.host_field.show()
        self.host_field.setFocus()

    def _want_host(self) -> None:
        typed = self.host_field.text().strip()
        if not typed:
            self.host_field.hide()
            return
        try:
            host = url.host_name(url.completed(typed))
        except ValueError as problem:
            self.host_field.set_wrong(True, str(problem))
            return
        self.host_field.clear()
        self.host_field.hide()
        self.host_wanted.emit(host)

    def _read_address(self) -> None:
        typed = self.base_url.text().strip()
        try:
            address = url.origin(url.completed(typed)) if typed else ""
        except ValueError as problem:
            self._say(str(problem))
            return
        self._say("")
        self.base_url.setText(address)
        self.base_url_edited.emit(address)

    def _say(self, problem: str) -> None:
        self.base_url.set_wrong(bool(problem), problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def _origin(address: str) -> str:
    try:
        return url.origin(address)
    except ValueError:
        return address
