"""Which computers make the load: this one, with what was measured of it, or others. Kept in the settings, since it is
about the computers and not about the plan.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.plan.computer_card import ComputerCard
from loadstudio.gui.plan.forecast import REQUESTS_PER_WORKER_S, Forecast
from loadstudio.gui.plan.measuring import Measuring
from loadstudio.gui.plan.others_card import OthersCard
from loadstudio.gui.workspace import Workspace


class Generators(QObject):
    """Leads the two cards. `changed`: other computers make the load now, or this one was measured."""

    changed = Signal()

    def __init__(
        self, workspace: Workspace, computer: ComputerCard, others: OthersCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, workspace.settings
        self._computer, self._others = computer, others
        self.measuring = Measuring(workspace, self)
        computer.show_capacity(self._settings.capacity)
        computer.measure_wanted.connect(self._measure)
        computer.give_up_wanted.connect(self.measuring.give_up)
        self.measuring.progressed.connect(computer.show_measuring)
        self.measuring.ended.connect(lambda: computer.end_measuring(self._settings.capacity))
        others.machines_wanted.connect(self._set_machines)
        self._settings.capacity_changed.connect(lambda: computer.show_capacity(self._settings.capacity))
        self._settings.capacity_changed.connect(self.changed)

    @property
    def requests_per_worker_s(self) -> float:
        """What one worker can send, measured or else guessed."""
        capacity = self._settings.capacity
        return capacity.requests_per_worker_s if capacity is not None else REQUESTS_PER_WORKER_S

    @property
    def here(self) -> bool:
        """Whether this computer makes the load."""
        return not self._settings.machines

    def show_forecast(self, expected: Forecast) -> None:
        """Show what a plan asks of this computer."""
        self._computer.show_forecast(expected, others=self._settings.machines)
        self._others.show_machines(self._settings.machines)

    def _measure(self) -> None:
        run = self._workspace.run
        if run is not None and not run.session.over:  # both would be slower than they are
            self._workspace.notices.tell(self.tr("A run is going on. Measure this computer when it is over."))
            return
        self._computer.show_measuring(0.0)
        self.measuring.begin()

    def _set_machines(self, machines: int) -> None:
        self._settings.set_machines(machines)
        self.changed.emit()
